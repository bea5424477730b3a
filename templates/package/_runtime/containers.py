"""Arrays and maps: a codec of the whole from the codec of an item."""

from __future__ import annotations

from typing import Any

from .codec import Codec, Faults
from .encode import encode_upload


def decode_any(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """Any JSON value, as it is."""
    return value


def array(item: Codec) -> Codec:
    """An array; where nothing in it needs work, it is taken as it is."""
    plain = item.plain

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        if type(value) is not list:
            return faults.add(value, owner, key, "an array", at)
        if item.decode is decode_any or plain.issuperset(map(type, value)):
            return value
        one = item.decode
        return [one(v, value, index, faults, at) for index, v in enumerate(value)]

    def encode(value: Any) -> Any:
        one = item.encode
        return value if one is None else [one(v) for v in value]

    return Codec(decode, encode_upload if item.encode is encode_upload else encode)


def fixed(first: list[Codec], rest: Codec | None) -> Codec:
    """An array whose first items each have a type; those that follow are of `rest`, where any may."""
    count = len(first)
    expected = f"an array of {count} item{'s' if count > 1 else ''}"
    expected += " or more" if rest is not None else ""

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        length = len(value) if type(value) is list else -1
        if length != count and (rest is None or length < count):
            return faults.add(value, owner, key, expected, at)
        kinds = first if rest is None else [*first, *[rest] * (length - count)]
        pairs = enumerate(zip(kinds, value, strict=True))
        return tuple(k.decode(v, value, i, faults, at) for i, (k, v) in pairs)

    def encode(value: Any) -> Any:
        kinds = first if rest is None else [*first, *[rest] * (len(value) - count)]
        pairs = zip(kinds, value, strict=True)
        return [v if k.encode is None else k.encode(v) for k, v in pairs]

    return Codec(decode, encode)


def mapping(item: Codec) -> Codec:
    """An object with free keys; where nothing in it needs work, it is taken as it is."""
    plain = item.plain

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        if type(value) is not dict:
            return faults.add(value, owner, key, "an object", at)
        if item.decode is decode_any or plain.issuperset(map(type, value.values())):
            return value
        one = item.decode
        return {name: one(v, value, name, faults, at) for name, v in value.items()}

    def encode(value: Any) -> Any:
        one = item.encode
        return value if one is None else {name: one(v) for name, v in value.items()}

    return Codec(decode, encode, demands=frozenset)


def nullable(bare: Codec) -> Codec:
    """A type, or null."""
    if bare.bare is not None:
        return bare

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        return None if value is None else bare.decode(value, owner, key, faults, at)

    def encode(value: Any) -> Any:
        one = bare.encode
        return value if value is None or one is None else one(value)

    return Codec(decode, encode, bare.plain and bare.plain | {type(None)}, bare)
