"""Codecs of arrays, maps and nullable types, built from the codecs of their items."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from .codec import Codec, Encoding, Faults
from .encoders import encode_entries, encode_items, is_array, refuse
from .recursion import restart


def decode_any(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """Return any JSON value unchanged."""
    return value


def array(item: Codec) -> Codec:
    """Return the codec of an array; items that need neither decoding nor encoding are not copied."""
    plain = item.plain

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        if type(value) is not list:
            return faults.add(value, owner, key, "an array", at)
        # Looked up per call: the codec of a model replaces its `decode` on first use.
        one, items = item.decode, []
        if one is decode_any or (plain and plain.issuperset(map(type, value))):
            return value
        # Faster than a comprehension up to Python 3.11, where it is a call.
        for index, entry in enumerate(value):
            items.append(one(entry, value, index, faults, at))
        return items

    def encode(value: Any, encoding: Encoding) -> Any:
        if type(value) is not list:
            if not is_array(value):
                return refuse("a list", value)
        elif plain and plain.issuperset(map(type, value)):
            return value
        try:
            return encode_items(item.encode, value, encoding)
        except RecursionError as error:
            return restart(encode, value, encoding, error)

    return Codec(decode, encode, item=item, is_array=True)


def build_tuple(
    nodes: list[ast.expr], build_codec: Callable[[ast.expr], Codec]
) -> Codec:
    """Return the codec of an array with a type per position, and `*tuple[T, ...]` for the rest.

    `tuple[T, ...]` has any number of items, `tuple[()]` none.
    """
    match nodes:
        case [
            *first,
            ast.Starred(value=ast.Subscript(slice=ast.Tuple(elts=[rest, _]))),
        ]:
            return fixed([*map(build_codec, first)], build_codec(rest))
        case [item, ast.Constant(value=value)] if value is ...:
            return fixed([], build_codec(item))
        case _:
            return fixed([*map(build_codec, nodes)], None)


def fixed(first: list[Codec], rest: Codec | None) -> Codec:
    """Return the codec of an array with a type per position, and of `rest` for further items."""
    count = len(first)
    length = f" of {count} item{'' if count == 1 else 's'}"
    if rest is not None:
        length = f"{length} or more" if count else ""

    def choose(value: Any) -> list[Codec] | None:
        """Return the codec of each item; None if the number of items is wrong."""
        others = len(value) - count
        if others < 0 or (others and rest is None):
            return None
        return first if rest is None else [*first, *[rest] * others]

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        codecs = choose(value) if type(value) is list else None
        if codecs is None:
            return faults.add(value, owner, key, f"an array{length}", at)
        pairs = enumerate(zip(codecs, value, strict=True))
        return tuple(c.decode(v, value, i, faults, at) for i, (c, v) in pairs)

    def encode(value: Any, encoding: Encoding) -> Any:
        codecs = choose(value) if is_array(value) else None
        if codecs is None:
            return refuse(f"a tuple{length}", value)
        encoders = iter([codec.encode for codec in codecs])
        return encode_items(lambda v, e: next(encoders)(v, e), value, encoding)

    return Codec(decode, encode, is_array=True)


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

    def encode(value: Any, encoding: Encoding) -> Any:
        if type(value) is not dict and not isinstance(value, Mapping):
            return refuse("a dict", value)
        try:
            return encode_entries(item.encode, value, encoding)
        except RecursionError as error:
            return restart(encode, value, encoding, error)

    return Codec(decode, encode, required_keys=frozenset, item=item)


def nullable(inner: Codec) -> Codec:
    """Return the codec of a type or null."""
    if inner.non_null is not None:
        return inner

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        return None if value is None else inner.decode(value, owner, key, faults, at)

    def encode(value: Any, encoding: Encoding) -> Any:
        return None if value is None else inner.encode(value, encoding)

    plain = inner.plain and inner.plain | {type(None)}
    return Codec(decode, encode, plain, inner, inner.model)
