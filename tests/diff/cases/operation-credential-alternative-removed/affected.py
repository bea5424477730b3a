import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http, api_key="k")
    assert client.things.find().ok
