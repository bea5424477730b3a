# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_integer
from ..models.parent_split import ParentSplit

_KEYS = Keys(required=("id", "type", "identifier", "startPage", "endPage"))
_AT = "#/components/schemas/ParentSplit/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/ParentSplit"
        )
    extra = _KEYS.extra(value)
    id_ = value.get("id", ABSENT)
    if type(id_) is not str:
        id_ = faults.add(id_, value, "id", "a string", _AT)
    type_ = value.get("type", ABSENT)
    if type(type_) is not str:
        type_ = faults.add(type_, value, "type", "a string", _AT)
    identifier_ = value.get("identifier", ABSENT)
    if type(identifier_) is not str:
        identifier_ = faults.add(identifier_, value, "identifier", "a string", _AT)
    start_page_ = value.get("startPage", ABSENT)
    start_page_ = decode_integer(start_page_, value, "startPage", faults, _AT)
    end_page_ = value.get("endPage", ABSENT)
    end_page_ = decode_integer(end_page_, value, "endPage", faults, _AT)
    return ParentSplit(
        extra=extra,
        id=id_,
        type=type_,
        identifier=identifier_,
        start_page=start_page_,
        end_page=end_page_,
    )


def encode(value: ParentSplit) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["id"] = value.id
    out["type"] = value.type
    out["identifier"] = value.identifier
    out["startPage"] = value.start_page
    out["endPage"] = value.end_page
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ParentSplit: decode,
}
ENCODE: dict[type[Any], Any] = {
    ParentSplit: encode,
}
