"""Variants: takes the schemas of a choice, gives what names each that has no name of its own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

Schema = dict[str, Any]
KINDS = ("array", "boolean", "integer", "number", "object", "string")


def steps_of(variants: Sequence[Any]) -> list[str]:
    """What names each inline variant: the first that it shares with no other of what may name it.

    That is its title, a constant that tells it apart, its kind, a property of its own, or else its place.
    """
    schemas = [schema if isinstance(schema, dict) else {} for schema in variants]
    tag = _tag(schemas)
    offered = [list(dict.fromkeys(_offers(schema, tag))) for schema in schemas]
    counted = Counter(step for steps in offered for step in steps)
    return [
        next((step for step in steps if counted[step] == 1), f"Variant{number}")
        for number, steps in enumerate(offered, 1)
    ]


def _offers(schema: Schema, tag: str | None) -> Iterator[str]:
    """What may name a variant, the best first; nothing depends on the order in which it is written."""
    names = [*sorted(_required(schema)), *sorted(_properties(schema))]
    constants = _constants(schema)
    title = schema.get("title")
    for told in (title, constants.get(tag or ""), next(iter(constants.values()), None)):
        if isinstance(told, str) and told.strip():
            yield told
            yield from (f"{told} with {name}" for name in names)
    yield from _kind(schema)
    yield from (f"with {name}" for name in names)


def _kind(schema: Schema) -> Iterator[str]:
    if "enum" in schema:
        yield "enum"
    elif schema.get("type") in KINDS:
        yield schema["type"]
    elif _properties(schema):
        yield "object"


def _tag(schemas: list[Schema]) -> str | None:
    """A property that has a constant of its own in each of the inline variants; the first by name."""
    tables = [_constants(schema) for schema in schemas if "properties" in schema]
    for name in tables[0] if tables else ():
        values = [table[name] for table in tables if name in table]
        if len(set(values)) == len(tables):
            return name
    return None


def _constants(schema: Schema) -> dict[str, str]:
    """The properties that have one value, those that are required first, by name; with the value as words."""
    found, required = _properties(schema), _required(schema)
    names = sorted(found, key=lambda name: (name not in required, name))
    listed = {name: _constant(name, found[name]) for name in names}
    return {name: value for name, value in listed.items() if value}


def _constant(name: str, prop: Any) -> str:
    """The one value that a property may have: a text as it is, any other with the property's name."""
    if not isinstance(prop, dict):
        return ""
    values = prop.get("enum", [prop.get("const")])
    only = values[0] if isinstance(values, list) and len(values) == 1 else None
    if isinstance(only, (bool, int)):
        return f"{name} {json.dumps(only)}"
    return only if isinstance(only, str) else ""


def _properties(schema: Schema) -> Schema:
    found = schema.get("properties")
    return found if isinstance(found, dict) else {}


def _required(schema: Schema) -> list[str]:
    names = schema.get("required")
    listed = names if isinstance(names, list) else []
    return [name for name in listed if isinstance(name, str)]
