import httpx2
from acme_client import Acme
from acme_client.models import Bird


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    value = client.things.read("a")
    if isinstance(value, Bird):
        assert value.song
    else:
        assert value
