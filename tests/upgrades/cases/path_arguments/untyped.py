# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs
from acme_client import Acme


def make_client(http: object):
    return Acme(transport=http)


def main(http: object) -> None:
    names = [make_client(http).things.get(shop=s, id="a").name for s in "st"]
    assert names == ["a", "a"]
    call = lambda client: client.things
    assert call(make_client(http)).get("s", "a").size == 3
