"""Constraints for docstrings: limits of several schemas together, and keys that depend on each other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.schema import keywords
from specpress.schema.table import names_of_limits

# Of several limits, the greatest lower one and the least upper one apply.
LOWER, UPPER = names_of_limits("min"), names_of_limits("max")
MERGED = frozenset((*LOWER, *UPPER))
EXCLUSIVE = (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum"))


def list_members(cursor: Cursor) -> list[Cursor]:
    """Return the members of `allOf` at any depth, without the only one that gives the type its name."""
    members = [*_list_direct(cursor)]
    if len(members) == 1 and keywords.get_assertions(cursor) == {"allOf"}:
        members = [member for member in members if not member.is_ref]
    by_id: dict[str, Cursor] = {}
    pending = [member.follow(Problems()) for member in members]
    while pending:
        member = pending.pop(0)
        if member.id not in by_id and isinstance(member.value, dict):
            by_id[member.id] = member
            pending += [m.follow(Problems()) for m in _list_direct(member)]
    return list(by_id.values())


def _list_direct(cursor: Cursor) -> Iterator[Cursor]:
    members = cursor.get("allOf")
    yield from members.elements() if members is not None else ()


def merge_limits(parts: list[Cursor]) -> Cursor:
    """Return a schema with the limits that apply if all of these schemas do."""
    merged = dict(parts[0].value)
    schemas = [_normalize_exclusive(part.value) for part in parts]
    for names, choose in ((LOWER, max), (UPPER, min)):
        for name in names:
            merged.pop(name, None)
            limits = [s[name] for s in schemas if _is_number(s.get(name))]
            if limits:
                merged[name] = choose(limits)
    steps = [s["multipleOf"] for s in schemas if _is_number(s.get("multipleOf"))]
    if steps:
        are_integers = all(isinstance(step, int) for step in steps)
        merged["multipleOf"] = math.lcm(*steps) if are_integers else max(steps)
    return parts[0].with_value(merged)


def _normalize_exclusive(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with numbers for `exclusiveMinimum: true` of OpenAPI 3.0."""
    schema = dict(schema)
    for exclusive, limit in EXCLUSIVE:
        if schema.get(exclusive) is True and limit in schema:
            schema[exclusive] = schema.pop(limit)
    return schema


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def describe_exactly_one(cursor: Cursor) -> Iterator[str]:
    """Describe a `oneOf` whose variants only require keys."""
    yield from _describe_variants("Exactly one of", cursor.child("oneOf"))


def describe_at_least_one(cursor: Cursor) -> Iterator[str]:
    """Describe an `anyOf` whose variants only require keys."""
    yield from _describe_variants("At least one of", cursor.child("anyOf"))


def _describe_variants(phrase: str, variants: Cursor) -> Iterator[str]:
    required = [_get_only_required(variant) for variant in variants.elements()]
    if len(required) > 1 and all(required):
        yield f"{phrase} {', '.join(map(_join, required))}."


def _get_only_required(schema: Cursor) -> list[str]:
    """Return the keys that a schema requires, if it has no other effect than to exclude other keys."""
    assertions = frozenset() if schema.is_ref else keywords.get_assertions(schema)
    is_object = (
        keywords.get_json_types(schema) in ((), ("object",)) if assertions else False
    )
    excluded = schema.get("not")
    excludes_keys = excluded is None or bool(describe_excluded_keys(excluded))
    only_requires = assertions <= {"required", "type", "not"} and excludes_keys
    return keywords.get_required(schema) if is_object and only_requires else []


def describe_excluded_keys(schema: Cursor) -> str | None:
    """Describe a `not` whose schema only requires keys."""
    if keywords.get_assertions(schema) == {"anyOf"}:
        variants = [_get_only_required(v) for v in schema.child("anyOf").elements()]
        is_list_of_keys = bool(variants) and all(len(keys) == 1 for keys in variants)
        return (
            f"None of {', '.join(map(_join, variants))}." if is_list_of_keys else None
        )
    keys = _get_only_required(schema)
    if len(keys) < 2:
        return f"Without `{keys[0]}`." if keys else None
    return f"Not {'both' if len(keys) == 2 else 'all of'} {_join(keys)}."


def describe_dependent_schemas(cursor: Cursor) -> Iterator[str]:
    """Describe the entries of `dependentSchemas` that only require keys."""
    for key, schema in cursor.child("dependentSchemas").items():
        keys = _get_only_required(schema)
        if keys:
            yield f"`{key}` requires {', '.join(f'`{name}`' for name in keys)}."


def _join(keys: list[str]) -> str:
    *first, last = (f"`{key}`" for key in keys)
    return f"{', '.join(first)} and {last}" if first else last
