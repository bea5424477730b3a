"""Codecs of unions: the variant of a JSON value is chosen by discriminator, keys, or trial."""

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
    UnknownVariant,
)
from .encoders import key_step, refuse
from .models import find_generated
from .scalars import as_integer


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
        variant = self.select(value) or self.otherwise
        if variant is None:
            return UnknownVariant(value)
        return variant.decode(value, owner, key, faults, at)

    def select(self, value: Any) -> Codec | None:
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


def union(
    codecs: list[Codec],
    discriminator: Discriminator | None,
    codec_for: Callable[[str], Codec],
) -> Codec:
    """Return the codec of a union; without a discriminator, the variants are tried in order.

    A value that an enum lists belongs to that enum. If one of the variants is an object, any other
    value except null becomes an `UnknownVariant`.
    """

    selector = (
        None if discriminator is None else Selector.create(discriminator, codec_for)
    )

    # Lazy: the codecs of recursive types are not complete yet.
    @cache
    def variants() -> Variants:
        return _collect_variants(codecs, selector)

    @cache
    def candidates() -> list[Codec]:
        return _without_redundant_enums(variants().others)

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        objects = variants().objects
        if type(value) is dict and objects:
            return variants().decode_object(value, owner, key, faults, at)
        member = _find_member(value, variants().others)
        if member is not None:
            return member
        for variant in candidates():
            trial = Faults()
            result = variant.decode(value, owner, key, trial, at)
            if not trial:
                return result
        if objects and value is not None:
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
        self._selectors = variants.selectors
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
        return self._encode_first(self._list_candidates(value), value, encoding)

    def _list_candidates(self, value: Any) -> list[Codec]:
        """Return the variants to try: a single one if its class or the discriminator selects it."""
        if isinstance(value, Encodable):
            codec = self._models.get(find_generated(type(value)))
            if codec is None:
                return [*self._models.values()]
            self._encoders[type(value)] = codec
            return [codec]
        if isinstance(value, Mapping):
            selected = (s.select(value) or s.otherwise for s in self._selectors)
            codec = next(filter(None, selected), None)
            if codec is not None:
                return [codec]
            self._refuse_unknown(value)
            return self._objects or self._others
        kind = type(value)
        exact = [c for c in self._others if kind in c.plain or kind is c.decoded]
        return exact or self._others or self._objects

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

    def _encode_first(self, codecs: list[Codec], value: Any, encoding: Encoding) -> Any:
        """Encode with the first codec that accepts the value."""
        errors: list[InvalidArgumentError] = []
        for codec in codecs:
            try:
                return codec.encode(value, encoding)
            except InvalidArgumentError as error:
                errors.append(error)
        # An error inside the value is more precise than one about its type.
        inner = [error for error in errors if error.path]
        if len(errors) == 1 or len(inner) == 1:
            raise (inner or errors)[0]
        expected = [
            error.expected if codec.model is None else codec.model.__name__
            for codec, error in zip(codecs, errors, strict=True)
        ]
        hint = "; ".join(map(str, inner[:3]))
        return refuse(" or ".join(dict.fromkeys(expected)), value, hint)


def _collect_variants(codecs: list[Codec], selector: Selector | None) -> Variants:
    objects: list[Codec] = []
    others: list[Codec] = []
    selectors = [selector] if selector is not None else []
    # Variants that decode objects; a nested union counts as one.
    object_codecs = []
    for codec in codecs:
        nested: Variants | None = codec.variants() if codec.variants else None
        if nested is not None:
            objects += nested.objects
            others += nested.others
            selectors += nested.selectors
        else:
            (others if codec.required_keys is None else objects).append(codec)
        if codec.required_keys is not None or (nested is not None and nested.objects):
            object_codecs.append(codec)
    decode_object: Decode
    if selector is not None:
        decode_object = selector.decode
    elif len(object_codecs) == 1:
        decode_object = object_codecs[0].decode
    else:
        decode_object = decode_by_keys(objects, selectors)
    return Variants(objects, others, selectors, decode_object)


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


def decode_by_keys(objects: list[Codec], selectors: list[Selector]) -> Decode:
    """Return a function that decodes objects by discriminators, then by their keys.

    The result is the first variant whose required keys are present and that has no faults, unless
    keys that an earlier variant requires would be undeclared in it. If no variant matches, the
    faults of the best one with required keys are reported; without one, the object becomes an
    `UnknownVariant`. Variants with the most required keys must be first.
    """

    @cache
    def candidates() -> list[tuple[frozenset[str], Codec]]:
        return [(c.required_keys(), c) for c in objects if c.required_keys is not None]

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        for selector in selectors:
            selected = selector.select(value)
            if selected is not None:
                return selected.decode(value, owner, key, faults, at)
        best: tuple[Faults, Any] | None = None
        rejected_keys: frozenset[str] = frozenset()
        for required, variant in candidates():
            if not value.keys() >= required:
                continue
            trial = Faults()
            result = variant.decode(value, owner, key, trial, at)
            if not trial and rejected_keys.isdisjoint(getattr(result, "extra", ())):
                return result
            if required and trial and (best is None or len(trial) < len(best[0])):
                best, rejected_keys = (trial, result), rejected_keys | required
        if best is None:
            return UnknownVariant(value)
        faults.merge(best[0])
        return best[1]

    return decode
