"""An independent JSON Schema implementation that decides whether a value is valid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.property.schemas import reference

BASE = "urn:document"


class ReferenceValidator:
    """Validates values against the schema components of a document."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self._is_cyclic = has_unguarded_cycle(tree["components"]["schemas"])
        resource = Resource(_with_null_types(tree), DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(BASE, resource)

    def is_valid(self, name: str, value: Any) -> bool:
        """Return whether a value is valid for a component."""
        # jsonschema recurses for ever on such documents: no value counts as valid.
        if self._is_cyclic:
            return False
        schema = {"$ref": BASE + reference(name)["$ref"]}
        return Draft202012Validator(schema, registry=self._registry).is_valid(value)


def has_unguarded_cycle(schemas: dict[str, Any]) -> bool:
    """Return whether validating some value never ends: a component applies itself to the same value."""
    edges = {reference(name)["$ref"]: [*_applied(s)] for name, s in schemas.items()}
    # Remove schemas that apply none of the remaining ones; a cycle is never removed.
    remaining = dict(edges)
    while True:
        leaves = [ref for ref, refs in remaining.items() if not remaining.keys() & refs]
        if not leaves:
            return bool(remaining)
        for ref in leaves:
            del remaining[ref]


def _applied(schema: Any) -> Iterator[str]:
    """Yield references that apply to the same value as the schema itself."""
    if not isinstance(schema, dict):
        return
    if "$ref" in schema:
        yield schema["$ref"]
    for keyword in ("allOf", "oneOf", "anyOf"):
        for member in schema.get(keyword, ()):
            yield from _applied(member)
    for keyword in ("if", "then", "else", "not"):
        yield from _applied(schema.get(keyword))


def _with_null_types(tree: Any) -> Any:
    """Replace `nullable` of OpenAPI 3.0 by the type null, which JSON Schema knows."""
    if isinstance(tree, list):
        return [_with_null_types(entry) for entry in tree]
    if not isinstance(tree, dict):
        return tree
    converted = {key: _with_null_types(entry) for key, entry in tree.items()}
    if converted.get("nullable") is True and isinstance(converted.get("type"), str):
        converted["type"] = [converted["type"], "null"]
    return converted
