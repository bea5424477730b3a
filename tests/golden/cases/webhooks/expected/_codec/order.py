# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_integer
from ..models.order import Order

_KEYS = Keys(required=("id",))
_AT = "#/components/schemas/Order/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Order")
    extra = _KEYS.extra(value)
    id_ = value.get("id", ABSENT)
    id_ = decode_integer(id_, value, "id", faults, _AT)
    return Order(
        extra=extra,
        id=id_,
    )


def encode(value: Order) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["id"] = value.id
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Order: decode,
}
ENCODE: dict[type[Any], Any] = {
    Order: encode,
}
