"""Variants that no value can tell apart: unions always have the first of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from specpress import ir
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.schema.table import EVALUATED_LISTS, NAMED_SCHEMAS

Types = Mapping[ir.TypeId, ir.Type]
# Keywords that assert nothing.
ANNOTATIONS = frozenset(
    [
        "$comment",
        "default",
        "deprecated",
        "description",
        "discriminator",
        "example",
        "examples",
        "externalDocs",
        "title",
        "xml",
    ]
)
# References inside of a variant that are compared by their content.
MAX_DEPTH = 2
HINT = "add a required property with a different constant to each, or a discriminator"


def report_similar_variants(
    types: Types,
    classes: Mapping[ir.TypeId, ir.TypeId],
    root: Cursor,
    problems: Problems,
) -> None:
    """Warn about variants with different classes that accept the same values.

    `classes` are the types that share the class of an identical one.
    """
    for union in types.values():
        if type(union) is not ir.Union or union.mapping:
            continue
        first: dict[str, tuple[ir.TypeId, Cursor]] = {}
        for variant, text, cursor in _list_similar(types, union, root):
            type_id, other = first.setdefault(text, (variant, cursor))
            if classes.get(type_id, type_id) != classes.get(variant, variant):
                message = (
                    f"this variant accepts the same values as the one at {other.position};"
                    " that one is used"
                )
                problems.warning(cursor, message, HINT, code="equal-variants")


def _list_similar(
    types: Types, union: ir.Union, root: Cursor
) -> Iterator[tuple[ir.TypeId, str, Cursor]]:
    """Yield the object variants whose keys another one has, with their assertions as text."""
    groups: dict[tuple[str, ...], list[ir.TypeId]] = {}
    for variant in union.variants:
        schema = _resolve(types, variant)
        if isinstance(schema, ir.Object):
            keys = tuple(sorted(field.wire for field in schema.fields))
            groups.setdefault(keys, []).append(schema.id)
    for variants in groups.values():
        for variant in variants if len(variants) > 1 else ():
            schema_id, _, part = variant.partition("\t")
            cursor = root.workspace.find(part or schema_id)
            if cursor is not None:
                assertions = _list_assertions(cursor, 0)
                yield variant, json.dumps(assertions, sort_keys=True), cursor


def _resolve(types: Types, type_id: ir.TypeId) -> ir.Type:
    match types[type_id]:
        case ir.Alias(target=inner) | ir.Nullable(inner=inner):
            return _resolve(types, inner)
        case schema:
            return schema


def _list_assertions(cursor: Cursor, depth: int) -> Any:
    """Return a schema without annotations, as JSON; references as their targets."""
    if cursor.is_ref:
        target = cursor.follow(Problems())
        if depth == MAX_DEPTH or target.is_ref:
            return target.id
        return _list_assertions(target, depth + 1)
    if not isinstance(cursor.value, dict):
        return repr(cursor.value)
    assertions: dict[str, Any] = {}
    for keyword, argument in cursor.value.items():
        if keyword in ANNOTATIONS or str(keyword).startswith("x-"):
            continue
        child = cursor.child(keyword)
        if keyword in NAMED_SCHEMAS and isinstance(argument, dict):
            pairs = child.items()
            assertions[keyword] = {k: _list_assertions(c, depth) for k, c in pairs}
        elif keyword in EVALUATED_LISTS and isinstance(argument, list):
            items = child.elements()
            assertions[keyword] = [_list_assertions(c, depth) for c in items]
        elif isinstance(argument, dict):
            assertions[str(keyword)] = _list_assertions(child, depth)
        elif keyword == "required" and isinstance(argument, list):
            assertions["required"] = sorted(map(repr, argument))
        else:
            assertions[str(keyword)] = repr(argument)
    return assertions
