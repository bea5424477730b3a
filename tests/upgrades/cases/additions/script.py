import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    assert Acme(transport=http).things.get("a").size == 3
