"""Mutate one entry of a document, as a mistake of an author, a merge or a tool does."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

# Each is invalid in most positions of a document.
INVALID_VALUES: tuple[Any, ...] = (
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
# New names for keys: keywords where they do not belong, and unknown ones.
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

Entry = tuple[Any, Any]
"""A mapping or sequence with one of its keys or indices."""


def mutate(tree: Any, random: Random) -> Any:
    """Return a copy of a tree with one random change."""
    mutant = copy.deepcopy(tree)
    entries = [*_entries(mutant)]
    if entries:
        change = random.choice(CHANGES)
        change(*random.choice(entries), random, entries)
    return mutant


def _delete(parent: Any, key: Any, random: Random, entries: list[Entry]) -> None:
    del parent[key]


def _copy_other(parent: Any, key: Any, random: Random, entries: list[Entry]) -> None:
    other_parent, other_key = random.choice(entries)
    parent[key] = copy.deepcopy(other_parent[other_key])


def _rename(parent: Any, key: Any, random: Random, entries: list[Entry]) -> None:
    if isinstance(parent, dict):
        name = random.choice([f"{key}x", f" {key}", str(key).upper(), *KEYS])
        parent[name] = parent.pop(key)


def _duplicate(parent: Any, key: Any, random: Random, entries: list[Entry]) -> None:
    if isinstance(parent, list):
        parent.append(copy.deepcopy(parent[key]))
    else:
        parent[f"{key} again"] = copy.deepcopy(parent[key])


def _wrap(parent: Any, key: Any, random: Random, entries: list[Entry]) -> None:
    value = parent[key]
    parent[key] = random.choice([[value], {"x": value}, {"allOf": [value]}, [[value]]])


def _replace(parent: Any, key: Any, random: Random, entries: list[Entry]) -> None:
    parent[key] = copy.deepcopy(random.choice(INVALID_VALUES))


def _refer(parent: Any, key: Any, random: Random, entries: list[Entry]) -> None:
    """Replace a value by a reference to any other value, an enclosing one included."""
    target_parent, target_key = random.choice(entries)
    parent[key] = {"$ref": f"#{_pointer(target_parent, target_key, entries)}"}


def _pointer(parent: Any, key: Any, entries: list[Entry]) -> str:
    step = "/" + str(key).replace("~", "~0").replace("/", "~1").replace("%", "%25")
    enclosing = next((e for e in entries if e[0][e[1]] is parent), None)
    return (_pointer(*enclosing, entries) if enclosing else "") + step


Change = Callable[[Any, Any, Random, list[Entry]], None]
# Replacement has by far the most variants, hence twice.
CHANGES: tuple[Change, ...] = (
    _delete,
    _copy_other,
    _rename,
    _duplicate,
    _wrap,
    _replace,
    _replace,
    _refer,
)


def _entries(node: Any) -> Iterator[Entry]:
    """Yield every entry of every mapping and sequence."""
    # A stack instead of recursion: mutated documents may be nested very deeply.
    pending = [node]
    while pending:
        parent = pending.pop()
        keys = [*parent] if isinstance(parent, dict) else range(len(parent))
        for key in keys:
            yield parent, key
            if isinstance(parent[key], dict | list):
                pending.append(parent[key])
