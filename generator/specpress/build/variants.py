"""Variants: takes the schemas of a choice, gives what names each that has no name of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Schema = dict[str, Any]


def steps_of(variants: Sequence[Any]) -> list[str]:
    """What names each inline variant: its title, the constant that tells it apart, or its place.

    Where two variants have one title, a property that only one of them requires is added.
    """
    schemas = [schema if isinstance(schema, dict) else {} for schema in variants]
    tag = _tag(schemas)
    plain = [_plain_step(schema, tag, n) for n, schema in enumerate(schemas, 1)]
    return [
        step if plain.count(step) == 1 else f"{step} {_own_property(schemas, n)}"
        for n, step in enumerate(plain)
    ]


def _plain_step(schema: Schema, tag: str | None, number: int) -> str:
    title = schema.get("title")
    if isinstance(title, str) and title.strip():
        return title
    constants = _constants(schema)
    told = constants.get(tag or "") or next(iter(constants.values()), None)
    return told or f"Variant{number}"


def _tag(schemas: list[Schema]) -> str | None:
    """A property that has a constant of its own in each of the inline variants; the first by name."""
    tables = [_constants(schema) for schema in schemas if "properties" in schema]
    for name in tables[0] if tables else ():
        values = [table[name] for table in tables if name in table]
        if len(set(values)) == len(tables):
            return name
    return None


def _constants(schema: Schema) -> dict[str, str]:
    """The properties, by name, that are required and must be one text."""
    properties, required = schema.get("properties"), _required(schema)
    found = properties if isinstance(properties, dict) else {}
    listed = {name: _constant(found[name]) for name in sorted(found) if name in required}
    return {name: value for name, value in listed.items() if value}


def _constant(prop: Any) -> str:
    """The one text that a value may be; "" where there is none, or more."""
    if not isinstance(prop, dict):
        return ""
    values = prop.get("enum", [prop.get("const")])
    only = values[0] if isinstance(values, list) and len(values) == 1 else None
    return only if isinstance(only, str) else ""


def _own_property(schemas: list[Schema], index: int) -> str:
    """A property that one variant alone requires; where there is none, the variant's place."""
    needed = [_required(schema) for schema in schemas]
    others = {name for n, names in enumerate(needed) if n != index for name in names}
    own = [name for name in needed[index] if name not in others]
    return f"with {min(own)}" if own else f"Variant{index + 1}"


def _required(schema: Schema) -> list[str]:
    names = schema.get("required")
    listed = names if isinstance(names, list) else []
    return [name for name in listed if isinstance(name, str)]
