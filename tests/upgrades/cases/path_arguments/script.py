import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    id = "a"
    assert client.things.get("s", id=id).size == 3
    assert client.things.get(id="a", shop="s").name == "a"
    assert client.things.get("s", "a").name == "a"
