# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import file_metadata as _file_metadata
from . import file_type as _file_type
from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_const, decode_datetime, encode_datetime
from ..models.file_summary import FileSummary

_KEYS = Keys(
    required=("object", "id", "name", "metadata", "createdAt", "updatedAt"),
    nullable=("type", "parentFileId"),
)
_AT = "#/components/schemas/FileSummary/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/FileSummary"
        )
    extra = _KEYS.extra(value)
    object_ = value.get("object", ABSENT)
    object_ = decode_const(object_, value, "object", faults, _AT, "file")
    id_ = value.get("id", ABSENT)
    if type(id_) is not str:
        id_ = faults.add(id_, value, "id", "a string", _AT)
    name_ = value.get("name", ABSENT)
    if type(name_) is not str:
        name_ = faults.add(name_, value, "name", "a string", _AT)
    type_ = value.get("type")
    if type_ is not None:
        type_ = _file_type.decode(type_, value, "type", faults)
    parent_file_id_ = value.get("parentFileId")
    if parent_file_id_ is not None and type(parent_file_id_) is not str:
        parent_file_id_ = faults.add(
            parent_file_id_, value, "parentFileId", "a string", _AT
        )
    metadata_ = value.get("metadata", ABSENT)
    metadata_ = _file_metadata.decode(metadata_, value, "metadata", faults)
    created_at_ = value.get("createdAt", ABSENT)
    created_at_ = decode_datetime(created_at_, value, "createdAt", faults, _AT)
    updated_at_ = value.get("updatedAt", ABSENT)
    updated_at_ = decode_datetime(updated_at_, value, "updatedAt", faults, _AT)
    return FileSummary(
        extra=extra,
        object=object_,
        id=id_,
        name=name_,
        type=type_,
        parent_file_id=parent_file_id_,
        metadata=metadata_,
        created_at=created_at_,
        updated_at=updated_at_,
    )


def encode(value: FileSummary) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["object"] = value.object
    out["id"] = value.id
    out["name"] = value.name
    if value.type is not None:
        out["type"] = _file_type.encode(value.type)
    elif "type" not in value.extra:
        out["type"] = None
    if value.parent_file_id is not None:
        out["parentFileId"] = value.parent_file_id
    elif "parentFileId" not in value.extra:
        out["parentFileId"] = None
    out["metadata"] = _file_metadata.encode(value.metadata)
    out["createdAt"] = encode_datetime(value.created_at)
    out["updatedAt"] = encode_datetime(value.updated_at)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    FileSummary: decode,
}
ENCODE: dict[type[Any], Any] = {
    FileSummary: encode,
}
