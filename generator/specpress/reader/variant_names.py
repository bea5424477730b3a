"""Names of inline variants of `oneOf` and `anyOf`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

Schema = dict[str, Any]
JSON_TYPES = ("array", "boolean", "integer", "number", "object", "string")


def name_variants(variants: Sequence[Any]) -> list[str]:
    """Return a name for each variant: the first candidate that no other variant has.

    Candidates are its title, a constant property, its JSON type and its properties; the last
    resort is its number.
    """
    schemas = [schema if isinstance(schema, dict) else {} for schema in variants]
    tag = _find_tag(schemas)
    candidates = [
        list(dict.fromkeys(_get_candidates(schema, tag))) for schema in schemas
    ]
    counts = Counter(name for names in candidates for name in names)
    return [
        next((name for name in names if counts[name] == 1), f"Variant{number}")
        for number, names in enumerate(candidates, 1)
    ]


def _get_candidates(schema: Schema, tag: str | None) -> Iterator[str]:
    """Yield possible names, best first.

    Properties are sorted: reordering them in the document must not rename a class.
    """
    properties = [*sorted(_get_required(schema)), *sorted(_get_properties(schema))]
    constants = _get_constants(schema)
    title = schema.get("title")
    for name in (title, constants.get(tag or ""), next(iter(constants.values()), None)):
        if isinstance(name, str) and name.strip():
            yield name
            yield from (f"{name} with {prop}" for prop in properties)
    yield from _get_type_name(schema)
    yield from (f"with {prop}" for prop in properties)


def _get_type_name(schema: Schema) -> Iterator[str]:
    if "enum" in schema:
        yield "enum"
    elif schema.get("type") in JSON_TYPES:
        yield schema["type"]
    elif _get_properties(schema):
        yield "object"


def _find_tag(schemas: list[Schema]) -> str | None:
    """Return the first property that has a different constant in each inline object."""
    tables = [_get_constants(schema) for schema in schemas if "properties" in schema]
    for name in tables[0] if tables else ():
        values = [table[name] for table in tables if name in table]
        if len(set(values)) == len(tables):
            return name
    return None


def _get_constants(schema: Schema) -> dict[str, str]:
    """Return the constant properties with their values as text; required ones first, by name."""
    properties, required = _get_properties(schema), _get_required(schema)
    names = sorted(properties, key=lambda name: (name not in required, name))
    constants = {name: _get_constant(name, properties[name]) for name in names}
    return {name: value for name, value in constants.items() if value}


def _get_constant(name: str, prop: Any) -> str:
    """Return the only value of a property as text; values besides strings follow its name."""
    if not isinstance(prop, dict):
        return ""
    values = prop.get("enum", [prop.get("const")])
    value = values[0] if isinstance(values, list) and len(values) == 1 else None
    if isinstance(value, (bool, int)):
        return f"{name} {json.dumps(value)}"
    return value if isinstance(value, str) else ""


def _get_properties(schema: Schema) -> Schema:
    properties = schema.get("properties")
    return properties if isinstance(properties, dict) else {}


def _get_required(schema: Schema) -> list[str]:
    declared = schema.get("required")
    names = declared if isinstance(declared, list) else []
    return [name for name in names if isinstance(name, str)]
