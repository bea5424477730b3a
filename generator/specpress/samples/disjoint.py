"""Schemas that make the overlapping variants of a ``oneOf`` disjoint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Any

from specpress.schema.dialect import Schema
from specpress.schema.validation import Schemas

MAX_COMBINATIONS = 4


def narrow_variants(
    schemas: Schemas, union: Sequence[Schema]
) -> Iterator[tuple[int, tuple[Schema, ...]]]:
    """Yield the index of a variant with schemas that exclude the other variants.

    A variant is yielded once per combination, at most `MAX_COMBINATIONS` times.
    """
    shapes = [_object_shape(schemas, variant) for variant in union]
    for index, shape in enumerate(shapes):
        others = [other for other in shapes if other is not shape]
        options = [
            [*islice(_exclude(shape, other), MAX_COMBINATIONS)] for other in others
        ]
        # The number of combinations grows exponentially with the number of variants.
        for excluding in islice(product(*options), MAX_COMBINATIONS):
            yield index, excluding


def _exclude(shape: dict[str, Any], other: dict[str, Any]) -> Iterator[Schema]:
    """Yield schemas that a value of `shape` can satisfy and a value of `other` cannot."""
    properties = other.get("properties", {})
    for name in other.get("required", ()):
        if name not in shape.get("required", ()):
            yield {"properties": {name: False}}
    for name, schema in properties.items():
        if name not in shape.get("properties", ()) and schema not in (True, {}):
            yield {"required": [name], "properties": {name: {"not": schema}}}
    for name in shape.get("properties", ()):
        if other.get("additionalProperties") is False and name not in properties:
            yield {"required": [name]}


def _object_shape(schemas: Schemas, schema: Schema) -> dict[str, Any]:
    """Return the object keywords of a variant, merged with those of its references and ``allOf``."""
    shape: dict[str, Any] = {"properties": {}, "required": []}
    for part in _conjuncts(schemas, schema, set()):
        shape["properties"] |= part.get("properties", {})
        shape["required"] += part.get("required", [])
        if part.get("additionalProperties") is False:
            shape["additionalProperties"] = False
    return shape


def _conjuncts(
    schemas: Schemas, schema: Schema, visited: set[str]
) -> Iterator[dict[str, Any]]:
    if not isinstance(schema, dict):
        return
    yield schema
    uri = schema.get("$ref")
    if uri is not None and uri not in visited:
        visited.add(uri)
        yield from _conjuncts(schemas, schemas.resolve(uri), visited)
    for conjunct in schema.get("allOf", ()):
        yield from _conjuncts(schemas, conjunct, visited)
