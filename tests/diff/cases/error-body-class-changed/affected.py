import httpx2
from acme_client import Acme
from acme_client.errors import ImATeapotError
from acme_client.models import Address


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    try:
        client.things.read("a", headers={"x-mock-status": "418"})
    except ImATeapotError as error:
        value = error.body
        assert value is not None
        place: Address = value
        assert place.street
    else:
        raise AssertionError
