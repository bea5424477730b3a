import httpx2
from acme_client import Acme
from acme_client.models import Cat, Dog


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    value = client.things.read("a")
    if isinstance(value, Cat):
        assert value.meow
    elif isinstance(value, Dog):
        assert value.bark
    else:
        assert value.value
