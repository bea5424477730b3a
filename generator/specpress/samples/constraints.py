"""Constraints of several schemas that apply to one value at the same time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from specpress.document.patterns import compile_pattern
from specpress.schema.dialect import EXAMPLES, Schema
from specpress.schema.facts import BY_TYPE

# Richest type first: samples prefer objects over scalars.
TYPE_ORDER = ("object", "array", "string", "integer", "number", "boolean", "null")


@dataclass(frozen=True)
class Constraints:
    """The combined keywords of schemas without references and unions."""

    schemas: Sequence[dict[str, Schema]]

    def values_of(self, key: str) -> list[Any]:
        """Return the values of a keyword, one per schema that has it."""
        return [schema[key] for schema in self.schemas if key in schema]

    def lower_limit(self, key: str) -> Any:
        """Return the largest value of a keyword such as ``minItems``, or None."""
        return max(self.values_of(key), default=None)

    def upper_limit(self, key: str) -> Any:
        """Return the smallest value of a keyword such as ``maxItems``, or None."""
        return min(self.values_of(key), default=None)

    @cached_property
    def types(self) -> list[str]:
        """The JSON types that all schemas allow, in `TYPE_ORDER`."""
        declared = self.values_of("type")
        allowed = set(TYPE_ORDER)
        for names in declared:
            integers = {"integer"} if "number" in names else set()
            allowed &= {*names, *integers}
        if not declared:
            allowed &= set(self._guess_types())
        return [name for name in TYPE_ORDER if name in allowed]

    def _guess_types(self) -> list[str]:
        """Return the types that the keywords apply to, for schemas without ``type``."""
        for name, keywords in BY_TYPE:
            if any(not keywords.isdisjoint(schema) for schema in self.schemas):
                return [name]
        if self.values_of("format"):
            return ["string"]
        # `not` may exclude strings, so every type is a candidate.
        return [*TYPE_ORDER] if self.values_of("not") else ["string"]

    @property
    def examples(self) -> list[Any]:
        """The examples and defaults of the schemas."""
        return [value for listed in self.values_of(EXAMPLES) for value in listed]

    @cached_property
    def allowed_values(self) -> list[Any] | None:
        """The values that every ``enum`` and ``const`` lists; None without such keywords."""
        listed = [
            *self.values_of("enum"),
            *([value] for value in self.values_of("const")),
        ]
        if not listed:
            return None
        first, *others = listed
        return [
            value
            for value in first
            if all(any(is_same(value, v) for v in other) for other in others)
        ]

    def property_schemas(self, name: str) -> list[Schema]:
        """Return the schemas that apply to a property."""
        return [
            applied
            for schema in self.schemas
            for applied in _schemas_of_property(schema, name)
        ]

    def item_schemas(self, index: int) -> list[Schema]:
        """Return the schemas that apply to the item at an index."""
        return [
            applied
            for schema in self.schemas
            for applied in _schemas_of_item(schema, index)
        ]

    @cached_property
    def property_names(self) -> list[str]:
        """The names of the declared properties, in document order."""
        return _merge_names(self.values_of("properties"))

    @cached_property
    def required(self) -> list[str]:
        """The names of the required properties."""
        return _merge_names(self.values_of("required"))

    def add_dependent(self, names: Sequence[str]) -> list[str]:
        """Return `names` and the properties that ``dependentRequired`` adds for them."""
        closure = dict.fromkeys(names)
        for dependents in self.values_of("dependentRequired"):
            for name in names:
                closure.update(dict.fromkeys(dependents.get(name, ())))
        if len(closure) == len(names):
            return [*closure]
        return self.add_dependent([*closure])


def _merge_names(listed: list[Any]) -> list[str]:
    return [*dict.fromkeys(name for names in listed for name in names)]


def _schemas_of_property(schema: dict[str, Schema], name: str) -> Iterator[Schema]:
    is_declared = False
    if name in schema.get("properties", ()):
        is_declared = True
        yield schema["properties"][name]
    for pattern, pattern_schema in schema.get("patternProperties", {}).items():
        if matches(pattern, name):
            is_declared = True
            yield pattern_schema
    if not is_declared and "additionalProperties" in schema:
        yield schema["additionalProperties"]


def _schemas_of_item(schema: dict[str, Schema], index: int) -> Iterator[Schema]:
    prefix = schema.get("prefixItems", ())
    if index < len(prefix):
        yield prefix[index]
    elif "items" in schema:
        yield schema["items"]


def matches(pattern: str, name: str) -> bool:
    """Return whether `pattern` matches in `name`; False if the pattern is invalid."""
    compiled = compile_pattern(pattern)
    return compiled is not None and compiled.matches(name)


def types_of(value: Any) -> set[str]:
    """Return the JSON types that a schema may declare for `value`."""
    return next(names for types, names in POSSIBLE_TYPES if isinstance(value, types))


POSSIBLE_TYPES: tuple[tuple[Any, set[str]], ...] = (
    (dict, {"object"}),
    (list, {"array"}),
    (str, {"string"}),
    # Before the numbers: bool is a subclass of int.
    (bool, {"boolean"}),
    (int | float | Decimal, {"integer", "number"}),
    (type(None), {"null"}),
)


def is_same(one: Any, other: Any) -> bool:
    """Return whether two values are equal as JSON, where true is not 1."""
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def number_range(constraints: Constraints) -> tuple[float, float]:
    """Return the smallest and the largest allowed number, infinite without a limit."""
    low = [
        *constraints.values_of("minimum"),
        *(
            math.nextafter(n, math.inf)
            for n in constraints.values_of("exclusiveMinimum")
        ),
    ]
    high = [
        *constraints.values_of("maximum"),
        *(
            math.nextafter(n, -math.inf)
            for n in constraints.values_of("exclusiveMaximum")
        ),
    ]
    return max(low, default=-math.inf), min(high, default=math.inf)
