import httpx2
from acme_client import Acme


def pick(shop: str) -> str:
    return shop


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    pairs = [("s", "a"), ("t", "b")]
    assert [client.things.get(pick(s), i).size for s, i in pairs] == [3, 3]
