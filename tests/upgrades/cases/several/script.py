import httpx2
from acme_client import Acme
from acme_client.models import Thing


def read(client: Acme, name: str) -> Thing:
    return client.things.get(full=True, id=name)


def main(http: httpx2.Client) -> None:
    assert read(Acme(transport=http), "a").size == 3
