"""The narrowest simple schema of recorded values."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

MAX_DEPTH = 20
# An object with more different keys is a map.
MAX_PROPERTIES = 100


def type_of(value: Any) -> str:
    """Return the JSON type of a value; a number without fraction is an integer only if it is written so."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float() | Decimal():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
    return "object"


def distinct(values: Iterable[Any]) -> list[Any]:
    """Return the different JSON values, in their order."""
    return [*{json.dumps(v, sort_keys=True, default=str): v for v in values}.values()]


def infer_schema(
    values: list[Any], version: str, *, is_variant: bool = False, depth: int = 0
) -> dict[str, Any]:
    """Return a schema that all values are valid for.

    Args:
        is_variant: The schema is a variant of a union: properties of all values are required.
    """
    if depth > MAX_DEPTH:
        return {}
    groups: dict[str, list[Any]] = {}
    for value in values:
        groups.setdefault(type_of(value), []).append(value)
    has_null = groups.pop("null", None) is not None
    if "number" in groups:
        groups["number"] += groups.pop("integer", [])
    schemas = [
        {"type": name, **_describe(name, group, version, is_variant, depth)}
        for name, group in groups.items()
    ]
    if version == "3.0":
        schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
        return {"nullable": True} | (schema if schemas else {}) if has_null else schema
    names = [*groups, *(["null"] if has_null else [])]
    merged = {key: value for schema in schemas for key, value in schema.items()}
    return {**merged, "type": names[0] if len(names) == 1 else names}


def _describe(
    name: str, values: list[Any], version: str, is_variant: bool, depth: int
) -> dict[str, Any]:
    """Return the keywords for the entries of objects or arrays."""
    if name == "array":
        items = [item for value in values for item in value]
        schema = infer_schema(items, version, depth=depth + 1) if items else {}
        return {"items": schema}
    if name != "object":
        return {}
    keys = [*dict.fromkeys(key for value in values for key in value)]
    if not keys or len(keys) > MAX_PROPERTIES:
        return {}
    properties = {
        key: infer_schema(
            [v[key] for v in values if key in v], version, depth=depth + 1
        )
        for key in keys
    }
    required = [key for key in keys if is_variant and all(key in v for v in values)]
    return {"properties": properties, **({"required": required} if required else {})}
