# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import parent_split as _parent_split
from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_number
from ..models.file_metadata import FileMetadata

_KEYS = Keys(optional=("pageCount", "parentSplit"))
_AT = "#/components/schemas/FileMetadata/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/FileMetadata"
        )
    extra = _KEYS.extra(value)
    page_count_ = value.get("pageCount")
    if page_count_ is not None:
        page_count_ = decode_number(page_count_, value, "pageCount", faults, _AT)
    parent_split_ = value.get("parentSplit")
    if parent_split_ is not None:
        parent_split_ = _parent_split.decode(
            parent_split_, value, "parentSplit", faults
        )
    return FileMetadata(
        extra=extra,
        page_count=page_count_,
        parent_split=parent_split_,
    )


def encode(value: FileMetadata) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.page_count is not None:
        out["pageCount"] = value.page_count
    if value.parent_split is not None:
        out["parentSplit"] = _parent_split.encode(value.parent_split)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    FileMetadata: decode,
}
ENCODE: dict[type[Any], Any] = {
    FileMetadata: encode,
}
