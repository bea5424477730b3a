from uuid import UUID

import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    assert client.things.read(UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")).ok
