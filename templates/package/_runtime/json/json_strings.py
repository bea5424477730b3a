"""JSON strings: strings that contain JSON text."""

from __future__ import annotations

from typing import Any

from ..codec.codec import Codec, Encoding, Faults, Undecoded
from .json import dumps, loads


def json_string(content: Codec) -> Codec:
    """Return the codec of a string that contains the JSON text of a value."""

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        if type(value) is not str:
            return faults.add(value, owner, key, "a string", at)
        try:
            root = [loads(value)]
        except ValueError:
            return faults.add(value, owner, key, "a JSON text", at)
        inner = Faults()
        result = content.decode(root[0], root, 0, inner, at)
        # The outer body has no pointers into the string: the fault is at the string itself.
        for (*_, inner_at), fault in zip(
            inner.entries, inner.locate(root), strict=True
        ):
            pointer = fault.pointer or "the top level"
            expected = f"{fault.expected} at {pointer} of its JSON text"
            faults.add(fault.got, owner, key, expected, inner_at)
        return result

    def encode(value: Any, encoding: Encoding) -> Any:
        if isinstance(value, Undecoded):
            return value.value
        return dumps(content.encode(value, encoding)).decode()

    return Codec(decode, encode)
