"""An independent JSON Schema implementation that decides whether a value is valid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.property.schemas import reference

BASE = "urn:document"
STRINGS_BY_FORMAT: dict[str, tuple[str, ...]] = {
    "date-time": ("2026-02-03T04:05:06Z", "1999-12-31T23:59:60.123456789+05:30"),
    "date": ("2026-02-03", "0001-01-01"),
    "time": ("04:05:06Z", "23:59:59.5+01:00"),
    "uuid": (
        "3f0e6f0a-5f6b-4c1e-9d55-0242ac120002",
        "A" * 8 + "-AAAA-4AAA-8AAA-" + "A" * 12,
    ),
    "byte": ("", "YQ==", "-_8=", "YWJj"),
    "decimal": ("1", "-0.10", "1E+3", "123456789012345678901234567890.123"),
    "email": ("a@example.com",),
    "duration": ("P1D", "PT0.5S"),
}
# The formats whose values have a type of their own: other texts contradict the document.
CHECKED_FORMATS = ("date-time", "date", "time", "uuid", "byte", "decimal")


def _create_format_checker() -> FormatChecker:
    """Return a checker that accepts the drawn strings of a format only."""
    checker = FormatChecker(())
    for name in CHECKED_FORMATS:
        strings = STRINGS_BY_FORMAT[name]
        checker.checks(name)(lambda v, s=strings: not isinstance(v, str) or v in s)
    return checker


FORMAT_CHECKER = _create_format_checker()


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
        return Draft202012Validator(
            schema, registry=self._registry, format_checker=FORMAT_CHECKER
        ).is_valid(value)


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
