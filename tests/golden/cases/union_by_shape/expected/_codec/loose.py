# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from ..models.loose import Loose

_KEYS = Keys(optional=("note",))
_AT = "#/components/schemas/Loose/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Loose")
    extra = _KEYS.extra(value)
    note_ = value.get("note")
    if note_ is not None and type(note_) is not str:
        note_ = faults.add(note_, value, "note", "a string", _AT)
    return Loose(
        extra=extra,
        note=note_,
    )


def encode(value: Loose) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.note is not None:
        out["note"] = value.note
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Loose: decode,
}
ENCODE: dict[type[Any], Any] = {
    Loose: encode,
}
