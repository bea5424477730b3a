from datetime import date

import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    assert client.things.read(date(2020, 1, 1)).ok
