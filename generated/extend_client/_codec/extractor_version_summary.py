# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import created_by as _created_by
from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_const, decode_datetime, encode_datetime
from ..models.extractor_version_summary import ExtractorVersionSummary

_KEYS = Keys(
    required=("object", "id", "version", "extractorId", "createdAt"),
    nullable=("description", "createdBy"),
)
_AT = "#/components/schemas/ExtractorVersionSummary/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ExtractorVersionSummary",
        )
    extra = _KEYS.extra(value)
    object_ = value.get("object", ABSENT)
    object_ = decode_const(object_, value, "object", faults, _AT, "extractor_version")
    id_ = value.get("id", ABSENT)
    if type(id_) is not str:
        id_ = faults.add(id_, value, "id", "a string", _AT)
    description_ = value.get("description")
    if description_ is not None and type(description_) is not str:
        description_ = faults.add(description_, value, "description", "a string", _AT)
    version_ = value.get("version", ABSENT)
    if type(version_) is not str:
        version_ = faults.add(version_, value, "version", "a string", _AT)
    extractor_id_ = value.get("extractorId", ABSENT)
    if type(extractor_id_) is not str:
        extractor_id_ = faults.add(extractor_id_, value, "extractorId", "a string", _AT)
    created_at_ = value.get("createdAt", ABSENT)
    created_at_ = decode_datetime(created_at_, value, "createdAt", faults, _AT)
    created_by_ = value.get("createdBy")
    if created_by_ is not None:
        created_by_ = _created_by.decode(created_by_, value, "createdBy", faults)
    return ExtractorVersionSummary(
        extra=extra,
        object=object_,
        id=id_,
        description=description_,
        version=version_,
        extractor_id=extractor_id_,
        created_at=created_at_,
        created_by=created_by_,
    )


def encode(value: ExtractorVersionSummary) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["object"] = value.object
    out["id"] = value.id
    if value.description is not None:
        out["description"] = value.description
    elif "description" not in value.extra:
        out["description"] = None
    out["version"] = value.version
    out["extractorId"] = value.extractor_id
    out["createdAt"] = encode_datetime(value.created_at)
    if value.created_by is not None:
        out["createdBy"] = _created_by.encode(value.created_by)
    elif "createdBy" not in value.extra:
        out["createdBy"] = None
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ExtractorVersionSummary: decode,
}
ENCODE: dict[type[Any], Any] = {
    ExtractorVersionSummary: encode,
}
