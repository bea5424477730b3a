import httpx2
from acme_client import Acme
from acme_client.models import Colour


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    value = client.things.read("a").value
    assert value in (Colour.RED, Colour.BLUE) or str(value) == "green"
