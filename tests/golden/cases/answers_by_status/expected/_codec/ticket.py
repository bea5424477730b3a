# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_integer
from ..models.ticket import Ticket

_KEYS = Keys(optional=("number",))
_AT = "#/components/schemas/Ticket/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Ticket")
    extra = _KEYS.extra(value)
    number_ = value.get("number")
    if number_ is not None:
        number_ = decode_integer(number_, value, "number", faults, _AT)
    return Ticket(
        extra=extra,
        number=number_,
    )


def encode(value: Ticket) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.number is not None:
        out["number"] = value.number
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Ticket: decode,
}
ENCODE: dict[type[Any], Any] = {
    Ticket: encode,
}
