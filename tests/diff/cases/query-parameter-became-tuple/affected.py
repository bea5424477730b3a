import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    value: list[str] = ["a"]
    assert client.things.find(value=value).ok
