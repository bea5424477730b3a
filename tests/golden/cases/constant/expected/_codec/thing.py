# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_const
from ..models.thing import Thing

_KEYS = Keys(required=("object",), optional=("version",))
_AT = "#/components/schemas/Thing/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    object_ = value.get("object", ABSENT)
    object_ = decode_const(object_, value, "object", faults, _AT, "thing")
    version_ = value.get("version")
    if version_ is not None:
        version_ = decode_const(version_, value, "version", faults, _AT, 2)
    return Thing(
        extra=extra,
        object=object_,
        version=version_,
    )


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["object"] = value.object
    if value.version is not None:
        out["version"] = value.version
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
