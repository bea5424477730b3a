import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    assert client.things.get("s", "a").size == 3
    assert client.things.get("s", id="a").name == "a"
    assert client.things.get(shop="s", id="a").name == "a"
    assert client.things.get(("s"), ("a" + "b")).name == "a"
