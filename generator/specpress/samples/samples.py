"""Samples: generated valid values of schemas, the same for the same seed.

Examples and defaults of the document are preferred if they are valid. Other values are
found by trial: each alternative of a schema is tried until a candidate is valid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from random import Random
from typing import Any

from specpress.samples import scalars
from specpress.samples.choices import MAX_ALTERNATIVES, Alternative, Chooser
from specpress.samples.constraints import Constraints, types_of
from specpress.schema.dialect import Schema
from specpress.schema.validation import ContradictoryDocument, Schemas

# Beyond this depth or this number of values, optional parts are omitted.
MAX_DEPTH = 6
MAX_VALUES = 400
# Candidates to try before a schema is given up.
MAX_CANDIDATES = 20_000
DEFAULT_ITEM_COUNT = 2
MAX_FREE_NAMES = 1000


class Unsatisfiable(ContradictoryDocument):
    """No valid value of a schema was found."""


@dataclass(slots=True)
class _Effort:
    """The work spent on one sample."""

    candidates: int = 0
    values: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """A position to generate a value for.

    Attributes:
        path: The position; it also seeds the random numbers, so that a change of one
            property does not change the samples of the others.
        depth: The number of containers around the position.
        open_references: The references that are being resolved around the position.
    """

    path: str
    depth: int = 0
    open_references: frozenset[str] = frozenset()

    def child(self, step: object, references: frozenset[str]) -> Target:
        """Return the position of a property or an item."""
        return Target(
            f"{self.path}/{step}", self.depth + 1, self.open_references | references
        )


@dataclass(slots=True)
class Sampler:
    """Generates samples of the schemas of a document.

    Attributes:
        omitted: ``writeOnly`` or ``readOnly``: properties marked with it are left out.
    """

    schemas: Schemas
    seed: int = 0
    omitted: str = "writeOnly"
    _effort: _Effort = field(default_factory=_Effort)

    def sample(self, schema: Schema, name: str) -> Any:
        """Return a value of `schema`; a different name has a different sample.

        Raises:
            Unsatisfiable: No valid value was found.
        """
        self._effort = _Effort()
        return self._sample([schema], Target(name))

    def _sample(self, conjuncts: Sequence[Schema], target: Target) -> Any:
        chooser = Chooser(self.schemas, self._random(target))
        alternatives = chooser.alternatives(conjuncts, target.open_references)
        for alternative in islice(alternatives, MAX_ALTERNATIVES):
            for value in self._candidates(alternative, target):
                self._effort.candidates += 1
                if self._effort.candidates > MAX_CANDIDATES:
                    raise Unsatisfiable(
                        f"{target.path}: no valid value among {MAX_CANDIDATES} candidates"
                    )
                if self._is_valid(conjuncts, alternative, value):
                    self._effort.values += 1
                    return value
        raise Unsatisfiable(f"{target.path}: no value satisfies its schema")

    def _is_valid(
        self, conjuncts: Sequence[Schema], alternative: Alternative, value: Any
    ) -> bool:
        if any(self._is_excluded(schema, value) for schema in alternative.excluded):
            return False
        if alternative.needs_validation:
            return all(self.schemas.allows(schema, value) for schema in conjuncts)
        if isinstance(value, dict | list):
            # Valid by construction; validating every level again would be quadratic.
            return True
        return all(self.schemas.allows(schema, value) for schema in alternative.schemas)

    def _is_excluded(self, schema: Schema, value: Any) -> bool:
        types = schema.get("type") if isinstance(schema, dict) else None
        # Comparing types first avoids compiling a validator in most cases.
        if types is not None and not types_of(value) & set(types):
            return False
        return self.schemas.allows(schema, value)

    def _random(self, target: Target) -> Random:
        return Random(f"{self.seed} {target.path}")

    def _candidates(self, alternative: Alternative, target: Target) -> Iterator[Any]:
        constraints = Constraints(alternative.schemas)
        yield from self._valid_examples(constraints)
        if constraints.allowed_values is not None:
            values = [*constraints.allowed_values]
            self._random(target).shuffle(values)
            yield from sorted(values, key=lambda value: value is None)
            return
        for type_name in constraints.types:
            yield from self._candidates_of_type(
                type_name, constraints, alternative, target
            )

    def _valid_examples(self, constraints: Constraints) -> Iterator[Any]:
        for value in constraints.examples:
            # A schema with `properties` and without `type` allows text, but does not mean it.
            is_text = isinstance(value, str) and "string" not in constraints.types
            if value is None or is_text:
                continue
            if all(
                self.schemas.allows(schema, value) for schema in constraints.schemas
            ):
                yield value

    def _candidates_of_type(
        self,
        type_name: str,
        constraints: Constraints,
        alternative: Alternative,
        target: Target,
    ) -> Iterator[Any]:
        match type_name:
            case "object":
                yield from self._objects(constraints, alternative, target)
            case "array":
                yield from self._arrays(constraints, alternative, target)
            case "string":
                yield from scalars.generate_strings(constraints, self._random(target))
            case "integer":
                yield from scalars.generate_integers(constraints, self._random(target))
            case "number":
                yield from scalars.generate_numbers(constraints, self._random(target))
            case "boolean":
                first = self._random(target).random() < 0.5
                yield from (first, not first)
            case _:
                yield None

    def _objects(
        self, constraints: Constraints, alternative: Alternative, target: Target
    ) -> Iterator[dict[str, Any]]:
        """Yield objects with all properties, the required ones, then one optional property."""
        optional = [
            name
            for name in constraints.property_names
            if name not in constraints.required
            and not self._is_omitted_property(constraints, name)
        ]
        selections: list[list[str]] = [optional, []] if self._may_grow(target) else [[]]
        if (
            alternative.needs_validation
            or alternative.excluded
            or constraints.values_of("maxProperties")
        ):
            selections += [[name] for name in optional]
        for selection in selections:
            value = self._object(constraints, alternative, target, selection)
            if value is not None:
                yield value
        if alternative.needs_validation:
            yield from self._other_objects(constraints, alternative, target)

    def _other_objects(
        self, constraints: Constraints, alternative: Alternative, target: Target
    ) -> Iterator[dict[str, Any]]:
        """Yield objects with other values, for constraints that depend on them."""
        for attempt in range(1, scalars.ATTEMPTS):
            other = replace(target, path=f"{target.path}~{attempt}")
            value = self._object(constraints, alternative, other, [])
            if value is not None:
                yield value

    def _object(
        self,
        constraints: Constraints,
        alternative: Alternative,
        target: Target,
        selection: list[str],
    ) -> dict[str, Any] | None:
        """Return an object with the required and the selected properties, or None."""
        most = constraints.upper_limit("maxProperties")
        names = constraints.add_dependent([*constraints.required, *selection])
        value: dict[str, Any] = {}
        for name in sorted(names, key=_document_order(constraints)):
            is_required = name in constraints.required
            if not is_required and most is not None and len(value) >= most:
                continue
            try:
                value[name] = self._sample(
                    constraints.property_schemas(name),
                    target.child(name, alternative.references),
                )
            except Unsatisfiable:
                if is_required or self._effort.candidates > MAX_CANDIDATES:
                    return None
        self._add_free_properties(value, constraints, alternative, target)
        return value

    def _add_free_properties(
        self,
        value: dict[str, Any],
        constraints: Constraints,
        alternative: Alternative,
        target: Target,
    ) -> None:
        """Add properties until ``minProperties`` is reached, or one entry to a map."""
        least = constraints.lower_limit("minProperties") or 0
        wants_entry = self._may_grow(target) and _is_map(constraints)
        count = max(least, len(value) + 1 if wants_entry else 0)
        rejected = 0
        for name in self._free_names(constraints, target):
            if len(value) >= count or rejected > DEFAULT_ITEM_COUNT:
                return
            if name not in value:
                try:
                    value[name] = self._sample(
                        constraints.property_schemas(name),
                        target.child(name, alternative.references),
                    )
                except Unsatisfiable:
                    rejected += 1

    def _free_names(self, constraints: Constraints, target: Target) -> Iterator[str]:
        """Yield the declared property names, then names that no schema declares."""
        yield from (
            name
            for name in constraints.property_names
            if not self._is_omitted_property(constraints, name)
        )
        random = self._random(target.child("", frozenset()))
        name_schemas = constraints.values_of("propertyNames")
        for patterns in constraints.values_of("patternProperties"):
            for pattern in patterns:
                yield from scalars.generate_strings(
                    Constraints([{"pattern": pattern}]), random
                )
        for index in range(MAX_FREE_NAMES):
            if not name_schemas:
                yield f"{random.choice(scalars.WORDS)}{index or ''}"
                continue
            try:
                yield self._sample(
                    name_schemas, Target(f"{target.path}/{index}", target.depth + 1)
                )
            except Unsatisfiable:
                return

    def _is_omitted_property(self, constraints: Constraints, name: str) -> bool:
        return any(map(self._is_omitted, constraints.property_schemas(name)))

    def _is_omitted(self, schema: Schema) -> bool:
        if not isinstance(schema, dict):
            return False
        if schema.get(self.omitted) is True:
            return True
        if "$ref" not in schema:
            return False
        target = self.schemas.resolve(schema["$ref"])
        # One step only: the target's own reference may point back here.
        return isinstance(target, dict) and target.get(self.omitted) is True

    def _may_grow(self, target: Target) -> bool:
        return target.depth < MAX_DEPTH and self._effort.values < MAX_VALUES

    def _arrays(
        self, constraints: Constraints, alternative: Alternative, target: Target
    ) -> Iterator[list[Any]]:
        """Yield arrays of a few items, then of the fewest that are allowed."""
        low = constraints.lower_limit("minItems") or 0
        high = constraints.upper_limit("maxItems")
        if low > scalars.MAX_LENGTH:
            return
        prefix = max(map(len, constraints.values_of("prefixItems")), default=0)
        few = max(low, prefix or DEFAULT_ITEM_COUNT) if self._may_grow(target) else low
        for count in dict.fromkeys((few, max(low, 1), low)):
            limited = count if high is None else min(count, high)
            value = self._array(constraints, alternative, target, limited)
            if len(value) >= low:
                yield value

    def _array(
        self,
        constraints: Constraints,
        alternative: Alternative,
        target: Target,
        count: int,
    ) -> list[Any]:
        """Return an array of `count` items, or fewer if no further item is possible."""
        is_unique = any(constraints.values_of("uniqueItems"))
        contained = constraints.values_of("contains")
        items: list[Any] = []
        for index in range(count):
            conjuncts = [*constraints.item_schemas(index), *contained]
            item = self._item(
                conjuncts, target, alternative, index, items if is_unique else []
            )
            if item is None:
                break
            items.append(item[0])
        return items

    def _item(
        self,
        conjuncts: list[Schema],
        target: Target,
        alternative: Alternative,
        index: int,
        used: list[Any],
    ) -> tuple[Any] | None:
        """Return one item that is not in `used`, in a tuple because it may be None."""
        for attempt in range(scalars.ATTEMPTS if used else 1):
            step = f"{index}.{attempt}" if attempt else index
            # Excluding used values needs validation, so it is the last resort.
            distinct: list[Schema] = (
                [{"not": {"enum": used}}] if attempt > DEFAULT_ITEM_COUNT else []
            )
            try:
                value = self._sample(
                    [*conjuncts, *distinct], target.child(step, alternative.references)
                )
            except Unsatisfiable:
                return None
            if value not in used:
                return (value,)
        return None


def _is_map(constraints: Constraints) -> bool:
    return not constraints.property_names and any(
        isinstance(schema.get("additionalProperties"), dict)
        or "patternProperties" in schema
        for schema in constraints.schemas
    )


def _document_order(constraints: Constraints) -> Callable[[str], int]:
    indices = {name: index for index, name in enumerate(constraints.property_names)}
    return lambda name: indices.get(name, len(indices))
