import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    value: dict[str, int] = {"name": 3}
    assert client.things.create(body=value).ok
