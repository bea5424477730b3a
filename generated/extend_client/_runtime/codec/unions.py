"""Codecs of unions: a discriminator or the content of a value selects the variant."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from .codec import (
    Codec,
    Decode,
    Discriminator,
    Encodable,
    Encoding,
    Faults,
    InvalidArgumentError,
    Undecoded,
    UnknownVariant,
)
from .encoders import is_array, key_step
from .models import find_generated
from .scalars import as_integer
from .scores import INFINITE, CheckModel, Rank, Scorer
from .variant_encoding import encode_best, encode_first
from .variants import Ranking, Resolve, Trial


@dataclass(frozen=True, slots=True)
class Selector:
    """Variants by the values of a discriminator, and the variant for all other values."""

    key: str
    variants: Mapping[str, Codec]
    otherwise: Codec | None

    @classmethod
    def create(
        cls, discriminator: Discriminator, codec_for: Callable[[str], Codec]
    ) -> Selector:
        """Return the selector of a discriminator."""
        codecs = {v: codec_for(spec) for v, spec in discriminator.variants.items()}
        default = discriminator.otherwise
        return cls(discriminator.key, codecs, codec_for(default) if default else None)

    def decode(self, value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        """Decode an object as the selected variant."""
        variant = self.resolve(value)
        if variant is None:
            return UnknownVariant(value)
        return variant.decode(value, owner, key, faults, at)

    def resolve(self, value: Mapping[str, Any]) -> Codec | None:
        """Return the variant of an object; None if it is unknown."""
        return self.select(value) or self.otherwise

    def select(self, value: Mapping[str, Any]) -> Codec | None:
        """Return the variant that the discriminator of an object selects."""
        selected = value.get(self.key)
        if isinstance(selected, Enum):
            selected = selected.value
        if isinstance(selected, (bool, int, float)):
            # The keys of a mapping are strings, so numbers and booleans are compared as JSON.
            selected = json.dumps(as_integer(selected))
        return self.variants.get(selected) if type(selected) is str else None


@dataclass(frozen=True, slots=True)
class Variants:
    """Variants of a union; those of nested unions are included."""

    objects: list[Codec]
    others: list[Codec]
    selectors: list[Selector]
    decode_object: Decode
    ranking: Ranking

    def decode_array(
        self, value: Any, owner: Any, key: Any, faults: Faults, at: str
    ) -> Any:
        """Decode an array as the best variant; `Undecoded`, without a fault, if none is an array."""
        arrays = [codec for codec in self.others if codec.is_array]
        estimates: list[tuple[Rank, Codec]] = [
            ((0.0, 0.0, -INFINITE, n), codec) for n, codec in enumerate(arrays)
        ]
        return self.ranking.decode_best(estimates, (value, owner, key, faults, at))


def union(
    codecs: list[Codec],
    discriminator: Discriminator | None,
    codec_for: Callable[[Any], Codec],
    check_model: CheckModel | None = None,
) -> Codec:
    """Return the codec of a union; without a discriminator, the content selects the variant.

    A value that an enum lists belongs to that enum. If one of the variants is an object, any other
    value except null becomes an `UnknownVariant`.
    """

    selector = (
        None if discriminator is None else Selector.create(discriminator, codec_for)
    )

    # Lazy: the codecs of recursive types are not complete yet.
    @cache
    def variants() -> Variants:
        return _collect_variants(codecs, selector, Scorer(codec_for, check_model))

    @cache
    def candidates() -> list[Codec]:
        return _without_redundant_enums(variants().others)

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        known = variants()
        if type(value) is dict and known.objects:
            return known.decode_object(value, owner, key, faults, at)
        if type(value) is list:
            trial = Trial(faults)
            result = known.decode_array(value, owner, key, trial, at)
            if not isinstance(result, Undecoded) and not (trial and known.objects):
                faults.merge(trial)
                return result
        member = _find_member(value, known.others)
        if member is not None:
            return member
        for variant in candidates():
            attempt = Faults()
            result = variant.decode(value, owner, key, attempt, at)
            if not attempt:
                return result
        if known.objects and value is not None:
            return UnknownVariant(value)
        # A missing key has the value None: it must not become an unknown variant.
        return faults.add(value, owner, key, "one of several types", at)

    @cache
    def encoder() -> UnionEncoder:
        return UnionEncoder(variants())

    def encode(value: Any, encoding: Encoding) -> Any:
        return encoder().encode(value, encoding)

    return Codec(decode, encode, variants=variants)


class UnionEncoder:
    """Encodes the values of a union by the variant that accepts them."""

    def __init__(self, variants: Variants) -> None:
        self._objects, self._others = variants.objects, variants.others
        self._selectors, self._ranking = variants.selectors, variants.ranking
        self._models = {c.model: c for c in self._objects if c.model is not None}
        # By class, also of subclasses: filled on first use.
        self._encoders: dict[type, Codec] = {}

    def encode(self, value: Any, encoding: Encoding) -> Any:
        """Encode a value.

        Raises:
            InvalidArgumentError: no variant accepts the value.
        """
        known = self._encoders.get(type(value))
        if known is not None:
            return known.encode(value, encoding)
        if isinstance(value, UnknownVariant):
            return value.value
        if isinstance(value, Mapping):
            groups = self._list_objects(value)
            return encode_best(groups, value, encoding, self._ranking)
        candidates = self._list_candidates(value)
        if is_array(value):
            return encode_best([candidates], value, encoding, self._ranking)
        return encode_first(candidates, value, encoding)

    def _list_candidates(self, value: Any) -> list[Codec]:
        """Return the variants to try: a single one if its class or the discriminator selects it."""
        if isinstance(value, Encodable):
            codec = self._models.get(find_generated(type(value)))
            if codec is None:
                return [*self._models.values()]
            self._encoders[type(value)] = codec
            return [codec]
        kind = type(value)
        exact = [c for c in self._others if kind in c.plain or kind is c.decoded]
        return exact or self._others or self._objects

    def _list_objects(self, value: Mapping[str, Any]) -> list[list[Codec]]:
        """Return the variants to try: those that discriminators and constants select, then all.

        Only discriminators decide about a union in which they select each variant.
        """
        selected = [profile.codec for profile in self._ranking.select(value)]
        if not selected:
            self._refuse_unknown(value)
        elif not self._ranking.profiles:
            return [selected]
        every = self._objects or self._others
        return [selected, every] if 0 < len(selected) < len(every) else [every]

    def _refuse_unknown(self, value: Mapping[str, Any]) -> None:
        """Refuse a dict if its discriminator has a value that selects no variant.

        Variants without a discriminator may have the same key.
        """
        selectable = {c for s in self._selectors for c in s.variants.values()}
        if not selectable.issuperset(self._objects):
            return
        for selector in self._selectors:
            if selector.key in value:
                known = tuple(selector.variants)
                expected = " or ".join(map(repr, known))
                error = InvalidArgumentError(expected, value[selector.key], "", known)
                error.add(key_step(selector.key))
                raise error


def _collect_variants(
    codecs: list[Codec], selector: Selector | None, scorer: Scorer
) -> Variants:
    objects: list[Codec] = []
    others: list[Codec] = []
    selectors = [selector] if selector is not None else []
    ranked: list[Codec | Resolve] = []
    # Variants that decode objects; a nested union counts as one.
    object_codecs = []
    for codec in codecs:
        nested: Variants | None = codec.variants() if codec.variants else None
        if nested is not None:
            objects += nested.objects
            others += nested.others
            selectors += nested.selectors
            ranked += nested.ranking.variants
        elif codec.required_keys is None:
            others.append(codec)
        else:
            objects.append(codec)
            ranked.append(codec)
        if codec.required_keys is not None or (nested is not None and nested.objects):
            object_codecs.append(codec)
    ranked = [selector.resolve] if selector is not None else ranked
    ranking = Ranking([*dict.fromkeys(ranked)], scorer)
    decode_object: Decode = ranking.decode
    if selector is not None:
        decode_object = selector.decode
    elif len(object_codecs) == 1:
        decode_object = object_codecs[0].decode
    return Variants(objects, others, selectors, decode_object, ranking)


def _find_member(value: Any, codecs: list[Codec]) -> Any:
    """Return the member of the first enum that lists a value."""
    if type(value) is str or type(value) is int:
        for codec in codecs:
            if codec.members is not None and value in codec.members:
                return codec.members[value]
    return None


def _without_redundant_enums(codecs: list[Codec]) -> list[Codec]:
    """Remove enums whose base type is a variant too: values that they do not list have that type."""
    plain_types = {kind for codec in codecs for kind in codec.plain}
    return [
        codec
        for codec in codecs
        if not codec.members or type(next(iter(codec.members))) not in plain_types
    ]
