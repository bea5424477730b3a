import httpx2
from acme_client import Acme
from acme_client.errors import ConflictError


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    try:
        assert client.things.find().ok
    except ConflictError:
        raise AssertionError from None
