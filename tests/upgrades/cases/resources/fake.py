import httpx2
from acme_client import Acme
from acme_client.models import Thing
from acme_client.testing import FakeAcme


def main(http: httpx2.Client) -> None:
    fake = FakeAcme()
    fake.things.get.returns(Thing(name="b", size=1))
    with fake.client() as client:
        assert client.things.get("x").name == "b"
    assert len(fake.things.get.calls) == 1
    assert Acme(transport=http).things.get("a").size == 3
