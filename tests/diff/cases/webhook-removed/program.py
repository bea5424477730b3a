import httpx2
from acme_client import Acme, webhooks


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    assert client.things.find().ok
    assert webhooks.parse_created(b'{"id": "a"}').id
