# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import extract_advanced_options as _extract_advanced_options
from . import extract_base_processor as _extract_base_processor
from . import parse_config as _parse_config
from .._runtime.codec import Faults, Keys
from .._runtime.encode import encode_any, finish
from ..models.extract_config_json import ExtractConfigJson

_KEYS = Keys(
    optional=(
        "baseProcessor",
        "baseVersion",
        "extractionRules",
        "schema",
        "advancedOptions",
        "parseConfig",
    ),
)
_AT = "#/components/schemas/ExtractConfigJson/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/ExtractConfigJson"
        )
    extra = _KEYS.extra(value)
    base_processor_ = value.get("baseProcessor")
    if base_processor_ is not None:
        base_processor_ = _extract_base_processor.decode(
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
    schema_ = value.get("schema")
    if schema_ is not None:
        schema_ = _decode_schema(schema_, value, "schema", faults)
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
    return ExtractConfigJson(
        extra=extra,
        base_processor=base_processor_,
        base_version=base_version_,
        extraction_rules=extraction_rules_,
        schema=schema_,
        advanced_options=advanced_options_,
        parse_config=parse_config_,
    )


def _decode_schema(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ExtractConfigJson/properties/schema",
        )
    return value


def encode(value: ExtractConfigJson) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.base_processor is not None:
        out["baseProcessor"] = _extract_base_processor.encode(value.base_processor)
    if value.base_version is not None:
        out["baseVersion"] = value.base_version
    if value.extraction_rules is not None:
        out["extractionRules"] = value.extraction_rules
    if value.schema is not None:
        out["schema"] = {name: encode_any(item) for name, item in value.schema.items()}
    if value.advanced_options is not None:
        out["advancedOptions"] = _extract_advanced_options.encode(
            value.advanced_options
        )
    if value.parse_config is not None:
        out["parseConfig"] = _parse_config.encode(value.parse_config)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ExtractConfigJson: decode,
}
ENCODE: dict[type[Any], Any] = {
    ExtractConfigJson: encode,
}
