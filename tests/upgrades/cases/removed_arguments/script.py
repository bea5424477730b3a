import httpx2
from acme_client import Acme

LIMIT = 3


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    assert client.things.find(limit=LIMIT).size == 3
    assert client.things.find(q="x", limit=3, sort="name").size == 3
    assert client.things.find(limit=(3), q=("x"), sort="name").size == 3
    assert (
        client.things.find(
            sort="name",  # by name, descending
            q="x",
            limit=3,
        ).size
        == 3
    )
