"""Targets: values inside a sample whose type the schema alone determines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from tests.property.schemas import Schema

Path = tuple[str | int, ...]
# Schemas with these keywords have no targets: other schemas decide about the value, too.
AMBIGUOUS_KEYWORDS = frozenset(
    [
        "allOf",
        "oneOf",
        "anyOf",
        "const",
        "if",
        "then",
        "else",
        "not",
        "discriminator",
        "patternProperties",
        "prefixItems",
    ]
)
# By the declared type: values of other types that no codec may accept.
INVALID_VALUES: dict[str, tuple[Any, ...]] = {
    "string": (1, 0.5, True, [], {}),
    "integer": ("1", 0.5, True, [], {}),
    "number": ("1", False, [], {}),
    "boolean": ("true", 0, [], {}),
    "array": ("", 1, True, {}),
    "object": ("", 1, False, [1]),
}


@dataclass(frozen=True, slots=True)
class Target:
    """One value inside a sample, with its schema."""

    path: Path
    schema: dict[str, Any]
    type: str
    is_nullable: bool
    is_optional: bool

    @property
    def properties(self) -> dict[str, Schema]:
        """Properties of an object."""
        return dict(self.schema.get("properties", {}))

    @property
    def required_non_null(self) -> list[str]:
        """Names of required properties that must not be null."""
        return [
            name
            for name in self.schema.get("required", ())
            if isinstance(schema := self.properties.get(name), dict)
            and not is_write_only(schema)
            and (types := _types(schema))
            and "null" not in types
        ]


class TargetFinder:
    """Finds the targets in samples of one document."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self.tree = tree

    def find(
        self, schema: Schema, value: Any, path: Path = (), is_optional: bool = False
    ) -> Iterator[Target]:
        """Yield the targets of a value that is valid for a schema."""
        resolved = self._resolve(schema)
        if resolved is None or AMBIGUOUS_KEYWORDS & resolved.keys():
            return
        types = _types(resolved)
        if len(types - {"null"}) == 1 and value is not None:
            (type_,) = types - {"null"}
            yield Target(path, resolved, type_, "null" in types, is_optional)
            yield from self._find_inside(resolved, value, path)

    def _resolve(self, schema: Schema) -> dict[str, Any] | None:
        hops = 0
        # Bounded: components may refer to each other in a cycle.
        while isinstance(schema, dict) and "$ref" in schema and hops < 9:
            schema, hops = resolve_pointer(self.tree, schema["$ref"]), hops + 1
        return schema if isinstance(schema, dict) and "$ref" not in schema else None

    def _find_inside(
        self, schema: dict[str, Any], value: Any, path: Path
    ) -> Iterator[Target]:
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from self.find(schema.get("items", True), item, (*path, index))
        if not isinstance(value, dict):
            return
        declared, required = schema.get("properties", {}), schema.get("required", ())
        for key, item in value.items():
            inner = declared.get(key, schema.get("additionalProperties", True))
            is_optional = key in declared and (
                key not in required or is_write_only(declared[key])
            )
            yield from self.find(inner, item, (*path, key), is_optional)


def _types(schema: Schema) -> set[str]:
    """Return the JSON types that a schema allows; empty where it does not declare them."""
    if not isinstance(schema, dict) or "$ref" in schema:
        return set()
    if AMBIGUOUS_KEYWORDS & schema.keys():
        return set()
    if "enum" in schema and len({type(v) for v in schema["enum"]} - {type(None)}) != 1:
        return set()
    declared = schema.get("type", [])
    types = set(declared if isinstance(declared, list) else [declared])
    is_nullable = schema.get("nullable") is True or None in schema.get("enum", ())
    return types | ({"null"} if types and is_nullable else set())


def is_write_only(schema: Schema) -> bool:
    """Return whether a property is only sent, so that a response may omit it."""
    return isinstance(schema, dict) and bool(schema.get("writeOnly"))


def resolve_pointer(tree: Any, ref: str) -> Any:
    """Return the value that a local reference points to."""
    value = tree
    for step in ref.removeprefix("#/").split("/"):
        value = value[unquote(step).replace("~1", "/").replace("~0", "~")]
    return value


def replace_at(value: Any, path: Path, replacement: Any) -> Any:
    """Return a copy of a value with the part at `path` replaced."""
    if not path:
        return replacement
    step, *rest = path
    changed = dict(value) if isinstance(value, dict) else list(value)
    changed[step] = replace_at(value[step], tuple(rest), replacement)
    return changed


def get_at(value: Any, path: Path) -> Any:
    """Return the part of a value at `path`."""
    for step in path:
        value = value[step]
    return value
