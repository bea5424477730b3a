"""Unions: which of several types a JSON value is: told by a tag, by the keys that it has, or by trying."""

from __future__ import annotations

from functools import cache
from typing import Any

from .codec import Codec, Decode, Faults
from .encode import encode_any, encode_upload
from .models import UnknownVariant


def union(variants: list[Codec], of_object: Decode | None = None) -> Codec:
    """One of several types, tried in their order; `of_object` reads an object where a tag tells what it is.

    What fits none of them is kept as an `UnknownVariant`, if one of them is an object.
    """
    objects = [variant for variant in variants if variant.demands is not None]
    others = [variant for variant in variants if variant.demands is None]
    read_object = of_object or by_shape(objects)

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        if type(value) is dict and objects:
            return read_object(value, owner, key, faults, at)
        for variant in others:
            trial = Faults()
            result = variant.decode(value, owner, key, trial, at)
            if not trial:
                return result
        if objects:
            return UnknownVariant(value)
        return faults.add(value, owner, key, "one of several types", at)

    files = any(variant.encode is encode_upload for variant in variants)
    return Codec(decode, encode_upload if files else encode_any)


def by_tag(tag: str, variants: dict[str, Codec], otherwise: Codec | None) -> Decode:
    """Read an object as the variant that the value of one of its keys stands for."""

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        told = value.get(tag)
        variant = variants.get(told, otherwise) if type(told) is str else otherwise
        if variant is None:
            return UnknownVariant(value)
        return variant.decode(value, owner, key, faults, at)

    return decode


def by_shape(objects: list[Codec]) -> Decode:
    """Read an object as the first variant whose keys are all there and that it does not contradict.

    Variants stand from the most to the least demanding. One that would leave undeclared what a more
    demanding one requires is passed over. Where none fits, the faults of the best one that requires
    something are reported; if there is none, the value is kept as unknown.
    """

    @cache
    def demanding() -> list[tuple[frozenset[str], Codec]]:
        return [(v.demands(), v) for v in objects if v.demands is not None]

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
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

    return objects[0].decode if len(objects) == 1 else decode
