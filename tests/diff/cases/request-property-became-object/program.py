import httpx2
from acme_client import Acme
from acme_client.models import Thing


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    value: dict[str, int] = {"size": 3}
    assert client.things.create(body=Thing(value=value)).ok
