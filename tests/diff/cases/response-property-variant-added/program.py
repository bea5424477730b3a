import httpx2
from acme_client import Acme
from acme_client.models import Cat


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    value = client.things.read("a").value
    if isinstance(value, Cat):
        assert value.meow
