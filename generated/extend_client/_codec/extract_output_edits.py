# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import encode_any, finish
from .._runtime.scalars import decode_number
from ..models.extract_output_edits import ExtractOutputEdits

_KEYS = Keys(optional=("originalValue", "editedValue", "notes", "page", "fieldType"))
_AT = "#/components/schemas/ExtractOutputEdits/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/ExtractOutputEdits"
        )
    extra = _KEYS.extra(value)
    original_value_ = value.get("originalValue")
    edited_value_ = value.get("editedValue")
    notes_ = value.get("notes")
    if notes_ is not None and type(notes_) is not str:
        notes_ = faults.add(notes_, value, "notes", "a string", _AT)
    page_ = value.get("page")
    if page_ is not None:
        page_ = decode_number(page_, value, "page", faults, _AT)
    field_type_ = value.get("fieldType")
    if field_type_ is not None and type(field_type_) is not str:
        field_type_ = faults.add(field_type_, value, "fieldType", "a string", _AT)
    return ExtractOutputEdits(
        extra=extra,
        original_value=original_value_,
        edited_value=edited_value_,
        notes=notes_,
        page=page_,
        field_type=field_type_,
    )


def encode(value: ExtractOutputEdits) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.original_value is not None:
        out["originalValue"] = encode_any(value.original_value)
    if value.edited_value is not None:
        out["editedValue"] = encode_any(value.edited_value)
    if value.notes is not None:
        out["notes"] = value.notes
    if value.page is not None:
        out["page"] = value.page
    if value.field_type is not None:
        out["fieldType"] = value.field_type
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ExtractOutputEdits: decode,
}
ENCODE: dict[type[Any], Any] = {
    ExtractOutputEdits: encode,
}
