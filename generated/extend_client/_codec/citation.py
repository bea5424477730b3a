# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import polygon as _polygon
from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_number
from ..models.citation import Citation, CitationPage

_KEYS_PAGE = Keys(required=("number",), optional=("width", "height"))
_AT_PAGE = "#/components/schemas/Citation/properties/page/properties/"
_KEYS = Keys(optional=("fileId", "page", "referenceText", "polygon", "cellRange"))
_AT = "#/components/schemas/Citation/properties/"


def decode_page(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/Citation/properties/page",
        )
    extra = _KEYS_PAGE.extra(value)
    number_ = value.get("number", ABSENT)
    number_ = decode_number(number_, value, "number", faults, _AT_PAGE)
    width_ = value.get("width")
    if width_ is not None:
        width_ = decode_number(width_, value, "width", faults, _AT_PAGE)
    height_ = value.get("height")
    if height_ is not None:
        height_ = decode_number(height_, value, "height", faults, _AT_PAGE)
    return CitationPage(
        extra=extra,
        number=number_,
        width=width_,
        height=height_,
    )


def encode_page(value: CitationPage) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["number"] = value.number
    if value.width is not None:
        out["width"] = value.width
    if value.height is not None:
        out["height"] = value.height
    return finish(out, value.extra)


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/Citation"
        )
    extra = _KEYS.extra(value)
    file_id_ = value.get("fileId")
    if file_id_ is not None and type(file_id_) is not str:
        file_id_ = faults.add(file_id_, value, "fileId", "a string", _AT)
    page_ = value.get("page")
    if page_ is not None:
        page_ = decode_page(page_, value, "page", faults)
    reference_text_ = value.get("referenceText")
    if reference_text_ is not None and type(reference_text_) is not str:
        reference_text_ = faults.add(
            reference_text_, value, "referenceText", "a string", _AT
        )
    polygon_ = value.get("polygon")
    if polygon_ is not None:
        polygon_ = _decode_polygon(polygon_, value, "polygon", faults)
    cell_range_ = value.get("cellRange")
    if cell_range_ is not None and type(cell_range_) is not str:
        cell_range_ = faults.add(cell_range_, value, "cellRange", "a string", _AT)
    return Citation(
        extra=extra,
        file_id=file_id_,
        page=page_,
        reference_text=reference_text_,
        polygon=polygon_,
        cell_range=cell_range_,
    )


def _decode_polygon(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/Citation/properties/polygon",
        )
    return [
        _polygon.decode(item, value, index, faults) for index, item in enumerate(value)
    ]


def encode(value: Citation) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.file_id is not None:
        out["fileId"] = value.file_id
    if value.page is not None:
        out["page"] = encode_page(value.page)
    if value.reference_text is not None:
        out["referenceText"] = value.reference_text
    if value.polygon is not None:
        out["polygon"] = [_polygon.encode(item) for item in value.polygon]
    if value.cell_range is not None:
        out["cellRange"] = value.cell_range
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    CitationPage: decode_page,
    Citation: decode,
}
ENCODE: dict[type[Any], Any] = {
    CitationPage: encode_page,
    Citation: encode,
}
