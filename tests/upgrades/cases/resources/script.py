import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    things = 3
    client = Acme(transport=http)
    assert client.things.get("a").size == things
    assert (
        client.things
        # any of them
        .find(q="x").name
    ) == "a"
