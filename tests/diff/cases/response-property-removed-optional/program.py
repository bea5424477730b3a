import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    thing = client.things.read("a")
    assert thing.value and (thing.other is None or thing.other)
