"""Breaks a document in one place: what any mistake of a writer, a merge or a tool may leave behind."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

WRONG: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1.5,
    10**30,
    "",
    "x",
    "object",
    "null",
    "#",
    "#/",
    "#/nowhere",
    "#/components/schemas",
    "#/paths",
    "other.yaml",
    "☃",
    "\x00",
    "a/b~c%41",
    "²",
    "x" * 5000,
    "9" * 5000,
    [],
    {},
    [None],
    [[]],
    ["string", "null"],
    [{}],
    {"": {}},
    {"$ref": "#/components/schemas/None"},
    {"$ref": "#"},
    {"$ref": 1},
    {"$ref": "#/components"},
    {"$dynamicRef": "#x"},
    {"type": "null"},
    {"type": ["object", "array"], "properties": {"a": False}},
    {"allOf": [{"type": "string"}, {"type": "integer"}]},
    {"allOf": [{"$ref": "#/components/schemas"}]},
    {"oneOf": []},
    {"enum": []},
    {"enum": {}},
    {"const": {"a": 1}},
    {"type": "array"},
    {"discriminator": {}},
    {"content": {"application/json": {}}},
)
"""What a place may hold that it should not."""

KEYS = (
    "",
    "x",
    "$ref",
    "type",
    "properties",
    "allOf",
    "oneOf",
    "items",
    "enum",
    "name",
)
"""What a key may become."""

Place = tuple[Any, Any]
"""What holds an entry, and its key or index."""


def mutate(tree: Any, chance: Random) -> Any:
    """A copy with one place changed."""
    made = copy.deepcopy(tree)
    places = [*_places(made)]
    if places:
        change = chance.choice(CHANGES)
        change(*chance.choice(places), chance, places)
    return made


def _drop(holder: Any, key: Any, chance: Random, places: list[Place]) -> None:
    del holder[key]


def _exchange(holder: Any, key: Any, chance: Random, places: list[Place]) -> None:
    other, at = chance.choice(places)
    holder[key] = copy.deepcopy(other[at])


def _rename(holder: Any, key: Any, chance: Random, places: list[Place]) -> None:
    if isinstance(holder, dict):
        name = chance.choice([f"{key}x", f" {key}", str(key).upper(), *KEYS])
        holder[name] = holder.pop(key)


def _double(holder: Any, key: Any, chance: Random, places: list[Place]) -> None:
    if isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    else:
        holder[f"{key} again"] = copy.deepcopy(holder[key])


def _wrap(holder: Any, key: Any, chance: Random, places: list[Place]) -> None:
    inner = holder[key]
    holder[key] = chance.choice([[inner], {"x": inner}, {"allOf": [inner]}, [[inner]]])


def _replace(holder: Any, key: Any, chance: Random, places: list[Place]) -> None:
    holder[key] = copy.deepcopy(chance.choice(WRONG))


def _refer(holder: Any, key: Any, chance: Random, places: list[Place]) -> None:
    """A reference to any other place of the document, or to one above."""
    other, at = chance.choice(places)
    holder[key] = {"$ref": f"#{_pointer(other, at, places)}"}


def _pointer(holder: Any, key: Any, places: list[Place]) -> str:
    step = "/" + str(key).replace("~", "~0").replace("/", "~1").replace("%", "%25")
    above = next((p for p in places if p[0][p[1]] is holder), None)
    return (_pointer(*above, places) if above else "") + step


Change = Callable[[Any, Any, Random, list[Place]], None]
CHANGES: tuple[Change, ...] = (
    _drop,
    _exchange,
    _rename,
    _double,
    _wrap,
    _replace,
    _replace,
    _refer,
)


def _places(node: Any) -> Iterator[Place]:
    """Every entry of every mapping and sequence."""
    todo = [node]
    while todo:
        holder = todo.pop()
        keys = [*holder] if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            yield holder, key
            if isinstance(holder[key], dict | list):
                todo.append(holder[key])
