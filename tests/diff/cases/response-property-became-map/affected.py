import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    value = client.things.read("a", headers={"x-mock-example": "b"}).value
    assert value
