"""JSON texts: JSON values that stand as text in a string of another JSON value."""

from __future__ import annotations

from typing import Any

from .codec import Codec, Faults
from .encode import encode_any
from .json import dumps, loads


def json_text(content: Codec) -> Codec:
    """A string that holds the JSON text of a value."""

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        if type(value) is not str:
            return faults.add(value, owner, key, "a string", at)
        try:
            holder = [loads(value)]
        except ValueError:
            return faults.add(value, owner, key, "a JSON text", at)
        inside = Faults()
        found = content.decode(holder[0], holder, 0, inside, at)
        for (*_, where), fault in zip(
            inside.found, inside.located(holder), strict=True
        ):
            place = fault.pointer or "the top"
            told = f"{fault.expected} at {place} of its JSON text"
            faults.add(fault.got, owner, key, told, where)
        return found

    def encode(value: Any) -> str:
        return dumps((content.encode or encode_any)(value)).decode()

    return Codec(decode, encode)
