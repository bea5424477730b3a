# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, undeclared
from .._runtime.models import finish
from ..models.loose import Loose

_LOOSE = frozenset({"note"})


def decode_loose(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Loose")
    extra = {} if value.keys() <= _LOOSE else undeclared(value, _LOOSE)
    note_ = value.get("note")
    if note_ is not None:
        if type(note_) is not str:
            note_ = faults.add(
                note_,
                value,
                "note",
                "a string",
                "#/components/schemas/Loose/properties/note",
            )
    elif "note" in value:
        extra["note"] = None
    return Loose(
        extra=extra,
        note=note_,
    )


def encode_loose(value: Loose) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.note is not None:
        out["note"] = value.note
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Loose: decode_loose,
}
ENCODE: dict[type[Any], Any] = {
    Loose: encode_loose,
}
