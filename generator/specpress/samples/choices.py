"""Alternatives: the ways to satisfy schemas with unions, each as schemas without a choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random
from typing import Any

from specpress.samples.constraints import Constraints
from specpress.samples.disjoint import narrow_variants
from specpress.schema.dialect import Schema
from specpress.schema.discriminators import property_name
from specpress.schema.table import CHOICES, KEYWORDS, Reader
from specpress.schema.validation import Schemas

MAX_ALTERNATIVES = 40
# Variants of one kind before those of the next kind: each kind is tried within the limit above.
MAX_OF_A_KIND = 16
# Sampling does not construct values for these keywords: it validates the candidates.
VALIDATED_KEYWORDS = tuple(
    keyword.name
    for keyword in KEYWORDS.values()
    if keyword.has_schemas
    and Reader.DIALECT in keyword.readers
    and Reader.SAMPLES not in keyword.readers
)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to satisfy schemas.

    Attributes:
        schemas: The schemas to satisfy, without references and unions.
        references: The URIs of the references that were resolved.
        excluded: The other variants of each ``oneOf``: the value must match none of them.
        needs_validation: Whether a candidate must be validated against the original schemas.
    """

    schemas: tuple[dict[str, Schema], ...] = ()
    references: frozenset[str] = frozenset()
    excluded: tuple[Schema, ...] = ()
    needs_validation: bool = False

    def with_schema(self, schema: dict[str, Schema]) -> Alternative:
        """Return the alternative with another schema to satisfy."""
        needs_validation = self.needs_validation or any(
            key in schema for key in VALIDATED_KEYWORDS
        )
        return replace(
            self, schemas=(*self.schemas, schema), needs_validation=needs_validation
        )


@dataclass(frozen=True, slots=True)
class Chooser:
    """Enumerates alternatives, starting with a random variant; null comes last."""

    schemas: Schemas
    random: Random

    def alternatives(
        self,
        pending: Sequence[Schema],
        open_references: frozenset[str],
        alternative: Alternative = Alternative(),
    ) -> Iterator[Alternative]:
        """Yield the alternatives that satisfy `pending` as well as `alternative`.

        Alternatives that need a reference in `open_references` are skipped: their values
        would never end.
        """
        if not pending:
            yield alternative
            return
        first, *rest = pending
        if first is False:
            return
        if not isinstance(first, dict) or not first:
            yield from self.alternatives(rest, open_references, alternative)
        elif "$ref" in first:
            yield from self._resolve_ref(first, rest, open_references, alternative)
        elif "allOf" in first:
            conjuncts = [*first["allOf"], _without(first, "allOf")]
            yield from self.alternatives(
                [*conjuncts, *rest], open_references, alternative
            )
        elif any(key in first for key in (*CHOICES, "if")):
            yield from self._choose(first, rest, open_references, alternative)
        else:
            yield from self.alternatives(
                rest, open_references, alternative.with_schema(first)
            )

    def _resolve_ref(
        self,
        first: dict[str, Any],
        rest: list[Schema],
        open_references: frozenset[str],
        alternative: Alternative,
    ) -> Iterator[Alternative]:
        uri, siblings = first["$ref"], _without(first, "$ref")
        if uri in open_references:
            return
        if uri in alternative.references:
            # The target is already part of the alternative.
            yield from self.alternatives(
                [siblings, *rest], open_references, alternative
            )
            return
        resolved = replace(alternative, references=alternative.references | {uri})
        target = self.schemas.resolve(uri)
        yield from self.alternatives(
            [target, siblings, *rest], open_references, resolved
        )

    def _choose(
        self,
        first: dict[str, Any],
        rest: list[Schema],
        open_references: frozenset[str],
        alternative: Alternative,
    ) -> Iterator[Alternative]:
        key = next(key for key in (*CHOICES, "if") if key in first)
        siblings = _without(first, key)
        if key == "if":
            then_branch = {"allOf": [first["if"], siblings.pop("then", True)]}
            for branch in (then_branch, siblings.pop("else", True)):
                chosen = replace(alternative, needs_validation=True)
                yield from self.alternatives(
                    [branch, siblings, *rest], open_references, chosen
                )
            return
        for variant, excluded in self._variants(first, key):
            chosen = replace(alternative, excluded=(*alternative.excluded, *excluded))
            yield from self.alternatives(
                [variant, siblings, *rest], open_references, chosen
            )

    def _variants(
        self, union: dict[str, Any], key: str
    ) -> Iterator[tuple[Schema, list[Schema]]]:
        """Yield each variant with the variants that it excludes, then narrowed and selected ones.

        If there are many, the first ones of each kind come first: only some alternatives are tried.
        """
        kinds = [self._exclusive_variants(union, key)]
        if key == "oneOf" and len(union[key]) <= MAX_ALTERNATIVES:
            # The conditions grow with the square of the number of variants.
            kinds.append(self._narrowed_variants(union, key))
        if key == "oneOf":
            kinds.append(self._selected_variants(union, key))
        for kind in kinds:
            yield from islice(kind, MAX_OF_A_KIND)
        for kind in kinds:
            yield from kind

    def _exclusive_variants(
        self, union: dict[str, Any], key: str
    ) -> Iterator[tuple[Schema, list[Schema]]]:
        variants: list[Schema] = union[key]
        indices = [*range(len(variants))]
        start = self.random.randrange(len(variants))
        rotated = [*indices[start:], *indices[:start]]
        for index in sorted(rotated, key=lambda n: _is_null(variants[n])):
            excluded = [
                v for n, v in enumerate(variants) if key == "oneOf" and n != index
            ]
            yield self._require_discriminator(union, key, index), excluded

    def _narrowed_variants(
        self, union: dict[str, Any], key: str
    ) -> Iterator[tuple[Schema, list[Schema]]]:
        """Yield variants with conditions that exclude the others."""
        variants: list[Schema] = union[key]
        for index, excluding in narrow_variants(self.schemas, variants):
            variant = self._require_discriminator(union, key, index)
            excluded = [v for n, v in enumerate(variants) if n != index]
            yield {"allOf": [variant, *excluding]}, excluded

    def _selected_variants(
        self, union: dict[str, Any], key: str
    ) -> Iterator[tuple[Schema, list[Schema]]]:
        """Yield variants that a discriminator selects, which validators without discriminators reject."""
        for index, variant in enumerate(union[key]):
            selected = self._require_discriminator(union, key, index)
            if selected is not variant:
                yield selected, []

    def _require_discriminator(
        self, union: dict[str, Any], key: str, index: int
    ) -> Schema:
        """Return a variant, restricted to discriminator values that select it, or select no other one."""
        variant: Schema = union[key][index]
        name = property_name(union)
        if name is None:
            return variant
        selecting = self.schemas.list_selecting(union, key)
        values = selecting[index].values
        if values:
            selected: Schema = {
                "properties": {name: {"enum": values}},
                "required": [name],
            }
            return {"allOf": [variant, selected]}
        others = [value for other in selecting for value in other.accepted]
        if not others:
            return variant
        excluded = {"properties": {name: {"enum": others}}, "required": [name]}
        return {"allOf": [variant, {"not": excluded}]}


def _is_null(schema: Schema) -> bool:
    return isinstance(schema, dict) and schema.get("type") in (["null"], "null")


def _without(schema: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != key}


def possible_types(schemas: Schemas, conjuncts: Sequence[Schema]) -> set[str]:
    """Return the JSON types of the values that satisfy all of `conjuncts`."""
    alternatives = Chooser(schemas, Random(0)).alternatives(conjuncts, frozenset())
    return {
        name
        for alternative in islice(alternatives, MAX_ALTERNATIVES)
        for name in Constraints(alternative.schemas).types
    }


def possible_properties(schemas: Schemas, conjuncts: Sequence[Schema]) -> list[str]:
    """Return the names of the properties that are declared for objects of `conjuncts`."""
    alternatives = Chooser(schemas, Random(0)).alternatives(conjuncts, frozenset())
    return [
        name
        for alternative in islice(alternatives, MAX_ALTERNATIVES)
        for name in Constraints(alternative.schemas).property_names
    ]
