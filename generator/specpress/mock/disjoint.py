"""Apart: takes a `oneOf` whose variants overlap, gives what keeps the values of each variant from being of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Any

from specpress.mock.dialect import Schema
from specpress.mock.schemas import Schemas

MOST = 4
"""So many ways are tried for each variant."""


def apart(
    schemas: Schemas, union: Sequence[Schema]
) -> Iterator[tuple[int, tuple[Schema, ...]]]:
    """For each variant, by its place, the schemas that narrow it."""
    shapes = [_shape(schemas, variant) for variant in union]
    for place, own in enumerate(shapes):
        others = [shape for shape in shapes if shape is not own]
        listed = [[*islice(_against(own, other), MOST)] for other in others]
        for against in islice(product(*listed), MOST):
            yield place, against


def _against(own: dict[str, Any], other: dict[str, Any]) -> Iterator[Schema]:
    """What contradicts another variant: a key that it needs is missing, or one that only it declares is not as it says."""
    properties = other.get("properties", {})
    for name in other.get("required", ()):
        if name not in own.get("required", ()):
            yield {"properties": {name: False}}
    for name, schema in properties.items():
        if name not in own.get("properties", ()) and schema not in (True, {}):
            yield {"required": [name], "properties": {name: {"not": schema}}}
    for name in own.get("properties", ()):
        if other.get("additionalProperties") is False and name not in properties:
            yield {"required": [name]}


def _shape(schemas: Schemas, schema: Schema) -> dict[str, Any]:
    """What a variant says of an object: its own keywords, and those of what it refers to and is made of."""
    found: dict[str, Any] = {"properties": {}, "required": []}
    for part in _parts(schemas, schema, set()):
        found["properties"] |= part.get("properties", {})
        found["required"] += part.get("required", [])
        if part.get("additionalProperties") is False:
            found["additionalProperties"] = False
    return found


def _parts(
    schemas: Schemas, schema: Schema, seen: set[str]
) -> Iterator[dict[str, Any]]:
    if not isinstance(schema, dict):
        return
    yield schema
    uri = schema.get("$ref")
    if uri is not None and uri not in seen:
        seen.add(uri)
        yield from _parts(schemas, schemas.target(uri), seen)
    for part in schema.get("allOf", ()):
        yield from _parts(schemas, part, seen)
