# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from ..models.thing import Thing

_KEYS = Keys(optional=("child", "others"))
_AT = "#/components/schemas/Thing/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    child_ = value.get("child")
    if child_ is not None:
        child_ = decode(child_, value, "child", faults)
    others_ = value.get("others")
    if others_ is not None:
        others_ = _decode_others(others_, value, "others", faults)
    return Thing(
        extra=extra,
        child=child_,
        others=others_,
    )


def _decode_others(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/Thing/properties/others",
        )
    return [decode(item, value, index, faults) for index, item in enumerate(value)]


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.child is not None:
        out["child"] = encode(value.child)
    if value.others is not None:
        out["others"] = [encode(item) for item in value.others]
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
