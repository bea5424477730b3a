import httpx2
from acme_client import Acme
from acme_client.models import Colour


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    assert client.things.find(x_value=Colour.RED).ok
