# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_integer
from ..models.patch_thing import PatchThingBody

_KEYS_BODY = Keys(optional=("size",))
_AT_BODY = "#/paths/~1things/patch/requestBody/content/application~1merge-patch+json/schema/properties/"


def decode_body(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/paths/~1things/patch/requestBody/content/application~1merge-patch+json/schema",
        )
    extra = _KEYS_BODY.extra(value)
    size_ = value.get("size")
    if size_ is not None:
        size_ = decode_integer(size_, value, "size", faults, _AT_BODY)
    return PatchThingBody(
        extra=extra,
        size=size_,
    )


def encode_body(value: PatchThingBody) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.size is not None:
        out["size"] = value.size
    return finish(out, value.extra)


def decode_patch_thing_body_content(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if value is None:
        return None
    return decode_body(value, owner, key, faults)


def encode_patch_thing_body_content(value: Any) -> Any:
    return None if value is None else encode_body(value)


DECODE: dict[type[Any], Any] = {
    PatchThingBody: decode_body,
}
ENCODE: dict[type[Any], Any] = {
    PatchThingBody: encode_body,
}
