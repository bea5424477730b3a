# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import extract_output_metadata_value as _extract_output_metadata_value
from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import encode_any, finish
from ..models.extract_output_json import ExtractOutputJson

_KEYS = Keys(required=("value", "metadata"))
_AT = "#/components/schemas/ExtractOutputJson/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/ExtractOutputJson"
        )
    extra = _KEYS.extra(value)
    value_ = value.get("value", ABSENT)
    value_ = _decode_value(value_, value, "value", faults)
    metadata_ = value.get("metadata", ABSENT)
    metadata_ = _decode_metadata(metadata_, value, "metadata", faults)
    return ExtractOutputJson(
        extra=extra,
        value=value_,
        metadata=metadata_,
    )


def _decode_value(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ExtractOutputJson/properties/value",
        )
    return value


def _decode_metadata(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ExtractOutputJson/properties/metadata",
        )
    return {
        name: _extract_output_metadata_value.decode(item, value, name, faults)
        for name, item in value.items()
    }


def encode(value: ExtractOutputJson) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["value"] = {name: encode_any(item) for name, item in value.value.items()}
    out["metadata"] = {
        name: _extract_output_metadata_value.encode(item)
        for name, item in value.metadata.items()
    }
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ExtractOutputJson: decode,
}
ENCODE: dict[type[Any], Any] = {
    ExtractOutputJson: encode,
}
