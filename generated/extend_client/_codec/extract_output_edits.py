# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, undeclared
from .._runtime.encode import encode_any, finish
from .._runtime.scalars import decode_number
from ..models.extract_output_edits import ExtractOutputEdits

_KEYS = frozenset({"originalValue", "editedValue", "notes", "page", "fieldType"})


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/ExtractOutputEdits"
        )
    extra = undeclared(value, _KEYS)
    original_value_ = value.get("originalValue")
    if original_value_ is None and "originalValue" in value:
        extra["originalValue"] = None
    edited_value_ = value.get("editedValue")
    if edited_value_ is None and "editedValue" in value:
        extra["editedValue"] = None
    notes_ = value.get("notes")
    if notes_ is not None:
        if type(notes_) is not str:
            notes_ = faults.add(
                notes_,
                value,
                "notes",
                "a string",
                "#/components/schemas/ExtractOutputEdits/properties/notes",
            )
    elif "notes" in value:
        extra["notes"] = None
    page_ = value.get("page")
    if page_ is not None:
        page_ = decode_number(
            page_,
            value,
            "page",
            faults,
            "#/components/schemas/ExtractOutputEdits/properties/page",
        )
    elif "page" in value:
        extra["page"] = None
    field_type_ = value.get("fieldType")
    if field_type_ is not None:
        if type(field_type_) is not str:
            field_type_ = faults.add(
                field_type_,
                value,
                "fieldType",
                "a string",
                "#/components/schemas/ExtractOutputEdits/properties/fieldType",
            )
    elif "fieldType" in value:
        extra["fieldType"] = None
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
