"""Unions: which of several types a JSON value is: told by a tag, by the keys that it has, or by trying."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .codec import Codec, Decode, Faults
from .encode import encode_any, encode_upload
from .models import UnknownVariant


@dataclass(frozen=True, slots=True)
class Tagged:
    """The variants that the values of a key stand for, and the one that all other values stand for."""

    key: str
    variants: Mapping[str, Codec]
    otherwise: Codec | None

    def decode(self, value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        """Read an object."""
        variant = self.named(value) or self.otherwise
        if variant is None:
            return UnknownVariant(value)
        return variant.decode(value, owner, key, faults, at)

    def named(self, value: Any) -> Codec | None:
        """The variant that the tag of an object names."""
        told = value.get(self.key)
        if isinstance(told, (bool, int, float)):
            # What documents map from is text: of a number or a boolean, its JSON.
            told = json.dumps(told)
        return self.variants.get(told) if type(told) is str else None


@dataclass(frozen=True, slots=True)
class Choice:
    """The variants of a union, those of each variant that is a union itself among them."""

    objects: list[Codec]
    others: list[Codec]
    tags: list[Tagged]
    read_object: Decode


def union(variants: list[Codec], tag: Tagged | None = None) -> Codec:
    """One of several types, tried in their order; where a tag tells what an object is, it is that.

    A value that an enum lists is of this enum. What fits nothing and is not null is kept as an
    `UnknownVariant`, if one of the variants is an object.
    """

    @cache
    def choice() -> Choice:
        return _choice(variants, tag)

    @cache
    def tried() -> list[Codec]:
        return _tried(choice().others)

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        objects = choice().objects
        if type(value) is dict and objects:
            return choice().read_object(value, owner, key, faults, at)
        member = _listed(value, choice().others)
        if member is not None:
            return member
        for variant in tried():
            trial = Faults()
            result = variant.decode(value, owner, key, trial, at)
            if not trial:
                return result
        if objects and value is not None:
            return UnknownVariant(value)
        # A key that is missing comes as null: no variant of tomorrow is nothing at all.
        return faults.add(value, owner, key, "one of several types", at)

    files = any(variant.encode is encode_upload for variant in variants)
    return Codec(decode, encode_upload if files else encode_any, choice=choice)


def _choice(variants: list[Codec], tag: Tagged | None) -> Choice:
    objects: list[Codec] = []
    others: list[Codec] = []
    tags = [tag] if tag is not None else []
    holders = []
    for variant in variants:
        inner: Choice | None = variant.choice() if variant.choice else None
        if inner is not None:
            objects += inner.objects
            others += inner.others
            tags += inner.tags
        else:
            (others if variant.demands is None else objects).append(variant)
        if variant.demands is not None or (inner is not None and inner.objects):
            holders.append(variant)
    return Choice(objects, others, tags, _read_object(objects, holders, tags, tag))


def _read_object(
    objects: list[Codec], holders: list[Codec], tags: list[Tagged], tag: Tagged | None
) -> Decode:
    """How an object is read; `holders` are the variants, or unions of variants, that there are."""
    if tag is not None:
        return tag.decode
    return holders[0].decode if len(holders) == 1 else by_shape(objects, tags)


def _listed(value: Any, variants: list[Codec]) -> Any:
    """The member of the first enum that lists a value."""
    if type(value) is str or type(value) is int:
        for variant in variants:
            if variant.members is not None and value in variant.members:
                return variant.members[value]
    return None


def _tried(variants: list[Codec]) -> list[Codec]:
    """The variants without the enums beside which any value of their kind may stand: what they do not list is that."""
    free = {kind for variant in variants for kind in variant.plain}
    return [
        variant
        for variant in variants
        if not variant.members or type(next(iter(variant.members))) not in free
    ]


def by_shape(objects: list[Codec], tags: list[Tagged]) -> Decode:
    """Read an object as what a tag names, else as the first variant whose keys are all there and that fits.

    Variants stand from the most to the least demanding. One that would leave undeclared what a more
    demanding one requires is passed over. Where none fits, the faults of the best one that requires
    something are reported; if there is none, the value is kept as unknown.
    """

    @cache
    def demanding() -> list[tuple[frozenset[str], Codec]]:
        return [(v.demands(), v) for v in objects if v.demands is not None]

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        for tag in tags:
            named = tag.named(value)
            if named is not None:
                return named.decode(value, owner, key, faults, at)
        best: tuple[Faults, Any] | None = None
        claimed: frozenset[str] = frozenset()
        for demands, variant in demanding():
            if not value.keys() >= demands:
                continue
            trial = Faults()
            result = variant.decode(value, owner, key, trial, at)
            if not trial and claimed.isdisjoint(getattr(result, "extra", ())):
                return result
            if demands and trial and (best is None or len(trial) < len(best[0])):
                best, claimed = (trial, result), claimed | demands
        if best is None:
            return UnknownVariant(value)
        faults.merge(best[0])
        return best[1]

    return decode
