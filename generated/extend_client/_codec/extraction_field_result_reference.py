# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_number
from ..models.extraction_field_result_reference import (
    ExtractionFieldResultReference,
    ExtractionFieldResultReferenceBoundingBoxesItem,
)

_KEYS_BOUNDING_BOXES_ITEM = Keys(required=("top", "left", "bottom", "right"))
_AT_BOUNDING_BOXES_ITEM = "#/components/schemas/ExtractionFieldResultReference/properties/boundingBoxes/items/properties/"
_KEYS = Keys(required=("id", "fieldName", "page", "boundingBoxes"))
_AT = "#/components/schemas/ExtractionFieldResultReference/properties/"


def decode_bounding_boxes_item(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ExtractionFieldResultReference/properties/boundingBoxes/items",
        )
    extra = _KEYS_BOUNDING_BOXES_ITEM.extra(value)
    top_ = value.get("top", ABSENT)
    top_ = decode_number(top_, value, "top", faults, _AT_BOUNDING_BOXES_ITEM)
    left_ = value.get("left", ABSENT)
    left_ = decode_number(left_, value, "left", faults, _AT_BOUNDING_BOXES_ITEM)
    bottom_ = value.get("bottom", ABSENT)
    bottom_ = decode_number(bottom_, value, "bottom", faults, _AT_BOUNDING_BOXES_ITEM)
    right_ = value.get("right", ABSENT)
    right_ = decode_number(right_, value, "right", faults, _AT_BOUNDING_BOXES_ITEM)
    return ExtractionFieldResultReferenceBoundingBoxesItem(
        extra=extra,
        top=top_,
        left=left_,
        bottom=bottom_,
        right=right_,
    )


def encode_bounding_boxes_item(
    value: ExtractionFieldResultReferenceBoundingBoxesItem,
) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["top"] = value.top
    out["left"] = value.left
    out["bottom"] = value.bottom
    out["right"] = value.right
    return finish(out, value.extra)


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ExtractionFieldResultReference",
        )
    extra = _KEYS.extra(value)
    id_ = value.get("id", ABSENT)
    if type(id_) is not str:
        id_ = faults.add(id_, value, "id", "a string", _AT)
    field_name_ = value.get("fieldName", ABSENT)
    if type(field_name_) is not str:
        field_name_ = faults.add(field_name_, value, "fieldName", "a string", _AT)
    page_ = value.get("page", ABSENT)
    page_ = decode_number(page_, value, "page", faults, _AT)
    bounding_boxes_ = value.get("boundingBoxes", ABSENT)
    bounding_boxes_ = _decode_bounding_boxes(
        bounding_boxes_, value, "boundingBoxes", faults
    )
    return ExtractionFieldResultReference(
        extra=extra,
        id=id_,
        field_name=field_name_,
        page=page_,
        bounding_boxes=bounding_boxes_,
    )


def _decode_bounding_boxes(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/ExtractionFieldResultReference/properties/boundingBoxes",
        )
    return [
        decode_bounding_boxes_item(item, value, index, faults)
        for index, item in enumerate(value)
    ]


def encode(value: ExtractionFieldResultReference) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["id"] = value.id
    out["fieldName"] = value.field_name
    out["page"] = value.page
    out["boundingBoxes"] = [
        encode_bounding_boxes_item(item) for item in value.bounding_boxes
    ]
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ExtractionFieldResultReferenceBoundingBoxesItem: decode_bounding_boxes_item,
    ExtractionFieldResultReference: decode,
}
ENCODE: dict[type[Any], Any] = {
    ExtractionFieldResultReferenceBoundingBoxesItem: encode_bounding_boxes_item,
    ExtractionFieldResultReference: encode,
}
