import httpx2
from acme_client import Acme, AcmeEnvironment


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http, base_url=AcmeEnvironment.TWO_EXAMPLE_COM)
    assert client.things.find().ok
