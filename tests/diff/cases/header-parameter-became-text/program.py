import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    assert client.things.find(x_value=3).ok
