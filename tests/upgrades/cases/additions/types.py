import httpx2
from acme_client import Acme
from acme_client.models import Thing


def main(http: httpx2.Client) -> None:
    thing: Thing = Acme(transport=http).things.get(id="a")
    assert thing == Thing(name="a", size=3)
