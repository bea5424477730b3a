# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import enum_option as _enum_option
from . import extraction_field as _extraction_field
from . import extraction_field_result_reference as _extraction_field_result_reference
from . import insight as _insight
from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import encode_any, finish
from .._runtime.enums import by_value
from .._runtime.scalars import decode_number
from ..models.extraction_field_result import (
    ExtractionFieldResult,
    ExtractionFieldResultType,
)

_VALUES_TYPE = by_value(ExtractionFieldResultType)
_KEYS = Keys(
    required=("id", "type", "references"),
    optional=("confidence", "schema", "insights", "enum"),
    nullable=("value",),
)
_AT = "#/components/schemas/ExtractionFieldResult/properties/"


def decode_type(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ExtractionFieldResult/properties/type",
        )
    if value in _VALUES_TYPE:
        return _VALUES_TYPE[value]
    return ExtractionFieldResultType(value)


def encode_type(value: Any) -> Any:
    return value.value


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/ExtractionFieldResult"
        )
    extra = _KEYS.extra(value)
    id_ = value.get("id", ABSENT)
    if type(id_) is not str:
        id_ = faults.add(id_, value, "id", "a string", _AT)
    type_ = value.get("type", ABSENT)
    type_ = decode_type(type_, value, "type", faults)
    value_ = value.get("value")
    confidence_ = value.get("confidence")
    if confidence_ is not None:
        confidence_ = decode_number(confidence_, value, "confidence", faults, _AT)
    schema_ = value.get("schema")
    if schema_ is not None:
        schema_ = _decode_schema(schema_, value, "schema", faults)
    insights_ = value.get("insights")
    if insights_ is not None:
        insights_ = _decode_insights(insights_, value, "insights", faults)
    references_ = value.get("references", ABSENT)
    references_ = _decode_references(references_, value, "references", faults)
    enum_ = value.get("enum")
    if enum_ is not None:
        enum_ = _decode_enum(enum_, value, "enum", faults)
    return ExtractionFieldResult(
        extra=extra,
        id=id_,
        type=type_,
        value=value_,
        confidence=confidence_,
        schema=schema_,
        insights=insights_,
        references=references_,
        enum=enum_,
    )


def _decode_schema(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/ExtractionFieldResult/properties/schema",
        )
    return [
        _extraction_field.decode(item, value, index, faults)
        for index, item in enumerate(value)
    ]


def _decode_insights(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/ExtractionFieldResult/properties/insights",
        )
    return [
        _insight.decode(item, value, index, faults) for index, item in enumerate(value)
    ]


def _decode_references(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/ExtractionFieldResult/properties/references",
        )
    return [
        _extraction_field_result_reference.decode(item, value, index, faults)
        for index, item in enumerate(value)
    ]


def _decode_enum(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/ExtractionFieldResult/properties/enum",
        )
    return [
        _enum_option.decode(item, value, index, faults)
        for index, item in enumerate(value)
    ]


def encode(value: ExtractionFieldResult) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["id"] = value.id
    out["type"] = encode_type(value.type)
    if value.value is not None:
        out["value"] = encode_any(value.value)
    elif "value" not in value.extra:
        out["value"] = None
    if value.confidence is not None:
        out["confidence"] = value.confidence
    if value.schema is not None:
        out["schema"] = [_extraction_field.encode(item) for item in value.schema]
    if value.insights is not None:
        out["insights"] = [_insight.encode(item) for item in value.insights]
    out["references"] = [
        _extraction_field_result_reference.encode(item) for item in value.references
    ]
    if value.enum is not None:
        out["enum"] = [_enum_option.encode(item) for item in value.enum]
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ExtractionFieldResult: decode,
}
ENCODE: dict[type[Any], Any] = {
    ExtractionFieldResult: encode,
}
