# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from ..models.show_lamp import ShowLampResponse

_KEYS_RESPONSE = Keys(optional=("lit",))
_AT_RESPONSE = "#/paths/~1lamps~1{id}/get/responses/200/content/application~1json/schema/properties/"


def decode_response(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/paths/~1lamps~1{id}/get/responses/200/content/application~1json/schema",
        )
    extra = _KEYS_RESPONSE.extra(value)
    lit_ = value.get("lit")
    if lit_ is not None and type(lit_) is not bool:
        lit_ = faults.add(lit_, value, "lit", "a boolean", _AT_RESPONSE)
    return ShowLampResponse(
        extra=extra,
        lit=lit_,
    )


def encode_response(value: ShowLampResponse) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.lit is not None:
        out["lit"] = value.lit
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ShowLampResponse: decode_response,
}
ENCODE: dict[type[Any], Any] = {
    ShowLampResponse: encode_response,
}
