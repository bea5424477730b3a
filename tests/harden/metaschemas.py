"""The positions of JSON Schemas at which a document may have a text, and the texts of a document there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from specpress.validate.specification import load_specification
from tests.property.full_document import Slot, text_slots

Schema = Mapping[str, Any] | bool
Path = tuple[str | int, ...]
COMBINED = ("allOf", "anyOf", "oneOf")
CONDITIONAL = ("if", "then", "else", "not")
ANNOTATIONS = frozenset(["$comment", "default", "description", "title"])
MAPS = ("additionalProperties", "unevaluatedProperties")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A text of a definition: the key or the value of a property, of a pattern, or `*`."""

    definition: str
    name: str
    is_key: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A schema with the definition that it belongs to and its name in it."""

    schema: Any
    definition: str
    name: str = ""


@dataclass(frozen=True)
class MetaSchema:
    """A JSON Schema of documents."""

    root: Mapping[str, Any]
    start: str = ""
    """Pointer to the schema of a whole document."""
    _alternatives: dict[int, list[_Place]] = field(default_factory=dict)

    def positions(self) -> set[Position]:
        """Return all positions that the schema of a document reaches."""
        found: set[Position] = set()
        visited: set[int] = set()
        pending = [self._follow(self.start)]
        while pending:
            place = pending.pop()
            if id(place.schema) not in visited:
                visited.add(id(place.schema))
                found |= self._own_positions(place)
                pending += self._inner(place)
        return found

    def positions_of(self, tree: Any) -> dict[Position, list[Slot]]:
        """Return the texts of a document by their positions."""
        slots: dict[Position, list[Slot]] = {}
        for position, slot in self._match(tree, self._follow(self.start), ()):
            if slot not in slots.setdefault(position, []):
                slots[position].append(slot)
        return slots

    def restrict(self, tree: Any) -> Any:
        """Return a copy of a document without the keys and values that this schema does not have.

        The first object of each definition that may have extensions gets one.
        """
        return self._restrict(tree, [self._follow(self.start)], set())

    def _restrict(self, value: Any, places: list[_Place], extended: set[str]) -> Any:
        places = [*self._closure(places)]
        if any(not _is_constrained(place.schema) for place in places):
            return value
        if isinstance(value, Mapping):
            return self._restrict_object(value, places, extended)
        if isinstance(value, list):
            items = [_items(place) for place in places]
            return [self._restrict(child, items, extended) for child in value]
        return value

    def _restrict_object(
        self, value: Mapping[str, Any], places: list[_Place], extended: set[str]
    ) -> dict[str, Any]:
        restricted: dict[str, Any] = {}
        open_to = {p.definition for p in places if _has_extensions(p.schema)}
        if open_to - extended and "$ref" not in value:
            restricted["x-note"] = "A note."
            extended |= open_to
        for key, child in value.items():
            entries = [
                entry
                for place in places
                for name, entry in self._entries(place)
                if name == key or _matches(name, key, place)
            ]
            if entries and _may_contain(entries, child):
                restricted[key] = self._restrict(child, entries, extended)
        return restricted

    def _closure(self, places: list[_Place]) -> Iterator[_Place]:
        """Yield schemas with all others that apply to the same value."""
        for place in places:
            yield place
            if isinstance(place.schema, Mapping):
                yield from self._closure(self._same_value(place))

    def _own_positions(self, place: _Place) -> set[Position]:
        positions = set()
        for name, schema in self._entries(place):
            if self._accepts_text(schema):
                positions.add(Position(place.definition, name, False))
            if name not in place.schema.get("properties", {}):
                positions.add(Position(place.definition, name, True))
        if place.schema.get("type") == "array" and self._accepts_text(_items(place)):
            positions.add(Position(place.definition, f"{place.name}[]", False))
        return positions

    def _entries(self, place: _Place) -> Iterator[tuple[str, _Place]]:
        """Yield the properties of an object with their schemas; `*` for any name."""
        schema = place.schema if isinstance(place.schema, Mapping) else {}
        for keyword in ("properties", "patternProperties"):
            for name, part in schema.get(keyword, {}).items():
                yield name, _Place(part, place.definition, name)
        for keyword in MAPS:
            if isinstance(schema.get(keyword), Mapping):
                yield "*", _Place(schema[keyword], place.definition, "*")

    def _inner(self, place: _Place) -> list[_Place]:
        inner = [_items(place), *(entry for _, entry in self._entries(place))]
        inner += self._same_value(place)
        return [part for part in inner if isinstance(part.schema, Mapping)]

    def _same_value(self, place: _Place) -> list[_Place]:
        """Return the schemas that apply to the same value."""
        key = id(place.schema)
        if key not in self._alternatives:
            self._alternatives[key] = [*self._read_same_value(place)]
        return self._alternatives[key]

    def _read_same_value(self, place: _Place) -> Iterator[_Place]:
        schema = place.schema
        if "$ref" in schema:
            yield self._follow(schema["$ref"].removeprefix("#"))
        if "$dynamicRef" in schema:
            yield self._follow("/$defs/schema")
        parts = [part for keyword in COMBINED for part in schema.get(keyword, ())]
        parts += [schema[keyword] for keyword in CONDITIONAL if keyword in schema]
        parts += schema.get("dependentSchemas", {}).values()
        yield from (_Place(p, place.definition, place.name) for p in parts)

    def _follow(self, pointer: str) -> _Place:
        schema: Any = self.root
        for step in pointer.split("/")[1:]:
            schema = schema[step.replace("~1", "/").replace("~0", "~")]
        steps = pointer.split("/")
        return _Place(schema, steps[2] if len(steps) > 2 else "document")

    def _accepts_text(self, place: _Place) -> bool:
        """Return whether a string may be a value of a schema, enums included."""
        schema = place.schema
        if isinstance(schema, bool):
            return schema
        if not isinstance(schema.get("default", ""), str) or "propertyNames" in schema:
            return False
        if "type" in schema or "const" in schema or "enum" in schema:
            types = schema.get("type", "string")
            values = (
                [schema["const"]] if "const" in schema else schema.get("enum", [""])
            )
            return "string" in types and any(isinstance(v, str) for v in values)
        others = self._same_value(place)
        return not others or any(self._accepts_text(other) for other in others)

    def _match(
        self, value: Any, place: _Place, path: Path
    ) -> Iterator[tuple[Position, Slot]]:
        schema = place.schema
        if not _is_constrained(schema):
            for slot in text_slots(value, path):
                yield Position(place.definition, place.name, False), slot
        if not isinstance(schema, Mapping):
            return
        for other in self._same_value(place):
            yield from self._match(value, other, path)
        if isinstance(value, Mapping):
            yield from self._match_object(value, place, path)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            item = _items(place)
            for index, child in enumerate(value):
                yield from self._match_entry(child, item, (*path, index))

    def _match_object(
        self, value: Mapping[str, Any], place: _Place, path: Path
    ) -> Iterator[tuple[Position, Slot]]:
        declared = place.schema.get("properties", {})
        for key, child in value.items():
            for name, entry in self._entries(place):
                if name == key or (name not in declared and _matches(name, key, place)):
                    if name not in declared:
                        yield Position(place.definition, name, True), (
                            (*path, key),
                            True,
                        )
                    yield from self._match_entry(child, entry, (*path, key))

    def _match_entry(
        self, value: Any, place: _Place, path: Path
    ) -> Iterator[tuple[Position, Slot]]:
        if isinstance(value, str):
            yield Position(place.definition, place.name, False), (path, False)
        else:
            yield from self._match(value, place, path)


def _items(place: _Place) -> _Place:
    """Return the schema of the items of an array; any value is an item of an array without one."""
    default = place.schema.get("type") == "array"
    schema = place.schema.get("items", default)
    return _Place(schema, place.definition, f"{place.name}[]")


def _is_constrained(schema: Schema) -> bool:
    """Return False for a schema that any value is valid for."""
    if isinstance(schema, bool):
        return not schema
    return bool(schema.keys() - ANNOTATIONS)


def _has_extensions(schema: Schema) -> bool:
    return isinstance(schema, Mapping) and "^x-" in schema.get("patternProperties", {})


def _may_contain(places: list[_Place], value: Any) -> bool:
    """Return False for a list where a schema has one type only, which is another."""
    types = [p.schema.get("type") for p in places if isinstance(p.schema, Mapping)]
    enums = [
        p.schema for p in places if isinstance(p.schema, Mapping) and "enum" in p.schema
    ]
    return not (isinstance(value, list) and (enums or set(types) == {"string"}))


def _matches(name: str, key: str, place: _Place) -> bool:
    """Return whether a pattern, or `*`, applies to a key."""
    declared = place.schema.get("properties", {})
    patterns = place.schema.get("patternProperties", {})
    if name == "*":
        return key not in declared and not any(re.search(p, key) for p in patterns)
    return re.search(name, key) is not None


def load_metaschema(version: str) -> MetaSchema:
    """Return the schema of the documents of an OpenAPI version, as the generator uses it."""
    return MetaSchema(load_specification(version).schema)
