# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs
from typing import Any

from acme_client import Acme


def make_client(http: Any):
    return Acme(transport=http)


def main(http: Any) -> None:
    names = [make_client(http).things.get(shop=s, id="a").name for s in "st"]
    assert names == ["a", "a"]
    call = lambda client: client.things
    assert call(make_client(http)).get("s", "a").size == 3
