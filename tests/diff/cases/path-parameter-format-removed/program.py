from datetime import UTC, datetime

import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    assert client.things.read(datetime(2020, 1, 1, tzinfo=UTC)).ok
