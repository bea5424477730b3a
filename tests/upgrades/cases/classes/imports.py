from __future__ import annotations

import httpx2
from acme_client import Acme, models
from acme_client.models import Thing
from acme_client.models import Thing as Other
from acme_client.models.thing import Thing as Inner

__all__ = ["Thing", "main"]


def describe(thing: Thing) -> str:
    return f"{thing.name} {thing.size}"


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    thing: Thing = client.things.get("a")
    assert isinstance(thing, Other) and isinstance(thing, models.Thing)
    assert describe(Thing(name="b", size=1)) == "b 1"
    match thing:
        case Inner(name=name):
            assert name == "a"
    Thing_size = 3
    assert thing.size == Thing_size
