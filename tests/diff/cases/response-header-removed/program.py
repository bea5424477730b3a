import httpx2
from acme_client import Acme, headers


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    raw = client.raw(client.things.find)()
    rate = raw.read_header(headers.X_RATE)
    assert rate is None or rate
