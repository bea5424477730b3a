"""Samples: takes a schema and a seed, gives a value of the schema, the same each time.

What the document gives as an example or a default is preferred where it holds to its schema. The rest is found by trying:
each way through the choices of a schema is tried until its value is judged to be one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from random import Random
from typing import Any

from specpress.mock import scalars
from specpress.mock.choices import MOST, Chooser, Alternative
from specpress.mock.dialect import Schema
from specpress.mock.constraints import Constraints, kinds_of
from specpress.mock.schemas import Schemas, ContradictoryDocument

DEEP = 6
"""Below so many containers, only what is required is there."""
MANY = 400
"""After so many values, only what is required is there."""
STEPS = 20_000
"""After so many tries, the schema is given up."""
ITEMS = 2
"""An array has so many items where it may."""


class Unsatisfiable(ContradictoryDocument):
    """No value was found."""


@dataclass(slots=True)
class _Effort:
    """What one sample has cost."""

    steps: int = 0
    values: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """Where a value will stand: the way to it, and the references that are open around it."""

    path: str
    depth: int = 0
    opened: frozenset[str] = frozenset()

    def below(self, step: object, opened: frozenset[str]) -> Target:
        """A place in the value that stands here."""
        return Target(f"{self.path}/{step}", self.depth + 1, self.opened | opened)


@dataclass(slots=True)
class Sampler:
    """Makes samples of the schemas of a document."""

    schemas: Schemas
    seed: int = 0
    hidden: str = "writeOnly"
    """What is so marked is left out."""
    _effort: _Effort = field(default_factory=_Effort)

    def sample(self, schema: Schema, name: str) -> Any:
        """A value of a schema; another name gives another value.

        Raises:
            Unsatisfiable: none was found.
        """
        self._effort = _Effort()
        return self._value([schema], Target(name))

    def _value(self, wanted: Sequence[Schema], spot: Target, bare: bool = False) -> Any:
        """A value of all schemas; `bare`: with nothing that may be absent."""
        chooser = Chooser(self.schemas, self._random(spot))
        for way in islice(chooser.ways(wanted, spot.opened), MOST):
            for value in self._candidates(way, spot, bare):
                self._effort.steps += 1
                if self._effort.steps > STEPS:
                    raise Unsatisfiable(f"{spot.path}: given up after {STEPS} tries")
                if self._is_met(wanted, way, value):
                    self._effort.values += 1
                    return value
        raise Unsatisfiable(f"{spot.path}: no value is of its schema")

    def _is_met(self, wanted: Sequence[Schema], way: Alternative, value: Any) -> bool:
        """Whether a candidate is a value: containers are so by the way they are made, but for what is judged."""
        if any(self._is_excluded(schema, value) for schema in way.excluded):
            return False
        if way.is_judged:
            return all(self.schemas.allows(schema, value) for schema in wanted)
        if isinstance(value, dict | list):
            return True
        return all(self.schemas.allows(part, value) for part in way.parts)

    def _is_excluded(self, schema: Schema, value: Any) -> bool:
        kinds = schema.get("type") if isinstance(schema, dict) else None
        if kinds is not None and not kinds_of(value) & set(kinds):
            return False
        return self.schemas.allows(schema, value)

    def _random(self, spot: Target) -> Random:
        return Random(f"{self.seed} {spot.path}")

    def _candidates(self, way: Alternative, spot: Target, bare: bool) -> Iterator[Any]:
        facts = Constraints(way.parts)
        yield from self._given(facts, way)
        if facts.values is not None:
            values = [*facts.values]
            self._random(spot).shuffle(values)
            yield from sorted(values, key=lambda value: value is None)
            return
        for kind in facts.kinds:
            yield from self._of_kind(kind, facts, way, spot, bare)

    def _given(self, facts: Constraints, way: Alternative) -> Iterator[Any]:
        """The document's own examples that hold to the schema."""
        for value in facts.given:
            if value is not None and all(
                self.schemas.allows(part, value) for part in way.parts
            ):
                yield value

    def _of_kind(
        self, kind: str, facts: Constraints, way: Alternative, spot: Target, bare: bool
    ) -> Iterator[Any]:
        match kind:
            case "object":
                yield from self._objects(facts, way, spot, bare)
            case "array":
                yield from self._arrays(facts, way, spot, bare)
            case "string":
                yield from scalars.strings(facts, self._random(spot))
            case "integer":
                yield from scalars.integers(facts, self._random(spot))
            case "number":
                yield from scalars.numbers(facts, self._random(spot))
            case "boolean":
                first = self._random(spot).random() < 0.5
                yield from (first, not first)
            case _:
                yield None

    def _objects(
        self, facts: Constraints, way: Alternative, spot: Target, bare: bool
    ) -> Iterator[dict[str, Any]]:
        """Objects: with all that there may be, with what must be, then with one thing more."""
        full = not bare and self._may_grow(spot)
        optional = [
            n
            for n in facts.names
            if n not in facts.required and not self._hides(facts, n)
        ]
        choices: list[list[str]] = [optional, []] if full else [[]]
        if way.is_judged or way.excluded or facts.all("maxProperties"):
            choices += [[name] for name in optional]
        for chosen in choices:
            made = self._object(facts, way, spot, chosen)
            if made is not None:
                yield made

    def _object(
        self, facts: Constraints, way: Alternative, spot: Target, chosen: list[str]
    ) -> dict[str, Any] | None:
        """An object with what is required and what was chosen; None where it cannot be."""
        most = facts.most("maxProperties")
        names = facts.depending([*facts.required, *chosen])
        found: dict[str, Any] = {}
        for name in sorted(names, key=_order(facts)):
            needed = name in facts.required
            if not needed and most is not None and len(found) >= most:
                continue
            try:
                found[name] = self._value(
                    facts.property(name), spot.below(name, way.references)
                )
            except Unsatisfiable:
                if needed or self._effort.steps > STEPS:
                    return None
        self._fill(found, facts, way, spot, bool(chosen))
        return found

    def _fill(
        self, found: dict[str, Any], facts: Constraints, way: Alternative, spot: Target, rich: bool
    ) -> None:
        """Add keys that are free to choose: as many as there must be, one of a map."""
        least = facts.least("minProperties") or 0
        is_map = (
            not facts.names
            and self._may_grow(spot)
            and any(
                isinstance(part.get("additionalProperties"), dict)
                or "patternProperties" in part
                for part in facts.parts
            )
        )
        wanted = max(least, len(found) + 1 if is_map else 0)
        rejected = 0
        for name in self._free_names(facts, spot):
            if len(found) >= wanted or rejected > ITEMS:
                return
            if name not in found:
                try:
                    found[name] = self._value(
                        facts.property(name), spot.below(name, way.references)
                    )
                except Unsatisfiable:
                    rejected += 1

    def _free_names(self, facts: Constraints, spot: Target) -> Iterator[str]:
        """XmlNaming that no schema declares, after those that are."""
        yield from (n for n in facts.names if not self._hides(facts, n))
        random = self._random(spot.below("", frozenset()))
        names = facts.all("propertyNames")
        for patterns in facts.all("patternProperties"):
            for pattern in patterns:
                yield from scalars.strings(Constraints([{"pattern": pattern}]), random)
        for index in range(1000):
            if not names:
                yield f"{random.choice(scalars.WORDS)}{index or ''}"
                continue
            try:
                yield self._value(names, Target(f"{spot.path}/{index}", spot.depth + 1))
            except Unsatisfiable:
                return

    def _hides(self, facts: Constraints, name: str) -> bool:
        return any(self._is_hidden(schema) for schema in facts.property(name))

    def _is_hidden(self, schema: Schema) -> bool:
        if not isinstance(schema, dict):
            return False
        if schema.get(self.hidden) is True:
            return True
        return "$ref" in schema and self._is_hidden(
            {
                k: v
                for k, v in _mapping(self.schemas.target(schema["$ref"])).items()
                if k != "$ref"
            }
        )

    def _may_grow(self, spot: Target) -> bool:
        return spot.depth < DEEP and self._effort.values < MANY

    def _arrays(
        self, facts: Constraints, way: Alternative, spot: Target, bare: bool
    ) -> Iterator[list[Any]]:
        """Arrays of a few items, then of as few as may be, then of as many as must be for what it contains."""
        low = facts.least("minItems") or 0
        high = facts.most("maxItems")
        if low > scalars.LONGEST:
            return
        first = max((len(listed) for listed in facts.all("prefixItems")), default=0)
        few = max(low, first or ITEMS) if self._may_grow(spot) and not bare else low
        containing = facts.all("contains")
        for count in dict.fromkeys((few, max(low, 1), low)):
            wanted = count if high is None else min(count, high)
            made = self._array(facts, way, spot, wanted, containing)
            if made is not None and len(made) >= low:
                yield made

    def _array(
        self, facts: Constraints, way: Alternative, spot: Target, count: int, containing: list[Schema]
    ) -> list[Any] | None:
        unique = any(facts.all("uniqueItems"))
        found: list[Any] = []
        for index in range(count):
            wanted = [*facts.item(index), *containing]
            item = self._item(wanted, spot, way, index, found if unique else [])
            if item is None:
                break
            found.append(item[0])
        return found

    def _item(
        self, wanted: list[Schema], spot: Target, way: Alternative, index: int, taken: list[Any]
    ) -> tuple[Any] | None:
        """One item, unlike those that are taken; None where there is none."""
        for attempt in range(scalars.TRIES if taken else 1):
            step = f"{index}.{attempt}" if attempt else index
            others: list[Schema] = [{"not": {"enum": taken}}] if attempt > ITEMS else []
            try:
                value = self._value(
                    [*wanted, *others], spot.below(step, way.references)
                )
            except Unsatisfiable:
                return None
            if value not in taken:
                return (value,)
        return None


def _mapping(schema: Schema) -> dict[str, Any]:
    return schema if isinstance(schema, dict) else {}


def _order(facts: Constraints) -> Any:
    places = {name: place for place, name in enumerate(facts.names)}
    return lambda name: places.get(name, len(places))
