import httpx2
from acme_client import Acme, inputs


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    body: inputs.Thing = {"name": "a", "size": 3}
    sizes = {t.name: t.size for t in [client.things.create(body=body)]}
    assert sizes == {"a": 3}
    size = 3
    assert client.things.create(body={"name": "a", "size": size}).size == size
