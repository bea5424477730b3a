# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_uuid, encode_uuid
from ..models.get_a import GetAError404

_KEYS_ERROR404 = Keys(optional=("a",))
_AT_ERROR404 = (
    "#/paths/~1a/get/responses/404/content/application~1json/schema/properties/"
)


def decode_error404(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/paths/~1a/get/responses/404/content/application~1json/schema",
        )
    extra = _KEYS_ERROR404.extra(value)
    a_ = value.get("a")
    if a_ is not None:
        a_ = decode_uuid(a_, value, "a", faults, _AT_ERROR404)
    return GetAError404(
        extra=extra,
        a=a_,
    )


def encode_error404(value: GetAError404) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.a is not None:
        out["a"] = encode_uuid(value.a)
    return finish(out, value.extra)


def decode_get_a_error_400_content(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/paths/~1a/get/responses/400/content/application~1json/schema",
        )
    return {
        name: decode_uuid(
            item,
            value,
            name,
            faults,
            "#/paths/~1a/get/responses/400/content/application~1json/schema/additionalProperties",
        )
        for name, item in value.items()
    }


def encode_get_a_error_400_content(value: Any) -> Any:
    return {name: encode_uuid(item) for name, item in value.items()}


DECODE: dict[type[Any], Any] = {
    GetAError404: decode_error404,
}
ENCODE: dict[type[Any], Any] = {
    GetAError404: encode_error404,
}
