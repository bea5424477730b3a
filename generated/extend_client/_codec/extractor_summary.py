# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_const, decode_datetime, encode_datetime
from ..models.extractor_summary import ExtractorSummary

_KEYS = Keys(required=("object", "id", "name", "createdAt", "updatedAt"))
_AT = "#/components/schemas/ExtractorSummary/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/ExtractorSummary"
        )
    extra = _KEYS.extra(value)
    object_ = value.get("object", ABSENT)
    object_ = decode_const(object_, value, "object", faults, _AT, "extractor")
    id_ = value.get("id", ABSENT)
    if type(id_) is not str:
        id_ = faults.add(id_, value, "id", "a string", _AT)
    name_ = value.get("name", ABSENT)
    if type(name_) is not str:
        name_ = faults.add(name_, value, "name", "a string", _AT)
    created_at_ = value.get("createdAt", ABSENT)
    created_at_ = decode_datetime(created_at_, value, "createdAt", faults, _AT)
    updated_at_ = value.get("updatedAt", ABSENT)
    updated_at_ = decode_datetime(updated_at_, value, "updatedAt", faults, _AT)
    return ExtractorSummary(
        extra=extra,
        object=object_,
        id=id_,
        name=name_,
        created_at=created_at_,
        updated_at=updated_at_,
    )


def encode(value: ExtractorSummary) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["object"] = value.object
    out["id"] = value.id
    out["name"] = value.name
    out["createdAt"] = encode_datetime(value.created_at)
    out["updatedAt"] = encode_datetime(value.updated_at)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ExtractorSummary: decode,
}
ENCODE: dict[type[Any], Any] = {
    ExtractorSummary: encode,
}
