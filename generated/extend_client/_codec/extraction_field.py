# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import enum as _enum
from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.enums import by_value
from ..models.extraction_field import ExtractionField, ExtractionFieldType

_VALUES_TYPE = by_value(ExtractionFieldType)
_KEYS = Keys(
    required=("id", "name", "type", "description"), optional=("schema", "enum")
)
_AT = "#/components/schemas/ExtractionField/properties/"


def decode_type(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ExtractionField/properties/type",
        )
    if value in _VALUES_TYPE:
        return _VALUES_TYPE[value]
    return ExtractionFieldType(value)


def encode_type(value: Any) -> Any:
    return value.value


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/ExtractionField"
        )
    extra = _KEYS.extra(value)
    id_ = value.get("id", ABSENT)
    if type(id_) is not str:
        id_ = faults.add(id_, value, "id", "a string", _AT)
    name_ = value.get("name", ABSENT)
    if type(name_) is not str:
        name_ = faults.add(name_, value, "name", "a string", _AT)
    type_ = value.get("type", ABSENT)
    type_ = decode_type(type_, value, "type", faults)
    description_ = value.get("description", ABSENT)
    if type(description_) is not str:
        description_ = faults.add(description_, value, "description", "a string", _AT)
    schema_ = value.get("schema")
    if schema_ is not None:
        schema_ = _decode_schema(schema_, value, "schema", faults)
    enum_ = value.get("enum")
    if enum_ is not None:
        enum_ = _decode_enum(enum_, value, "enum", faults)
    return ExtractionField(
        extra=extra,
        id=id_,
        name=name_,
        type=type_,
        description=description_,
        schema=schema_,
        enum=enum_,
    )


def _decode_schema(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/ExtractionField/properties/schema",
        )
    return [decode(item, value, index, faults) for index, item in enumerate(value)]


def _decode_enum(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/ExtractionField/properties/enum",
        )
    return [
        _enum.decode(item, value, index, faults) for index, item in enumerate(value)
    ]


def encode(value: ExtractionField) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["id"] = value.id
    out["name"] = value.name
    out["type"] = encode_type(value.type)
    out["description"] = value.description
    if value.schema is not None:
        out["schema"] = [encode(item) for item in value.schema]
    if value.enum is not None:
        out["enum"] = [_enum.encode(item) for item in value.enum]
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ExtractionField: decode,
}
ENCODE: dict[type[Any], Any] = {
    ExtractionField: encode,
}
