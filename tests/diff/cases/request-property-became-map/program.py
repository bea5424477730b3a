import httpx2
from acme_client import Acme
from acme_client.models import Size, Thing


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    assert client.things.create(body=Thing(value=Size(size=3))).ok
