# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import edit as _edit
from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from ..models.thing import Thing

_KEYS = Keys(optional=("edits",))
_AT = "#/components/schemas/Thing/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    edits_ = value.get("edits")
    if edits_ is not None:
        edits_ = _decode_edits(edits_, value, "edits", faults)
    return Thing(
        extra=extra,
        edits=edits_,
    )


def _decode_edits_value(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if value is None:
        return None
    return _edit.decode(value, owner, key, faults)


def _decode_edits(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/Thing/properties/edits",
        )
    return {
        name: _decode_edits_value(item, value, name, faults)
        for name, item in value.items()
    }


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.edits is not None:
        out["edits"] = {
            name: None if item is None else _edit.encode(item)
            for name, item in value.edits.items()
        }
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
