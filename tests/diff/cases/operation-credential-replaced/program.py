import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http, token="t", admin="a")
    assert client.things.find().ok
