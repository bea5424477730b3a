import httpx2
from acme_client import Acme
from acme_client.models import Thing


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    thing = client.things.create(body=Thing(name="a", size=3))
    assert thing.size == 3
    thing.size += 1
    assert f"{thing.size}" == "4"
    match thing:
        case Thing(size=size):
            assert size == 4
