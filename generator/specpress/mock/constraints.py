"""Constraints: takes schemas without choices that hold at the same time, gives what they say together."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from specpress.mock.dialect import GIVEN, Schema

ORDER = ("object", "array", "string", "integer", "number", "boolean", "null")
BY_KEYWORD = {
    "object": (
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
        "minProperties",
        "propertyNames",
    ),
    "array": (
        "items",
        "prefixItems",
        "contains",
        "minItems",
        "maxItems",
        "uniqueItems",
    ),
    "string": ("pattern", "minLength", "maxLength", "format"),
    "number": (
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
    ),
}


@dataclass(frozen=True)
class Constraints:
    """What schemas say together."""

    parts: Sequence[dict[str, Schema]]

    def all(self, key: str) -> list[Any]:
        """What each of them says with a keyword."""
        return [part[key] for part in self.parts if key in part]

    def least(self, key: str) -> Any:
        """The largest of the lower limits; None where there is none."""
        return max(self.all(key), default=None)

    def most(self, key: str) -> Any:
        """The smallest of the upper limits; None where there is none."""
        return min(self.all(key), default=None)

    @cached_property
    def kinds(self) -> list[str]:
        """The JSON types that all of them allow, the richest first."""
        allowed = set(ORDER)
        for listed in self.all("type"):
            integers = {"integer"} if "number" in listed else set()
            allowed &= {*listed, *integers}
        if not self.all("type"):
            allowed &= set(self._told())
        return [kind for kind in ORDER if kind in allowed]

    def _told(self) -> list[str]:
        """The types that the keywords speak of, where none is named."""
        for kind, words in BY_KEYWORD.items():
            if any(self.all(word) for word in words):
                return [kind]
        # What a value is not may be a string: then anything else is tried.
        return [*ORDER] if self.all("not") else ["string"]

    @property
    def given(self) -> list[Any]:
        """The values that the schemas give."""
        return [value for listed in self.all(GIVEN) for value in listed]

    @cached_property
    def values(self) -> list[Any] | None:
        """The values that are listed; None where any will do."""
        listed = [*self.all("enum"), *([value] for value in self.all("const"))]
        if not listed:
            return None
        first, *others = listed
        return [
            v for v in first if all(any(same(v, o) for o in other) for other in others)
        ]

    def property(self, name: str) -> list[Schema]:
        """What they say of a property."""
        return [schema for part in self.parts for schema in _of_property(part, name)]

    def item(self, index: int) -> list[Schema]:
        """What they say of an item."""
        return [schema for part in self.parts for schema in _of_item(part, index)]

    @cached_property
    def names(self) -> list[str]:
        """The names of the declared properties, in their order."""
        return [
            *dict.fromkeys(name for listed in self.all("properties") for name in listed)
        ]

    @cached_property
    def required(self) -> list[str]:
        """The names that must be there."""
        return [
            *dict.fromkeys(name for listed in self.all("required") for name in listed)
        ]

    def depending(self, names: Sequence[str]) -> list[str]:
        """The names that must be there because others are."""
        found = dict.fromkeys(names)
        for listed in self.all("dependentRequired"):
            for name in names:
                found.update(dict.fromkeys(listed.get(name, ())))
        return [*found] if len(found) == len(names) else self.depending([*found])


def _of_property(part: dict[str, Schema], name: str) -> Iterator[Schema]:
    told = False
    if name in part.get("properties", ()):
        told = True
        yield part["properties"][name]
    for pattern, schema in part.get("patternProperties", {}).items():
        if matches(pattern, name):
            told = True
            yield schema
    if not told and "additionalProperties" in part:
        yield part["additionalProperties"]


def _of_item(part: dict[str, Schema], index: int) -> Iterator[Schema]:
    first = part.get("prefixItems", ())
    if index < len(first):
        yield first[index]
    elif "items" in part:
        yield part["items"]


def matches(pattern: str, name: str) -> bool:
    """Whether a pattern is found in a name; one that Python does not know is in none."""
    try:
        return re.search(pattern, name) is not None
    except re.error:
        return False


def kinds_of(value: Any) -> set[str]:
    """The JSON types that a value may be of."""
    return next(kinds for types, kinds in PYTHON if isinstance(value, types))


PYTHON: tuple[tuple[Any, set[str]], ...] = (
    (dict, {"object"}),
    (list, {"array"}),
    (str, {"string"}),
    (bool, {"boolean"}),
    (int | float, {"integer", "number"}),
    (type(None), {"null"}),
)


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: true is not 1."""
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def bounds(facts: Constraints) -> tuple[float, float]:
    """The smallest and the largest number, exclusive limits moved inside."""
    low = [
        *facts.all("minimum"),
        *(_after(n, 1) for n in facts.all("exclusiveMinimum")),
    ]
    high = [
        *facts.all("maximum"),
        *(_after(n, -1) for n in facts.all("exclusiveMaximum")),
    ]
    return max(low, default=-math.inf), min(high, default=math.inf)


def _after(limit: float, direction: int) -> float:
    """The next number: the next whole one where the limit is whole and small, else the next float."""
    return math.nextafter(limit, direction * math.inf)
