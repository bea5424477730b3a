# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import extract_advanced_options as _extract_advanced_options
from . import extraction_field as _extraction_field
from . import parse_config as _parse_config
from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.enums import by_value
from ..models.extract_config_legacy import (
    ExtractConfigLegacy,
    ExtractConfigLegacyBaseProcessor,
)

_VALUES_BASE_PROCESSOR = by_value(ExtractConfigLegacyBaseProcessor)
_KEYS = Keys(
    required=("fields",),
    optional=(
        "baseProcessor",
        "baseVersion",
        "extractionRules",
        "advancedOptions",
        "parseConfig",
    ),
)
_AT = "#/components/schemas/ExtractConfigLegacy/properties/"


def decode_base_processor(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ExtractConfigLegacy/properties/baseProcessor",
        )
    if value in _VALUES_BASE_PROCESSOR:
        return _VALUES_BASE_PROCESSOR[value]
    return ExtractConfigLegacyBaseProcessor(value)


def encode_base_processor(value: Any) -> Any:
    return value.value


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/ExtractConfigLegacy"
        )
    extra = _KEYS.extra(value)
    base_processor_ = value.get("baseProcessor")
    if base_processor_ is not None:
        base_processor_ = decode_base_processor(
            base_processor_, value, "baseProcessor", faults
        )
    base_version_ = value.get("baseVersion")
    if base_version_ is not None and type(base_version_) is not str:
        base_version_ = faults.add(base_version_, value, "baseVersion", "a string", _AT)
    extraction_rules_ = value.get("extractionRules")
    if extraction_rules_ is not None and type(extraction_rules_) is not str:
        extraction_rules_ = faults.add(
            extraction_rules_, value, "extractionRules", "a string", _AT
        )
    fields_ = value.get("fields", ABSENT)
    fields_ = _decode_fields(fields_, value, "fields", faults)
    advanced_options_ = value.get("advancedOptions")
    if advanced_options_ is not None:
        advanced_options_ = _extract_advanced_options.decode(
            advanced_options_, value, "advancedOptions", faults
        )
    parse_config_ = value.get("parseConfig")
    if parse_config_ is not None:
        parse_config_ = _parse_config.decode(
            parse_config_, value, "parseConfig", faults
        )
    return ExtractConfigLegacy(
        extra=extra,
        base_processor=base_processor_,
        base_version=base_version_,
        extraction_rules=extraction_rules_,
        fields=fields_,
        advanced_options=advanced_options_,
        parse_config=parse_config_,
    )


def _decode_fields(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/ExtractConfigLegacy/properties/fields",
        )
    return [
        _extraction_field.decode(item, value, index, faults)
        for index, item in enumerate(value)
    ]


def encode(value: ExtractConfigLegacy) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.base_processor is not None:
        out["baseProcessor"] = encode_base_processor(value.base_processor)
    if value.base_version is not None:
        out["baseVersion"] = value.base_version
    if value.extraction_rules is not None:
        out["extractionRules"] = value.extraction_rules
    out["fields"] = [_extraction_field.encode(item) for item in value.fields]
    if value.advanced_options is not None:
        out["advancedOptions"] = _extract_advanced_options.encode(
            value.advanced_options
        )
    if value.parse_config is not None:
        out["parseConfig"] = _parse_config.encode(value.parse_config)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ExtractConfigLegacy: decode,
}
ENCODE: dict[type[Any], Any] = {
    ExtractConfigLegacy: encode,
}
