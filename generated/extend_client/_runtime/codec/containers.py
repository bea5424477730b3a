"""Codecs of arrays, maps and nullable types, built from the codecs of their items."""

from __future__ import annotations

from typing import Any

from .codec import Codec, Faults
from .encode import encode_upload


def decode_any(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """Return any JSON value unchanged."""
    return value


def array(item: Codec) -> Codec:
    """Return the codec of an array; items that need no decoding are not copied."""
    plain = item.plain

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        if type(value) is not list:
            return faults.add(value, owner, key, "an array", at)
        if item.decode is decode_any or plain.issuperset(map(type, value)):
            return value
        # Looked up per call: the codec of a model replaces its `decode` on first use.
        one = item.decode
        return [one(v, value, index, faults, at) for index, v in enumerate(value)]

    def encode(value: Any) -> Any:
        one = item.encode
        return value if one is None else [one(v) for v in value]

    return Codec(decode, encode_upload if item.encode is encode_upload else encode)


def fixed(first: list[Codec], rest: Codec | None) -> Codec:
    """Return the codec of an array with a type per position, and of `rest` for further items."""
    count = len(first)
    expected = f"an array of {count} item{'s' if count > 1 else ''}"
    expected += " or more" if rest is not None else ""

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        length = len(value) if type(value) is list else -1
        if length != count and (rest is None or length < count):
            return faults.add(value, owner, key, expected, at)
        codecs = first if rest is None else [*first, *[rest] * (length - count)]
        pairs = enumerate(zip(codecs, value, strict=True))
        return tuple(c.decode(v, value, i, faults, at) for i, (c, v) in pairs)

    def encode(value: Any) -> Any:
        codecs = first if rest is None else [*first, *[rest] * (len(value) - count)]
        pairs = zip(codecs, value, strict=True)
        return [v if c.encode is None else c.encode(v) for c, v in pairs]

    return Codec(decode, encode)


def mapping(item: Codec) -> Codec:
    """Return the codec of an object with any keys; values that need no decoding are not copied."""
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

    return Codec(decode, encode, required_keys=frozenset)


def nullable(inner: Codec) -> Codec:
    """Return the codec of a type or null."""
    if inner.non_null is not None:
        return inner

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        return None if value is None else inner.decode(value, owner, key, faults, at)

    def encode(value: Any) -> Any:
        one = inner.encode
        return value if value is None or one is None else one(value)

    return Codec(decode, encode, inner.plain and inner.plain | {type(None)}, inner)
