import httpx2
from acme_client import Acme
from acme_client.errors import ImATeapotError


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    try:
        assert client.things.find().ok
    except ImATeapotError:
        raise AssertionError from None
