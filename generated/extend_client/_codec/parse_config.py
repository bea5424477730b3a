# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import page_ranges as _page_ranges
from .._runtime.codec import ABSENT, Faults, undeclared
from .._runtime.encode import finish
from .._runtime.enums import by_value
from .._runtime.scalars import decode_integer, decode_number
from ..models.parse_config import (
    ParseConfig,
    ParseConfigAdvancedOptions,
    ParseConfigAdvancedOptionsEnrichmentFormat,
    ParseConfigAdvancedOptionsExcelParsingMode,
    ParseConfigAdvancedOptionsFormattingDetectionItem,
    ParseConfigAdvancedOptionsFormattingDetectionItemType,
    ParseConfigAdvancedOptionsImageConversionQuality,
    ParseConfigAdvancedOptionsReturnOcr,
    ParseConfigBlockOptions,
    ParseConfigBlockOptionsBarcodes,
    ParseConfigBlockOptionsFigures,
    ParseConfigBlockOptionsFormulas,
    ParseConfigBlockOptionsKeyValue,
    ParseConfigBlockOptionsTables,
    ParseConfigBlockOptionsTablesAgentic,
    ParseConfigBlockOptionsTablesTargetFormat,
    ParseConfigBlockOptionsText,
    ParseConfigBlockOptionsTextAgentic,
    ParseConfigChunkingStrategy,
    ParseConfigChunkingStrategyOptions,
    ParseConfigChunkingStrategyType,
    ParseConfigEngine,
    ParseConfigTarget,
)

_VALUES_TARGET = by_value(ParseConfigTarget)
_VALUES_CHUNKING_STRATEGY_TYPE = by_value(ParseConfigChunkingStrategyType)
_KEYS_CHUNKING_STRATEGY_OPTIONS = frozenset({"minCharacters", "maxCharacters"})
_KEYS_CHUNKING_STRATEGY = frozenset({"type", "options"})
_VALUES_ENGINE = by_value(ParseConfigEngine)
_KEYS_BLOCK_OPTIONS_FIGURES = frozenset(
    {
        "enabled",
        "figureImageClippingEnabled",
        "advancedChartExtractionEnabled",
        "customInstructions",
    }
)
_VALUES_BLOCK_OPTIONS_TABLES_TARGET_FORMAT = by_value(
    ParseConfigBlockOptionsTablesTargetFormat
)
_KEYS_BLOCK_OPTIONS_TABLES_AGENTIC = frozenset({"enabled", "customInstructions"})
_KEYS_BLOCK_OPTIONS_TABLES = frozenset(
    {
        "enabled",
        "targetFormat",
        "tableHeaderContinuationEnabled",
        "cellBlocksEnabled",
        "agentic",
    }
)
_KEYS_BLOCK_OPTIONS_TEXT_AGENTIC = frozenset({"enabled", "customInstructions"})
_KEYS_BLOCK_OPTIONS_TEXT = frozenset({"signatureDetectionEnabled", "agentic"})
_KEYS_BLOCK_OPTIONS_KEY_VALUE = frozenset({"blankFieldFormattingEnabled"})
_KEYS_BLOCK_OPTIONS_BARCODES = frozenset({"imageClippingEnabled", "readingEnabled"})
_KEYS_BLOCK_OPTIONS_FORMULAS = frozenset({"enabled"})
_KEYS_BLOCK_OPTIONS = frozenset(
    {"figures", "tables", "text", "keyValue", "barcodes", "formulas"}
)
_VALUES_ADVANCED_OPTIONS_EXCEL_PARSING_MODE = by_value(
    ParseConfigAdvancedOptionsExcelParsingMode
)
_KEYS_ADVANCED_OPTIONS_RETURN_OCR = frozenset({"words", "lines"})
_VALUES_ADVANCED_OPTIONS_ENRICHMENT_FORMAT = by_value(
    ParseConfigAdvancedOptionsEnrichmentFormat
)
_VALUES_ADVANCED_OPTIONS_IMAGE_CONVERSION_QUALITY = by_value(
    ParseConfigAdvancedOptionsImageConversionQuality
)
_VALUES_ADVANCED_OPTIONS_FORMATTING_DETECTION_ITEM_TYPE = by_value(
    ParseConfigAdvancedOptionsFormattingDetectionItemType
)
_KEYS_ADVANCED_OPTIONS_FORMATTING_DETECTION_ITEM = frozenset({"type"})
_KEYS_ADVANCED_OPTIONS = frozenset(
    {
        "pageRotationEnabled",
        "pageRanges",
        "excelParsingMode",
        "excelSkipHiddenContent",
        "excelUseRawCellValues",
        "excelSkipCalculation",
        "excelIncludeCellMetadata",
        "excelIncludeCellFormatting",
        "verticalGroupingThreshold",
        "returnOcr",
        "alwaysConvertToPdf",
        "enrichmentFormat",
        "imageConversionQuality",
        "formattingDetection",
    }
)
_KEYS = frozenset(
    {
        "target",
        "chunkingStrategy",
        "engine",
        "engineVersion",
        "blockOptions",
        "advancedOptions",
    }
)


def decode_target(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ParseConfig/properties/target",
        )
    if value in _VALUES_TARGET:
        return _VALUES_TARGET[value]
    return ParseConfigTarget(value)


def encode_target(value: Any) -> Any:
    return value.value


def decode_chunking_strategy_type(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ParseConfig/properties/chunkingStrategy/properties/type",
        )
    if value in _VALUES_CHUNKING_STRATEGY_TYPE:
        return _VALUES_CHUNKING_STRATEGY_TYPE[value]
    return ParseConfigChunkingStrategyType(value)


def encode_chunking_strategy_type(value: Any) -> Any:
    return value.value


def decode_chunking_strategy_options(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ParseConfig/properties/chunkingStrategy/properties/options",
        )
    extra = undeclared(value, _KEYS_CHUNKING_STRATEGY_OPTIONS)
    min_characters_ = value.get("minCharacters")
    if min_characters_ is not None:
        min_characters_ = decode_integer(
            min_characters_,
            value,
            "minCharacters",
            faults,
            "#/components/schemas/ParseConfig/properties/chunkingStrategy/properties/options/properties/minCharacters",
        )
    elif "minCharacters" in value:
        extra["minCharacters"] = None
    max_characters_ = value.get("maxCharacters")
    if max_characters_ is not None:
        max_characters_ = decode_integer(
            max_characters_,
            value,
            "maxCharacters",
            faults,
            "#/components/schemas/ParseConfig/properties/chunkingStrategy/properties/options/properties/maxCharacters",
        )
    elif "maxCharacters" in value:
        extra["maxCharacters"] = None
    return ParseConfigChunkingStrategyOptions(
        extra=extra,
        min_characters=min_characters_,
        max_characters=max_characters_,
    )


def encode_chunking_strategy_options(
    value: ParseConfigChunkingStrategyOptions,
) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.min_characters is not None:
        out["minCharacters"] = value.min_characters
    if value.max_characters is not None:
        out["maxCharacters"] = value.max_characters
    return finish(out, value.extra)


def decode_chunking_strategy(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ParseConfig/properties/chunkingStrategy",
        )
    extra = undeclared(value, _KEYS_CHUNKING_STRATEGY)
    type_ = value.get("type")
    if type_ is not None:
        type_ = decode_chunking_strategy_type(type_, value, "type", faults)
    elif "type" in value:
        extra["type"] = None
    options_ = value.get("options")
    if options_ is not None:
        options_ = decode_chunking_strategy_options(options_, value, "options", faults)
    elif "options" in value:
        extra["options"] = None
    return ParseConfigChunkingStrategy(
        extra=extra,
        type=type_,
        options=options_,
    )


def encode_chunking_strategy(value: ParseConfigChunkingStrategy) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.type is not None:
        out["type"] = encode_chunking_strategy_type(value.type)
    if value.options is not None:
        out["options"] = encode_chunking_strategy_options(value.options)
    return finish(out, value.extra)


def decode_engine(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ParseConfig/properties/engine",
        )
    if value in _VALUES_ENGINE:
        return _VALUES_ENGINE[value]
    return ParseConfigEngine(value)


def encode_engine(value: Any) -> Any:
    return value.value


def decode_block_options_figures(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ParseConfig/properties/blockOptions/properties/figures",
        )
    extra = undeclared(value, _KEYS_BLOCK_OPTIONS_FIGURES)
    enabled_ = value.get("enabled")
    if enabled_ is not None:
        if type(enabled_) is not bool:
            enabled_ = faults.add(
                enabled_,
                value,
                "enabled",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/figures/properties/enabled",
            )
    elif "enabled" in value:
        extra["enabled"] = None
    figure_image_clipping_enabled_ = value.get("figureImageClippingEnabled")
    if figure_image_clipping_enabled_ is not None:
        if type(figure_image_clipping_enabled_) is not bool:
            figure_image_clipping_enabled_ = faults.add(
                figure_image_clipping_enabled_,
                value,
                "figureImageClippingEnabled",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/figures/properties/figureImageClippingEnabled",
            )
    elif "figureImageClippingEnabled" in value:
        extra["figureImageClippingEnabled"] = None
    advanced_chart_extraction_enabled_ = value.get("advancedChartExtractionEnabled")
    if advanced_chart_extraction_enabled_ is not None:
        if type(advanced_chart_extraction_enabled_) is not bool:
            advanced_chart_extraction_enabled_ = faults.add(
                advanced_chart_extraction_enabled_,
                value,
                "advancedChartExtractionEnabled",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/figures/properties/advancedChartExtractionEnabled",
            )
    elif "advancedChartExtractionEnabled" in value:
        extra["advancedChartExtractionEnabled"] = None
    custom_instructions_ = value.get("customInstructions")
    if custom_instructions_ is not None:
        if type(custom_instructions_) is not str:
            custom_instructions_ = faults.add(
                custom_instructions_,
                value,
                "customInstructions",
                "a string",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/figures/properties/customInstructions",
            )
    elif "customInstructions" in value:
        extra["customInstructions"] = None
    return ParseConfigBlockOptionsFigures(
        extra=extra,
        enabled=enabled_,
        figure_image_clipping_enabled=figure_image_clipping_enabled_,
        advanced_chart_extraction_enabled=advanced_chart_extraction_enabled_,
        custom_instructions=custom_instructions_,
    )


def encode_block_options_figures(
    value: ParseConfigBlockOptionsFigures,
) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.enabled is not None:
        out["enabled"] = value.enabled
    if value.figure_image_clipping_enabled is not None:
        out["figureImageClippingEnabled"] = value.figure_image_clipping_enabled
    if value.advanced_chart_extraction_enabled is not None:
        out["advancedChartExtractionEnabled"] = value.advanced_chart_extraction_enabled
    if value.custom_instructions is not None:
        out["customInstructions"] = value.custom_instructions
    return finish(out, value.extra)


def decode_block_options_tables_target_format(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ParseConfig/properties/blockOptions/properties/tables/properties/targetFormat",
        )
    if value in _VALUES_BLOCK_OPTIONS_TABLES_TARGET_FORMAT:
        return _VALUES_BLOCK_OPTIONS_TABLES_TARGET_FORMAT[value]
    return ParseConfigBlockOptionsTablesTargetFormat(value)


def encode_block_options_tables_target_format(value: Any) -> Any:
    return value.value


def decode_block_options_tables_agentic(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ParseConfig/properties/blockOptions/properties/tables/properties/agentic",
        )
    extra = undeclared(value, _KEYS_BLOCK_OPTIONS_TABLES_AGENTIC)
    enabled_ = value.get("enabled")
    if enabled_ is not None:
        if type(enabled_) is not bool:
            enabled_ = faults.add(
                enabled_,
                value,
                "enabled",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/tables/properties/agentic/properties/enabled",
            )
    elif "enabled" in value:
        extra["enabled"] = None
    custom_instructions_ = value.get("customInstructions")
    if custom_instructions_ is not None:
        if type(custom_instructions_) is not str:
            custom_instructions_ = faults.add(
                custom_instructions_,
                value,
                "customInstructions",
                "a string",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/tables/properties/agentic/properties/customInstructions",
            )
    elif "customInstructions" in value:
        extra["customInstructions"] = None
    return ParseConfigBlockOptionsTablesAgentic(
        extra=extra,
        enabled=enabled_,
        custom_instructions=custom_instructions_,
    )


def encode_block_options_tables_agentic(
    value: ParseConfigBlockOptionsTablesAgentic,
) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.enabled is not None:
        out["enabled"] = value.enabled
    if value.custom_instructions is not None:
        out["customInstructions"] = value.custom_instructions
    return finish(out, value.extra)


def decode_block_options_tables(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ParseConfig/properties/blockOptions/properties/tables",
        )
    extra = undeclared(value, _KEYS_BLOCK_OPTIONS_TABLES)
    enabled_ = value.get("enabled")
    if enabled_ is not None:
        if type(enabled_) is not bool:
            enabled_ = faults.add(
                enabled_,
                value,
                "enabled",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/tables/properties/enabled",
            )
    elif "enabled" in value:
        extra["enabled"] = None
    target_format_ = value.get("targetFormat")
    if target_format_ is not None:
        target_format_ = decode_block_options_tables_target_format(
            target_format_, value, "targetFormat", faults
        )
    elif "targetFormat" in value:
        extra["targetFormat"] = None
    table_header_continuation_enabled_ = value.get("tableHeaderContinuationEnabled")
    if table_header_continuation_enabled_ is not None:
        if type(table_header_continuation_enabled_) is not bool:
            table_header_continuation_enabled_ = faults.add(
                table_header_continuation_enabled_,
                value,
                "tableHeaderContinuationEnabled",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/tables/properties/tableHeaderContinuationEnabled",
            )
    elif "tableHeaderContinuationEnabled" in value:
        extra["tableHeaderContinuationEnabled"] = None
    cell_blocks_enabled_ = value.get("cellBlocksEnabled")
    if cell_blocks_enabled_ is not None:
        if type(cell_blocks_enabled_) is not bool:
            cell_blocks_enabled_ = faults.add(
                cell_blocks_enabled_,
                value,
                "cellBlocksEnabled",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/tables/properties/cellBlocksEnabled",
            )
    elif "cellBlocksEnabled" in value:
        extra["cellBlocksEnabled"] = None
    agentic_ = value.get("agentic")
    if agentic_ is not None:
        agentic_ = decode_block_options_tables_agentic(
            agentic_, value, "agentic", faults
        )
    elif "agentic" in value:
        extra["agentic"] = None
    return ParseConfigBlockOptionsTables(
        extra=extra,
        enabled=enabled_,
        target_format=target_format_,
        table_header_continuation_enabled=table_header_continuation_enabled_,
        cell_blocks_enabled=cell_blocks_enabled_,
        agentic=agentic_,
    )


def encode_block_options_tables(value: ParseConfigBlockOptionsTables) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.enabled is not None:
        out["enabled"] = value.enabled
    if value.target_format is not None:
        out["targetFormat"] = encode_block_options_tables_target_format(
            value.target_format
        )
    if value.table_header_continuation_enabled is not None:
        out["tableHeaderContinuationEnabled"] = value.table_header_continuation_enabled
    if value.cell_blocks_enabled is not None:
        out["cellBlocksEnabled"] = value.cell_blocks_enabled
    if value.agentic is not None:
        out["agentic"] = encode_block_options_tables_agentic(value.agentic)
    return finish(out, value.extra)


def decode_block_options_text_agentic(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ParseConfig/properties/blockOptions/properties/text/properties/agentic",
        )
    extra = undeclared(value, _KEYS_BLOCK_OPTIONS_TEXT_AGENTIC)
    enabled_ = value.get("enabled")
    if enabled_ is not None:
        if type(enabled_) is not bool:
            enabled_ = faults.add(
                enabled_,
                value,
                "enabled",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/text/properties/agentic/properties/enabled",
            )
    elif "enabled" in value:
        extra["enabled"] = None
    custom_instructions_ = value.get("customInstructions")
    if custom_instructions_ is not None:
        if type(custom_instructions_) is not str:
            custom_instructions_ = faults.add(
                custom_instructions_,
                value,
                "customInstructions",
                "a string",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/text/properties/agentic/properties/customInstructions",
            )
    elif "customInstructions" in value:
        extra["customInstructions"] = None
    return ParseConfigBlockOptionsTextAgentic(
        extra=extra,
        enabled=enabled_,
        custom_instructions=custom_instructions_,
    )


def encode_block_options_text_agentic(
    value: ParseConfigBlockOptionsTextAgentic,
) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.enabled is not None:
        out["enabled"] = value.enabled
    if value.custom_instructions is not None:
        out["customInstructions"] = value.custom_instructions
    return finish(out, value.extra)


def decode_block_options_text(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ParseConfig/properties/blockOptions/properties/text",
        )
    extra = undeclared(value, _KEYS_BLOCK_OPTIONS_TEXT)
    signature_detection_enabled_ = value.get("signatureDetectionEnabled")
    if signature_detection_enabled_ is not None:
        if type(signature_detection_enabled_) is not bool:
            signature_detection_enabled_ = faults.add(
                signature_detection_enabled_,
                value,
                "signatureDetectionEnabled",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/text/properties/signatureDetectionEnabled",
            )
    elif "signatureDetectionEnabled" in value:
        extra["signatureDetectionEnabled"] = None
    agentic_ = value.get("agentic")
    if agentic_ is not None:
        agentic_ = decode_block_options_text_agentic(agentic_, value, "agentic", faults)
    elif "agentic" in value:
        extra["agentic"] = None
    return ParseConfigBlockOptionsText(
        extra=extra,
        signature_detection_enabled=signature_detection_enabled_,
        agentic=agentic_,
    )


def encode_block_options_text(value: ParseConfigBlockOptionsText) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.signature_detection_enabled is not None:
        out["signatureDetectionEnabled"] = value.signature_detection_enabled
    if value.agentic is not None:
        out["agentic"] = encode_block_options_text_agentic(value.agentic)
    return finish(out, value.extra)


def decode_block_options_key_value(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ParseConfig/properties/blockOptions/properties/keyValue",
        )
    extra = undeclared(value, _KEYS_BLOCK_OPTIONS_KEY_VALUE)
    blank_field_formatting_enabled_ = value.get("blankFieldFormattingEnabled")
    if blank_field_formatting_enabled_ is not None:
        if type(blank_field_formatting_enabled_) is not bool:
            blank_field_formatting_enabled_ = faults.add(
                blank_field_formatting_enabled_,
                value,
                "blankFieldFormattingEnabled",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/keyValue/properties/blankFieldFormattingEnabled",
            )
    elif "blankFieldFormattingEnabled" in value:
        extra["blankFieldFormattingEnabled"] = None
    return ParseConfigBlockOptionsKeyValue(
        extra=extra,
        blank_field_formatting_enabled=blank_field_formatting_enabled_,
    )


def encode_block_options_key_value(
    value: ParseConfigBlockOptionsKeyValue,
) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.blank_field_formatting_enabled is not None:
        out["blankFieldFormattingEnabled"] = value.blank_field_formatting_enabled
    return finish(out, value.extra)


def decode_block_options_barcodes(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ParseConfig/properties/blockOptions/properties/barcodes",
        )
    extra = undeclared(value, _KEYS_BLOCK_OPTIONS_BARCODES)
    image_clipping_enabled_ = value.get("imageClippingEnabled")
    if image_clipping_enabled_ is not None:
        if type(image_clipping_enabled_) is not bool:
            image_clipping_enabled_ = faults.add(
                image_clipping_enabled_,
                value,
                "imageClippingEnabled",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/barcodes/properties/imageClippingEnabled",
            )
    elif "imageClippingEnabled" in value:
        extra["imageClippingEnabled"] = None
    reading_enabled_ = value.get("readingEnabled")
    if reading_enabled_ is not None:
        if type(reading_enabled_) is not bool:
            reading_enabled_ = faults.add(
                reading_enabled_,
                value,
                "readingEnabled",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/barcodes/properties/readingEnabled",
            )
    elif "readingEnabled" in value:
        extra["readingEnabled"] = None
    return ParseConfigBlockOptionsBarcodes(
        extra=extra,
        image_clipping_enabled=image_clipping_enabled_,
        reading_enabled=reading_enabled_,
    )


def encode_block_options_barcodes(
    value: ParseConfigBlockOptionsBarcodes,
) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.image_clipping_enabled is not None:
        out["imageClippingEnabled"] = value.image_clipping_enabled
    if value.reading_enabled is not None:
        out["readingEnabled"] = value.reading_enabled
    return finish(out, value.extra)


def decode_block_options_formulas(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ParseConfig/properties/blockOptions/properties/formulas",
        )
    extra = undeclared(value, _KEYS_BLOCK_OPTIONS_FORMULAS)
    enabled_ = value.get("enabled")
    if enabled_ is not None:
        if type(enabled_) is not bool:
            enabled_ = faults.add(
                enabled_,
                value,
                "enabled",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/blockOptions/properties/formulas/properties/enabled",
            )
    elif "enabled" in value:
        extra["enabled"] = None
    return ParseConfigBlockOptionsFormulas(
        extra=extra,
        enabled=enabled_,
    )


def encode_block_options_formulas(
    value: ParseConfigBlockOptionsFormulas,
) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.enabled is not None:
        out["enabled"] = value.enabled
    return finish(out, value.extra)


def decode_block_options(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ParseConfig/properties/blockOptions",
        )
    extra = undeclared(value, _KEYS_BLOCK_OPTIONS)
    figures_ = value.get("figures")
    if figures_ is not None:
        figures_ = decode_block_options_figures(figures_, value, "figures", faults)
    elif "figures" in value:
        extra["figures"] = None
    tables_ = value.get("tables")
    if tables_ is not None:
        tables_ = decode_block_options_tables(tables_, value, "tables", faults)
    elif "tables" in value:
        extra["tables"] = None
    text_ = value.get("text")
    if text_ is not None:
        text_ = decode_block_options_text(text_, value, "text", faults)
    elif "text" in value:
        extra["text"] = None
    key_value_ = value.get("keyValue")
    if key_value_ is not None:
        key_value_ = decode_block_options_key_value(
            key_value_, value, "keyValue", faults
        )
    elif "keyValue" in value:
        extra["keyValue"] = None
    barcodes_ = value.get("barcodes")
    if barcodes_ is not None:
        barcodes_ = decode_block_options_barcodes(barcodes_, value, "barcodes", faults)
    elif "barcodes" in value:
        extra["barcodes"] = None
    formulas_ = value.get("formulas")
    if formulas_ is not None:
        formulas_ = decode_block_options_formulas(formulas_, value, "formulas", faults)
    elif "formulas" in value:
        extra["formulas"] = None
    return ParseConfigBlockOptions(
        extra=extra,
        figures=figures_,
        tables=tables_,
        text=text_,
        key_value=key_value_,
        barcodes=barcodes_,
        formulas=formulas_,
    )


def encode_block_options(value: ParseConfigBlockOptions) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.figures is not None:
        out["figures"] = encode_block_options_figures(value.figures)
    if value.tables is not None:
        out["tables"] = encode_block_options_tables(value.tables)
    if value.text is not None:
        out["text"] = encode_block_options_text(value.text)
    if value.key_value is not None:
        out["keyValue"] = encode_block_options_key_value(value.key_value)
    if value.barcodes is not None:
        out["barcodes"] = encode_block_options_barcodes(value.barcodes)
    if value.formulas is not None:
        out["formulas"] = encode_block_options_formulas(value.formulas)
    return finish(out, value.extra)


def decode_advanced_options_excel_parsing_mode(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ParseConfig/properties/advancedOptions/properties/excelParsingMode",
        )
    if value in _VALUES_ADVANCED_OPTIONS_EXCEL_PARSING_MODE:
        return _VALUES_ADVANCED_OPTIONS_EXCEL_PARSING_MODE[value]
    return ParseConfigAdvancedOptionsExcelParsingMode(value)


def encode_advanced_options_excel_parsing_mode(value: Any) -> Any:
    return value.value


def decode_advanced_options_return_ocr(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ParseConfig/properties/advancedOptions/properties/returnOcr",
        )
    extra = undeclared(value, _KEYS_ADVANCED_OPTIONS_RETURN_OCR)
    words_ = value.get("words")
    if words_ is not None:
        if type(words_) is not bool:
            words_ = faults.add(
                words_,
                value,
                "words",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/advancedOptions/properties/returnOcr/properties/words",
            )
    elif "words" in value:
        extra["words"] = None
    lines_ = value.get("lines")
    if lines_ is not None:
        if type(lines_) is not bool:
            lines_ = faults.add(
                lines_,
                value,
                "lines",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/advancedOptions/properties/returnOcr/properties/lines",
            )
    elif "lines" in value:
        extra["lines"] = None
    return ParseConfigAdvancedOptionsReturnOcr(
        extra=extra,
        words=words_,
        lines=lines_,
    )


def encode_advanced_options_return_ocr(
    value: ParseConfigAdvancedOptionsReturnOcr,
) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.words is not None:
        out["words"] = value.words
    if value.lines is not None:
        out["lines"] = value.lines
    return finish(out, value.extra)


def decode_advanced_options_enrichment_format(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ParseConfig/properties/advancedOptions/properties/enrichmentFormat",
        )
    if value in _VALUES_ADVANCED_OPTIONS_ENRICHMENT_FORMAT:
        return _VALUES_ADVANCED_OPTIONS_ENRICHMENT_FORMAT[value]
    return ParseConfigAdvancedOptionsEnrichmentFormat(value)


def encode_advanced_options_enrichment_format(value: Any) -> Any:
    return value.value


def decode_advanced_options_image_conversion_quality(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ParseConfig/properties/advancedOptions/properties/imageConversionQuality",
        )
    if value in _VALUES_ADVANCED_OPTIONS_IMAGE_CONVERSION_QUALITY:
        return _VALUES_ADVANCED_OPTIONS_IMAGE_CONVERSION_QUALITY[value]
    return ParseConfigAdvancedOptionsImageConversionQuality(value)


def encode_advanced_options_image_conversion_quality(value: Any) -> Any:
    return value.value


def decode_advanced_options_formatting_detection_item_type(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ParseConfig/properties/advancedOptions/properties/formattingDetection/items/properties/type",
        )
    if value in _VALUES_ADVANCED_OPTIONS_FORMATTING_DETECTION_ITEM_TYPE:
        return _VALUES_ADVANCED_OPTIONS_FORMATTING_DETECTION_ITEM_TYPE[value]
    return ParseConfigAdvancedOptionsFormattingDetectionItemType(value)


def encode_advanced_options_formatting_detection_item_type(value: Any) -> Any:
    return value.value


def decode_advanced_options_formatting_detection_item(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ParseConfig/properties/advancedOptions/properties/formattingDetection/items",
        )
    extra = undeclared(value, _KEYS_ADVANCED_OPTIONS_FORMATTING_DETECTION_ITEM)
    type_ = value.get("type", ABSENT)
    type_ = decode_advanced_options_formatting_detection_item_type(
        type_, value, "type", faults
    )
    return ParseConfigAdvancedOptionsFormattingDetectionItem(
        extra=extra,
        type=type_,
    )


def encode_advanced_options_formatting_detection_item(
    value: ParseConfigAdvancedOptionsFormattingDetectionItem,
) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["type"] = encode_advanced_options_formatting_detection_item_type(value.type)
    return finish(out, value.extra)


def decode_advanced_options(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ParseConfig/properties/advancedOptions",
        )
    extra = undeclared(value, _KEYS_ADVANCED_OPTIONS)
    page_rotation_enabled_ = value.get("pageRotationEnabled")
    if page_rotation_enabled_ is not None:
        if type(page_rotation_enabled_) is not bool:
            page_rotation_enabled_ = faults.add(
                page_rotation_enabled_,
                value,
                "pageRotationEnabled",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/advancedOptions/properties/pageRotationEnabled",
            )
    elif "pageRotationEnabled" in value:
        extra["pageRotationEnabled"] = None
    page_ranges_ = value.get("pageRanges")
    if page_ranges_ is not None:
        page_ranges_ = _page_ranges.decode(page_ranges_, value, "pageRanges", faults)
    elif "pageRanges" in value:
        extra["pageRanges"] = None
    excel_parsing_mode_ = value.get("excelParsingMode")
    if excel_parsing_mode_ is not None:
        excel_parsing_mode_ = decode_advanced_options_excel_parsing_mode(
            excel_parsing_mode_, value, "excelParsingMode", faults
        )
    elif "excelParsingMode" in value:
        extra["excelParsingMode"] = None
    excel_skip_hidden_content_ = value.get("excelSkipHiddenContent")
    if excel_skip_hidden_content_ is not None:
        if type(excel_skip_hidden_content_) is not bool:
            excel_skip_hidden_content_ = faults.add(
                excel_skip_hidden_content_,
                value,
                "excelSkipHiddenContent",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/advancedOptions/properties/excelSkipHiddenContent",
            )
    elif "excelSkipHiddenContent" in value:
        extra["excelSkipHiddenContent"] = None
    excel_use_raw_cell_values_ = value.get("excelUseRawCellValues")
    if excel_use_raw_cell_values_ is not None:
        if type(excel_use_raw_cell_values_) is not bool:
            excel_use_raw_cell_values_ = faults.add(
                excel_use_raw_cell_values_,
                value,
                "excelUseRawCellValues",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/advancedOptions/properties/excelUseRawCellValues",
            )
    elif "excelUseRawCellValues" in value:
        extra["excelUseRawCellValues"] = None
    excel_skip_calculation_ = value.get("excelSkipCalculation")
    if excel_skip_calculation_ is not None:
        if type(excel_skip_calculation_) is not bool:
            excel_skip_calculation_ = faults.add(
                excel_skip_calculation_,
                value,
                "excelSkipCalculation",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/advancedOptions/properties/excelSkipCalculation",
            )
    elif "excelSkipCalculation" in value:
        extra["excelSkipCalculation"] = None
    excel_include_cell_metadata_ = value.get("excelIncludeCellMetadata")
    if excel_include_cell_metadata_ is not None:
        if type(excel_include_cell_metadata_) is not bool:
            excel_include_cell_metadata_ = faults.add(
                excel_include_cell_metadata_,
                value,
                "excelIncludeCellMetadata",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/advancedOptions/properties/excelIncludeCellMetadata",
            )
    elif "excelIncludeCellMetadata" in value:
        extra["excelIncludeCellMetadata"] = None
    excel_include_cell_formatting_ = value.get("excelIncludeCellFormatting")
    if excel_include_cell_formatting_ is not None:
        if type(excel_include_cell_formatting_) is not bool:
            excel_include_cell_formatting_ = faults.add(
                excel_include_cell_formatting_,
                value,
                "excelIncludeCellFormatting",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/advancedOptions/properties/excelIncludeCellFormatting",
            )
    elif "excelIncludeCellFormatting" in value:
        extra["excelIncludeCellFormatting"] = None
    vertical_grouping_threshold_ = value.get("verticalGroupingThreshold")
    if vertical_grouping_threshold_ is not None:
        vertical_grouping_threshold_ = decode_number(
            vertical_grouping_threshold_,
            value,
            "verticalGroupingThreshold",
            faults,
            "#/components/schemas/ParseConfig/properties/advancedOptions/properties/verticalGroupingThreshold",
        )
    elif "verticalGroupingThreshold" in value:
        extra["verticalGroupingThreshold"] = None
    return_ocr_ = value.get("returnOcr")
    if return_ocr_ is not None:
        return_ocr_ = decode_advanced_options_return_ocr(
            return_ocr_, value, "returnOcr", faults
        )
    elif "returnOcr" in value:
        extra["returnOcr"] = None
    always_convert_to_pdf_ = value.get("alwaysConvertToPdf")
    if always_convert_to_pdf_ is not None:
        if type(always_convert_to_pdf_) is not bool:
            always_convert_to_pdf_ = faults.add(
                always_convert_to_pdf_,
                value,
                "alwaysConvertToPdf",
                "a boolean",
                "#/components/schemas/ParseConfig/properties/advancedOptions/properties/alwaysConvertToPdf",
            )
    elif "alwaysConvertToPdf" in value:
        extra["alwaysConvertToPdf"] = None
    enrichment_format_ = value.get("enrichmentFormat")
    if enrichment_format_ is not None:
        enrichment_format_ = decode_advanced_options_enrichment_format(
            enrichment_format_, value, "enrichmentFormat", faults
        )
    elif "enrichmentFormat" in value:
        extra["enrichmentFormat"] = None
    image_conversion_quality_ = value.get("imageConversionQuality")
    if image_conversion_quality_ is not None:
        image_conversion_quality_ = decode_advanced_options_image_conversion_quality(
            image_conversion_quality_, value, "imageConversionQuality", faults
        )
    elif "imageConversionQuality" in value:
        extra["imageConversionQuality"] = None
    formatting_detection_ = value.get("formattingDetection")
    if formatting_detection_ is not None:
        formatting_detection_ = _decode_advanced_options_formatting_detection(
            formatting_detection_, value, "formattingDetection", faults
        )
    elif "formattingDetection" in value:
        extra["formattingDetection"] = None
    return ParseConfigAdvancedOptions(
        extra=extra,
        page_rotation_enabled=page_rotation_enabled_,
        page_ranges=page_ranges_,
        excel_parsing_mode=excel_parsing_mode_,
        excel_skip_hidden_content=excel_skip_hidden_content_,
        excel_use_raw_cell_values=excel_use_raw_cell_values_,
        excel_skip_calculation=excel_skip_calculation_,
        excel_include_cell_metadata=excel_include_cell_metadata_,
        excel_include_cell_formatting=excel_include_cell_formatting_,
        vertical_grouping_threshold=vertical_grouping_threshold_,
        return_ocr=return_ocr_,
        always_convert_to_pdf=always_convert_to_pdf_,
        enrichment_format=enrichment_format_,
        image_conversion_quality=image_conversion_quality_,
        formatting_detection=formatting_detection_,
    )


def _decode_advanced_options_formatting_detection(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/ParseConfig/properties/advancedOptions/properties/formattingDetection",
        )
    return [
        decode_advanced_options_formatting_detection_item(item, value, index, faults)
        for index, item in enumerate(value)
    ]


def encode_advanced_options(value: ParseConfigAdvancedOptions) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.page_rotation_enabled is not None:
        out["pageRotationEnabled"] = value.page_rotation_enabled
    if value.page_ranges is not None:
        out["pageRanges"] = _page_ranges.encode(value.page_ranges)
    if value.excel_parsing_mode is not None:
        out["excelParsingMode"] = encode_advanced_options_excel_parsing_mode(
            value.excel_parsing_mode
        )
    if value.excel_skip_hidden_content is not None:
        out["excelSkipHiddenContent"] = value.excel_skip_hidden_content
    if value.excel_use_raw_cell_values is not None:
        out["excelUseRawCellValues"] = value.excel_use_raw_cell_values
    if value.excel_skip_calculation is not None:
        out["excelSkipCalculation"] = value.excel_skip_calculation
    if value.excel_include_cell_metadata is not None:
        out["excelIncludeCellMetadata"] = value.excel_include_cell_metadata
    if value.excel_include_cell_formatting is not None:
        out["excelIncludeCellFormatting"] = value.excel_include_cell_formatting
    if value.vertical_grouping_threshold is not None:
        out["verticalGroupingThreshold"] = value.vertical_grouping_threshold
    if value.return_ocr is not None:
        out["returnOcr"] = encode_advanced_options_return_ocr(value.return_ocr)
    if value.always_convert_to_pdf is not None:
        out["alwaysConvertToPdf"] = value.always_convert_to_pdf
    if value.enrichment_format is not None:
        out["enrichmentFormat"] = encode_advanced_options_enrichment_format(
            value.enrichment_format
        )
    if value.image_conversion_quality is not None:
        out["imageConversionQuality"] = (
            encode_advanced_options_image_conversion_quality(
                value.image_conversion_quality
            )
        )
    if value.formatting_detection is not None:
        out["formattingDetection"] = [
            encode_advanced_options_formatting_detection_item(item)
            for item in value.formatting_detection
        ]
    return finish(out, value.extra)


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/ParseConfig"
        )
    extra = undeclared(value, _KEYS)
    target_ = value.get("target")
    if target_ is not None:
        target_ = decode_target(target_, value, "target", faults)
    elif "target" in value:
        extra["target"] = None
    chunking_strategy_ = value.get("chunkingStrategy")
    if chunking_strategy_ is not None:
        chunking_strategy_ = decode_chunking_strategy(
            chunking_strategy_, value, "chunkingStrategy", faults
        )
    elif "chunkingStrategy" in value:
        extra["chunkingStrategy"] = None
    engine_ = value.get("engine")
    if engine_ is not None:
        engine_ = decode_engine(engine_, value, "engine", faults)
    elif "engine" in value:
        extra["engine"] = None
    engine_version_ = value.get("engineVersion")
    if engine_version_ is not None:
        if type(engine_version_) is not str:
            engine_version_ = faults.add(
                engine_version_,
                value,
                "engineVersion",
                "a string",
                "#/components/schemas/ParseConfig/properties/engineVersion",
            )
    elif "engineVersion" in value:
        extra["engineVersion"] = None
    block_options_ = value.get("blockOptions")
    if block_options_ is not None:
        block_options_ = decode_block_options(
            block_options_, value, "blockOptions", faults
        )
    elif "blockOptions" in value:
        extra["blockOptions"] = None
    advanced_options_ = value.get("advancedOptions")
    if advanced_options_ is not None:
        advanced_options_ = decode_advanced_options(
            advanced_options_, value, "advancedOptions", faults
        )
    elif "advancedOptions" in value:
        extra["advancedOptions"] = None
    return ParseConfig(
        extra=extra,
        target=target_,
        chunking_strategy=chunking_strategy_,
        engine=engine_,
        engine_version=engine_version_,
        block_options=block_options_,
        advanced_options=advanced_options_,
    )


def encode(value: ParseConfig) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.target is not None:
        out["target"] = encode_target(value.target)
    if value.chunking_strategy is not None:
        out["chunkingStrategy"] = encode_chunking_strategy(value.chunking_strategy)
    if value.engine is not None:
        out["engine"] = encode_engine(value.engine)
    if value.engine_version is not None:
        out["engineVersion"] = value.engine_version
    if value.block_options is not None:
        out["blockOptions"] = encode_block_options(value.block_options)
    if value.advanced_options is not None:
        out["advancedOptions"] = encode_advanced_options(value.advanced_options)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ParseConfigChunkingStrategyOptions: decode_chunking_strategy_options,
    ParseConfigChunkingStrategy: decode_chunking_strategy,
    ParseConfigBlockOptionsFigures: decode_block_options_figures,
    ParseConfigBlockOptionsTablesAgentic: decode_block_options_tables_agentic,
    ParseConfigBlockOptionsTables: decode_block_options_tables,
    ParseConfigBlockOptionsTextAgentic: decode_block_options_text_agentic,
    ParseConfigBlockOptionsText: decode_block_options_text,
    ParseConfigBlockOptionsKeyValue: decode_block_options_key_value,
    ParseConfigBlockOptionsBarcodes: decode_block_options_barcodes,
    ParseConfigBlockOptionsFormulas: decode_block_options_formulas,
    ParseConfigBlockOptions: decode_block_options,
    ParseConfigAdvancedOptionsReturnOcr: decode_advanced_options_return_ocr,
    ParseConfigAdvancedOptionsFormattingDetectionItem: decode_advanced_options_formatting_detection_item,
    ParseConfigAdvancedOptions: decode_advanced_options,
    ParseConfig: decode,
}
ENCODE: dict[type[Any], Any] = {
    ParseConfigChunkingStrategyOptions: encode_chunking_strategy_options,
    ParseConfigChunkingStrategy: encode_chunking_strategy,
    ParseConfigBlockOptionsFigures: encode_block_options_figures,
    ParseConfigBlockOptionsTablesAgentic: encode_block_options_tables_agentic,
    ParseConfigBlockOptionsTables: encode_block_options_tables,
    ParseConfigBlockOptionsTextAgentic: encode_block_options_text_agentic,
    ParseConfigBlockOptionsText: encode_block_options_text,
    ParseConfigBlockOptionsKeyValue: encode_block_options_key_value,
    ParseConfigBlockOptionsBarcodes: encode_block_options_barcodes,
    ParseConfigBlockOptionsFormulas: encode_block_options_formulas,
    ParseConfigBlockOptions: encode_block_options,
    ParseConfigAdvancedOptionsReturnOcr: encode_advanced_options_return_ocr,
    ParseConfigAdvancedOptionsFormattingDetectionItem: encode_advanced_options_formatting_detection_item,
    ParseConfigAdvancedOptions: encode_advanced_options,
    ParseConfig: encode,
}
