"""Choices: takes schemas that must hold together, gives the ways to meet them, each as schemas without a choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random
from typing import Any

from specpress.mock.disjoint import apart
from specpress.mock.dialect import Schema, place
from specpress.mock.constraints import Constraints
from specpress.mock.schemas import Schemas

UNIONS = ("oneOf", "anyOf")
MOST = 40
"""So many ways through the choices of one schema are looked at."""


JUDGED = (
    "contains",
    "dependentSchemas",
    "not",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
)
"""Keywords that are met by trying: the whole is judged."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Schemas without references and choices, and the references that led to them."""

    parts: tuple[dict[str, Schema], ...] = ()
    references: frozenset[str] = frozenset()
    excluded: tuple[Schema, ...] = ()
    """The other variants of each `oneOf`: the value must be of none of them."""
    is_judged: bool = False
    """Whether the value must be judged by the whole."""

    def with_part(self, part: dict[str, Schema]) -> Alternative:
        """The way with one schema more."""
        judged = self.is_judged or any(key in part for key in JUDGED)
        return replace(self, parts=(*self.parts, part), is_judged=judged)


@dataclass(frozen=True, slots=True)
class Chooser:
    """Finds the ways, in an order that a random number gives; null comes last."""

    schemas: Schemas
    random: Random

    def ways(
        self, pending: Sequence[Schema], opened: frozenset[str], way: Alternative = Alternative()
    ) -> Iterator[Alternative]:
        """Every way to meet schemas; none leads through a reference that is opened already."""
        if not pending:
            yield way
            return
        first, *rest = pending
        if first is False:
            return
        if not isinstance(first, dict) or not first:
            yield from self.ways(rest, opened, way)
        elif "$ref" in first:
            yield from self._referred(first, rest, opened, way)
        elif "allOf" in first:
            parts = [*first["allOf"], _without(first, "allOf")]
            yield from self.ways([*parts, *rest], opened, way)
        elif any(key in first for key in (*UNIONS, "if")):
            yield from self._chosen(first, rest, opened, way)
        else:
            yield from self.ways(rest, opened, way.with_part(first))

    def _referred(
        self,
        first: dict[str, Any],
        rest: list[Schema],
        opened: frozenset[str],
        way: Alternative,
    ) -> Iterator[Alternative]:
        uri = first["$ref"]
        if uri in opened:
            return
        if uri in way.references:
            # What holds already need not be said again.
            yield from self.ways([_without(first, "$ref"), *rest], opened, way)
            return
        found = replace(way, references=way.references | {uri})
        target = self.schemas.target(uri)
        yield from self.ways([target, _without(first, "$ref"), *rest], opened, found)

    def _chosen(
        self,
        first: dict[str, Any],
        rest: list[Schema],
        opened: frozenset[str],
        way: Alternative,
    ) -> Iterator[Alternative]:
        key = next(key for key in (*UNIONS, "if") if key in first)
        others = _without(first, key)
        if key == "if":
            met = {"allOf": [first["if"], others.pop("then", True)]}
            for variant in (met, others.pop("else", True)):
                found = replace(way, is_judged=True)
                yield from self.ways([variant, others, *rest], opened, found)
            return
        for variant, excluded in self._variants(first, key):
            found = replace(way, excluded=(*way.excluded, *excluded))
            yield from self.ways([variant, others, *rest], opened, found)

    def _variants(
        self, union: dict[str, Any], key: str
    ) -> Iterator[tuple[Schema, list[Schema]]]:
        """Each variant with those that must not hold beside it; then once more, kept apart from them."""
        listed: list[Schema] = union[key]
        places = [*range(len(listed))]
        begin = self.random.randrange(len(listed))
        turned = [*places[begin:], *places[:begin]]
        exclusive = key == "oneOf"
        for own in sorted(turned, key=lambda n: _is_null(listed[n])):
            others = [v for n, v in enumerate(listed) if exclusive and n != own]
            yield _told_apart(union, listed[own]), others
        for own, against in apart(self.schemas, listed) if exclusive else ():
            narrowed = {"allOf": [_told_apart(union, listed[own]), *against]}
            yield narrowed, [v for n, v in enumerate(listed) if n != own]


def _is_null(schema: Schema) -> bool:
    return isinstance(schema, dict) and schema.get("type") in (["null"], "null")


def _told_apart(union: dict[str, Any], variant: Schema) -> Schema:
    """A variant whose discriminator names it."""
    given = union.get("discriminator")
    told: dict[str, Any] = given if isinstance(given, dict) else {}
    name = told.get("propertyName")
    if (
        not isinstance(name, str)
        or not isinstance(variant, dict)
        or "$ref" not in variant
    ):
        return variant
    target = place(variant["$ref"])
    mapping = told.get("mapping")
    pairs = mapping.items() if isinstance(mapping, dict) else ()
    values = [str(value) for value, ref in pairs if _leads_to(str(ref), target)]
    names = values or [target.rpartition("/")[2]]
    return {
        "allOf": [variant, {"properties": {name: {"enum": names}}, "required": [name]}]
    }


def _leads_to(ref: str, target: str) -> bool:
    """Whether a mapping's entry, a reference or the name of a component, means a schema."""
    name = ref.rpartition("/")[2]
    return target.removesuffix("#").rpartition("/")[2] == name


def _without(schema: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != key}


def kinds(schemas: Schemas, wanted: Sequence[Schema]) -> set[str]:
    """The JSON types that schemas which hold together allow."""
    ways = Chooser(schemas, Random(0)).ways(wanted, frozenset())
    return {kind for way in islice(ways, MOST) for kind in Constraints(way.parts).kinds}
