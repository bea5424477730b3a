# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_integer
from ..models.fault import Fault

_KEYS = Keys(optional=("reason", "request_id"))
_AT = "#/components/schemas/Fault/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Fault")
    extra = _KEYS.extra(value)
    reason_ = value.get("reason")
    if reason_ is not None and type(reason_) is not str:
        reason_ = faults.add(reason_, value, "reason", "a string", _AT)
    request_id_ = value.get("request_id")
    if request_id_ is not None:
        request_id_ = decode_integer(request_id_, value, "request_id", faults, _AT)
    return Fault(
        extra=extra,
        reason=reason_,
        request_id=request_id_,
    )


def encode(value: Fault) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.reason is not None:
        out["reason"] = value.reason
    if value.request_id is not None:
        out["request_id"] = value.request_id
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Fault: decode,
}
ENCODE: dict[type[Any], Any] = {
    Fault: encode,
}
