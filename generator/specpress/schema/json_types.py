"""The JSON types of the values that a schema accepts, read from its keywords and from the schemas that it combines.

Only `type`, `const` and `enum` state a type. A keyword such as `pattern` or `properties` constrains values
of one type and accepts all others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.schema import keywords
from specpress.schema.table import CHOICES, JSON_TYPES

# "number" stands for numbers that are not integers: `type: number` accepts both.
Types = frozenset[str]
ALL: Types = frozenset(JSON_TYPES)
NON_NULL: Types = ALL - {"null"}
NONE: Types = frozenset()
# Documents whose schemas refer to each other in circles can have very many paths through them.
MAX_DEPTH = 60
MAX_STEPS = 5_000


def get_accepted_types(schema: Cursor) -> Types:
    """Return the types that the schema accepts; all of them if it states none."""
    if schema.accepted_types is None:
        schema.accepted_types = _TypeFinder().find(schema)
    accepted: Types = schema.accepted_types
    return accepted


def get_effective_types(schema: Cursor) -> Types:
    """Return the accepted types besides null; those that the keywords imply if the schema states none."""
    accepted = get_accepted_types(schema) & NON_NULL
    if accepted != NON_NULL:
        return accepted
    implied = keywords.infer_json_type(schema.follow(Problems()))
    return expand([implied]) if implied in JSON_TYPES else NON_NULL


def get_own_types(schema: Cursor) -> Types:
    """Return the types that the keywords of the schema itself state or imply, null excluded."""
    stated = get_stated_types(schema) & NON_NULL
    if stated != NON_NULL:
        return stated
    implied = keywords.infer_json_type(schema)
    return expand([implied]) if implied in JSON_TYPES else NON_NULL


def narrows(schema: Cursor, other: Cursor) -> bool:
    """Return whether a schema states types that exclude some of those of another one, besides null."""
    return not get_effective_types(other) <= get_stated_types(schema)


def implies_type(schema: Cursor) -> bool:
    """Return whether the type of a schema follows from its keywords only."""
    if get_accepted_types(schema) != ALL:
        return False
    return get_effective_types(schema) != NON_NULL


def expand(names: Iterable[str]) -> Types:
    """Return the types that values of `type` have."""
    types = frozenset(names)
    return types | {"integer"} if "number" in types else types


def get_names(types: Types) -> list[str]:
    """Return the values of `type` for these types, in the order of the document's usual lists."""
    return [
        name
        for name in ORDER
        if name in types and not (name == "integer" and "number" in types)
    ]


def get_type_of(value: Any) -> str:
    """Return the type of a JSON value; 1.0 is an integer."""
    if isinstance(value, float):
        return "integer" if value.is_integer() else "number"
    return TYPES_OF_VALUES.get(type(value), "string")


ORDER = ("object", "array", "string", "number", "integer", "boolean", "null")
TYPES_OF_VALUES = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    list: "array",
    dict: "object",
}


@dataclass(slots=True)
class _TypeFinder:
    """Finds the types of one schema; a schema that includes itself accepts all types there."""

    steps: int = 0
    is_partial: bool = False
    active: set[str] = field(default_factory=set)

    def find(self, schema: Cursor) -> Types:
        if not isinstance(schema.value, dict):
            return NONE if schema.value is False else ALL
        if schema.accepted_types is not None:
            known: Types = schema.accepted_types
            return known
        self.steps += 1
        is_too_deep = len(self.active) > MAX_DEPTH or self.steps > MAX_STEPS
        if schema.id in self.active or is_too_deep:
            self.is_partial = True
            return ALL
        self.active.add(schema.id)
        types = self._find_all(schema)
        self.active.remove(schema.id)
        if not self.is_partial:
            schema.accepted_types = types
        return types

    def _find_all(self, schema: Cursor) -> Types:
        types = get_stated_types(schema)
        if schema.is_ref:
            target = schema.target(Problems())
            types &= self.find(target) if target is not None else ALL
        members = schema.get("allOf")
        for member in members.elements() if members is not None else ():
            types &= self.find(member)
        for key in CHOICES:
            types &= self._find_variants(schema, key)
        if "if" in schema.value:
            types &= self._find_condition(schema)
        is_nullable = schema.value.get("nullable") is True
        return types | {"null"} if is_nullable else types

    def _find_variants(self, schema: Cursor, key: str) -> Types:
        variants = schema.get(key)
        types = [self.find(v) for v in variants.elements()] if variants else []
        return reduce(frozenset.union, types) if types else ALL

    def _find_condition(self, schema: Cursor) -> Types:
        """Return the types of `if` with `then`, or of `else`."""
        then, otherwise = (schema.get(key) for key in ("then", "else"))
        accepted = self.find(schema.child("if")) & (self.find(then) if then else ALL)
        return accepted | (self.find(otherwise) if otherwise else ALL)


def get_stated_types(schema: Cursor) -> Types:
    """Return the types that the keywords of the schema itself state."""
    value, types = schema.value, ALL
    declared = keywords.get_json_types(schema)
    if declared and all(name in JSON_TYPES for name in declared):
        types &= expand(declared)
    if "const" in value:
        types &= {get_type_of(value["const"])}
    listed = value.get("enum")
    if isinstance(listed, list) and listed:
        types &= frozenset(map(get_type_of, listed))
    return types - _get_excluded(value.get("not"))


def _get_excluded(schema: Any) -> Types:
    """Return the types that `not` excludes: only a schema with `type` alone excludes all values of a type."""
    if not isinstance(schema, dict) or schema.keys() != {"type"}:
        return NONE
    declared = schema["type"]
    names = declared if isinstance(declared, list) else [declared]
    return expand(name for name in names if name in JSON_TYPES)
