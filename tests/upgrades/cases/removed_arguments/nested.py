import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    first = client.things.find(q=client.things.find(limit=1, q="y").name, sort="x")
    assert first.name == "a"
