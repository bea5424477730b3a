"""Spots: the places in a value of which a schema says plainly what must stand there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from tests.property.schemas import Schema

Way = tuple[str | int, ...]
UNCLEAR = frozenset(
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
"""Keywords that say more than one thing of a value, or less."""
WRONG: dict[str, tuple[Any, ...]] = {
    "string": (1, 0.5, True, [], {}),
    "integer": ("1", 0.5, True, [], {}),
    "number": ("1", False, [], {}),
    "boolean": ("true", 0, [], {}),
    "array": ("", 1, True, {}),
    "object": ("", 1, False, [1]),
}
"""Values of other types than the one that is promised."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in a value, and the schema of what must stand there."""

    way: Way
    schema: dict[str, Any]
    kind: str
    takes_null: bool
    optional: bool

    @property
    def properties(self) -> dict[str, Schema]:
        """The properties of an object."""
        return dict(self.schema.get("properties", {}))

    @property
    def needed(self) -> list[str]:
        """The keys that must be there and must not be null."""
        return [
            name
            for name in self.schema.get("required", ())
            if isinstance(self.properties.get(name), dict)
            and not one_way(self.properties[name])
            and _kinds(self.properties[name]) - {"null"}
            == _kinds(self.properties[name])
            and _kinds(self.properties[name])
        ]


class Spots:
    """Finds the spots of values of one document."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self.tree = tree

    def of(
        self, schema: Schema, value: Any, way: Way = (), optional: bool = False
    ) -> Iterator[Spot]:
        """The spots of a value that holds to a schema."""
        found = self._followed(schema)
        if found is None or UNCLEAR & found.keys():
            return
        kinds = _kinds(found)
        if len(kinds - {"null"}) == 1 and value is not None:
            (kind,) = kinds - {"null"}
            yield Spot(way, found, kind, "null" in kinds, optional)
            yield from self._inside(found, value, way)

    def _followed(self, schema: Schema) -> dict[str, Any] | None:
        seen = 0
        while isinstance(schema, dict) and "$ref" in schema and seen < 9:
            found: Any = self.tree
            for step in schema["$ref"].removeprefix("#/").split("/"):
                found = found[unquote(step).replace("~1", "/").replace("~0", "~")]
            schema, seen = found, seen + 1
        return schema if isinstance(schema, dict) and "$ref" not in schema else None

    def _inside(self, schema: dict[str, Any], value: Any, way: Way) -> Iterator[Spot]:
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from self.of(schema.get("items", True), item, (*way, index))
        if not isinstance(value, dict):
            return
        declared, needed = schema.get("properties", {}), schema.get("required", ())
        for key, item in value.items():
            inner = declared.get(key, schema.get("additionalProperties", True))
            free = key in declared and (key not in needed or one_way(declared[key]))
            yield from self.of(inner, item, (*way, key), free)


def _kinds(schema: Schema) -> set[str]:
    """The JSON types that a schema allows, where it says them; none where it does not."""
    if not isinstance(schema, dict) or UNCLEAR & schema.keys() or "$ref" in schema:
        return set()
    if "enum" in schema and len({type(v) for v in schema["enum"]} - {type(None)}) != 1:
        return set()
    told = schema.get("type", [])
    found = set(told if isinstance(told, list) else [told])
    null = schema.get("nullable") is True or None in schema.get("enum", ())
    return found | ({"null"} if found and null else set())


def one_way(schema: Schema) -> bool:
    """Whether a property goes one way alone: it may be missing on the other."""
    ways = ("readOnly", "writeOnly")
    return isinstance(schema, dict) and any(schema.get(way) for way in ways)


def put(value: Any, way: Way, other: Any) -> Any:
    """A copy of a value with something else in one place."""
    if not way:
        return other
    step, *rest = way
    made = dict(value) if isinstance(value, dict) else list(value)
    made[step] = put(value[step], tuple(rest), other)
    return made


def at(value: Any, way: Way) -> Any:
    """What stands in a place of a value."""
    for step in way:
        value = value[step]
    return value
