# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import page_ranges as _page_ranges
from .._runtime.codec import ABSENT, Faults, Keys
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
_KEYS_CHUNKING_STRATEGY_OPTIONS = Keys(optional=("minCharacters", "maxCharacters"))
_AT_CHUNKING_STRATEGY_OPTIONS = "#/components/schemas/ParseConfig/properties/chunkingStrategy/properties/options/properties/"
_KEYS_CHUNKING_STRATEGY = Keys(optional=("type", "options"))
_AT_CHUNKING_STRATEGY = (
    "#/components/schemas/ParseConfig/properties/chunkingStrategy/properties/"
)
_VALUES_ENGINE = by_value(ParseConfigEngine)
_KEYS_BLOCK_OPTIONS_FIGURES = Keys(
    optional=(
        "enabled",
        "figureImageClippingEnabled",
        "advancedChartExtractionEnabled",
        "customInstructions",
    ),
)
_AT_BLOCK_OPTIONS_FIGURES = "#/components/schemas/ParseConfig/properties/blockOptions/properties/figures/properties/"
_VALUES_BLOCK_OPTIONS_TABLES_TARGET_FORMAT = by_value(
    ParseConfigBlockOptionsTablesTargetFormat
)
_KEYS_BLOCK_OPTIONS_TABLES_AGENTIC = Keys(optional=("enabled", "customInstructions"))
_AT_BLOCK_OPTIONS_TABLES_AGENTIC = "#/components/schemas/ParseConfig/properties/blockOptions/properties/tables/properties/agentic/properties/"
_KEYS_BLOCK_OPTIONS_TABLES = Keys(
    optional=(
        "enabled",
        "targetFormat",
        "tableHeaderContinuationEnabled",
        "cellBlocksEnabled",
        "agentic",
    ),
)
_AT_BLOCK_OPTIONS_TABLES = "#/components/schemas/ParseConfig/properties/blockOptions/properties/tables/properties/"
_KEYS_BLOCK_OPTIONS_TEXT_AGENTIC = Keys(optional=("enabled", "customInstructions"))
_AT_BLOCK_OPTIONS_TEXT_AGENTIC = "#/components/schemas/ParseConfig/properties/blockOptions/properties/text/properties/agentic/properties/"
_KEYS_BLOCK_OPTIONS_TEXT = Keys(optional=("signatureDetectionEnabled", "agentic"))
_AT_BLOCK_OPTIONS_TEXT = "#/components/schemas/ParseConfig/properties/blockOptions/properties/text/properties/"
_KEYS_BLOCK_OPTIONS_KEY_VALUE = Keys(optional=("blankFieldFormattingEnabled",))
_AT_BLOCK_OPTIONS_KEY_VALUE = "#/components/schemas/ParseConfig/properties/blockOptions/properties/keyValue/properties/"
_KEYS_BLOCK_OPTIONS_BARCODES = Keys(optional=("imageClippingEnabled", "readingEnabled"))
_AT_BLOCK_OPTIONS_BARCODES = "#/components/schemas/ParseConfig/properties/blockOptions/properties/barcodes/properties/"
_KEYS_BLOCK_OPTIONS_FORMULAS = Keys(optional=("enabled",))
_AT_BLOCK_OPTIONS_FORMULAS = "#/components/schemas/ParseConfig/properties/blockOptions/properties/formulas/properties/"
_KEYS_BLOCK_OPTIONS = Keys(
    optional=("figures", "tables", "text", "keyValue", "barcodes", "formulas")
)
_AT_BLOCK_OPTIONS = (
    "#/components/schemas/ParseConfig/properties/blockOptions/properties/"
)
_VALUES_ADVANCED_OPTIONS_EXCEL_PARSING_MODE = by_value(
    ParseConfigAdvancedOptionsExcelParsingMode
)
_KEYS_ADVANCED_OPTIONS_RETURN_OCR = Keys(optional=("words", "lines"))
_AT_ADVANCED_OPTIONS_RETURN_OCR = "#/components/schemas/ParseConfig/properties/advancedOptions/properties/returnOcr/properties/"
_VALUES_ADVANCED_OPTIONS_ENRICHMENT_FORMAT = by_value(
    ParseConfigAdvancedOptionsEnrichmentFormat
)
_VALUES_ADVANCED_OPTIONS_IMAGE_CONVERSION_QUALITY = by_value(
    ParseConfigAdvancedOptionsImageConversionQuality
)
_VALUES_ADVANCED_OPTIONS_FORMATTING_DETECTION_ITEM_TYPE = by_value(
    ParseConfigAdvancedOptionsFormattingDetectionItemType
)
_KEYS_ADVANCED_OPTIONS_FORMATTING_DETECTION_ITEM = Keys(required=("type",))
_AT_ADVANCED_OPTIONS_FORMATTING_DETECTION_ITEM = "#/components/schemas/ParseConfig/properties/advancedOptions/properties/formattingDetection/items/properties/"
_KEYS_ADVANCED_OPTIONS = Keys(
    optional=(
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
    ),
)
_AT_ADVANCED_OPTIONS = (
    "#/components/schemas/ParseConfig/properties/advancedOptions/properties/"
)
_KEYS = Keys(
    optional=(
        "target",
        "chunkingStrategy",
        "engine",
        "engineVersion",
        "blockOptions",
        "advancedOptions",
    ),
)
_AT = "#/components/schemas/ParseConfig/properties/"


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
    extra = _KEYS_CHUNKING_STRATEGY_OPTIONS.extra(value)
    min_characters_ = value.get("minCharacters")
    if min_characters_ is not None:
        min_characters_ = decode_integer(
            min_characters_,
            value,
            "minCharacters",
            faults,
            _AT_CHUNKING_STRATEGY_OPTIONS,
        )
    max_characters_ = value.get("maxCharacters")
    if max_characters_ is not None:
        max_characters_ = decode_integer(
            max_characters_,
            value,
            "maxCharacters",
            faults,
            _AT_CHUNKING_STRATEGY_OPTIONS,
        )
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
    extra = _KEYS_CHUNKING_STRATEGY.extra(value)
    type_ = value.get("type")
    if type_ is not None:
        type_ = decode_chunking_strategy_type(type_, value, "type", faults)
    options_ = value.get("options")
    if options_ is not None:
        options_ = decode_chunking_strategy_options(options_, value, "options", faults)
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
    extra = _KEYS_BLOCK_OPTIONS_FIGURES.extra(value)
    enabled_ = value.get("enabled")
    if enabled_ is not None and type(enabled_) is not bool:
        enabled_ = faults.add(
            enabled_, value, "enabled", "a boolean", _AT_BLOCK_OPTIONS_FIGURES
        )
    figure_image_clipping_enabled_ = value.get("figureImageClippingEnabled")
    if (
        figure_image_clipping_enabled_ is not None
        and type(figure_image_clipping_enabled_) is not bool
    ):
        figure_image_clipping_enabled_ = faults.add(
            figure_image_clipping_enabled_,
            value,
            "figureImageClippingEnabled",
            "a boolean",
            _AT_BLOCK_OPTIONS_FIGURES,
        )
    advanced_chart_extraction_enabled_ = value.get("advancedChartExtractionEnabled")
    if (
        advanced_chart_extraction_enabled_ is not None
        and type(advanced_chart_extraction_enabled_) is not bool
    ):
        advanced_chart_extraction_enabled_ = faults.add(
            advanced_chart_extraction_enabled_,
            value,
            "advancedChartExtractionEnabled",
            "a boolean",
            _AT_BLOCK_OPTIONS_FIGURES,
        )
    custom_instructions_ = value.get("customInstructions")
    if custom_instructions_ is not None and type(custom_instructions_) is not str:
        custom_instructions_ = faults.add(
            custom_instructions_,
            value,
            "customInstructions",
            "a string",
            _AT_BLOCK_OPTIONS_FIGURES,
        )
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
    extra = _KEYS_BLOCK_OPTIONS_TABLES_AGENTIC.extra(value)
    enabled_ = value.get("enabled")
    if enabled_ is not None and type(enabled_) is not bool:
        enabled_ = faults.add(
            enabled_, value, "enabled", "a boolean", _AT_BLOCK_OPTIONS_TABLES_AGENTIC
        )
    custom_instructions_ = value.get("customInstructions")
    if custom_instructions_ is not None and type(custom_instructions_) is not str:
        custom_instructions_ = faults.add(
            custom_instructions_,
            value,
            "customInstructions",
            "a string",
            _AT_BLOCK_OPTIONS_TABLES_AGENTIC,
        )
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
    extra = _KEYS_BLOCK_OPTIONS_TABLES.extra(value)
    enabled_ = value.get("enabled")
    if enabled_ is not None and type(enabled_) is not bool:
        enabled_ = faults.add(
            enabled_, value, "enabled", "a boolean", _AT_BLOCK_OPTIONS_TABLES
        )
    target_format_ = value.get("targetFormat")
    if target_format_ is not None:
        target_format_ = decode_block_options_tables_target_format(
            target_format_, value, "targetFormat", faults
        )
    table_header_continuation_enabled_ = value.get("tableHeaderContinuationEnabled")
    if (
        table_header_continuation_enabled_ is not None
        and type(table_header_continuation_enabled_) is not bool
    ):
        table_header_continuation_enabled_ = faults.add(
            table_header_continuation_enabled_,
            value,
            "tableHeaderContinuationEnabled",
            "a boolean",
            _AT_BLOCK_OPTIONS_TABLES,
        )
    cell_blocks_enabled_ = value.get("cellBlocksEnabled")
    if cell_blocks_enabled_ is not None and type(cell_blocks_enabled_) is not bool:
        cell_blocks_enabled_ = faults.add(
            cell_blocks_enabled_,
            value,
            "cellBlocksEnabled",
            "a boolean",
            _AT_BLOCK_OPTIONS_TABLES,
        )
    agentic_ = value.get("agentic")
    if agentic_ is not None:
        agentic_ = decode_block_options_tables_agentic(
            agentic_, value, "agentic", faults
        )
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
    extra = _KEYS_BLOCK_OPTIONS_TEXT_AGENTIC.extra(value)
    enabled_ = value.get("enabled")
    if enabled_ is not None and type(enabled_) is not bool:
        enabled_ = faults.add(
            enabled_, value, "enabled", "a boolean", _AT_BLOCK_OPTIONS_TEXT_AGENTIC
        )
    custom_instructions_ = value.get("customInstructions")
    if custom_instructions_ is not None and type(custom_instructions_) is not str:
        custom_instructions_ = faults.add(
            custom_instructions_,
            value,
            "customInstructions",
            "a string",
            _AT_BLOCK_OPTIONS_TEXT_AGENTIC,
        )
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
    extra = _KEYS_BLOCK_OPTIONS_TEXT.extra(value)
    signature_detection_enabled_ = value.get("signatureDetectionEnabled")
    if (
        signature_detection_enabled_ is not None
        and type(signature_detection_enabled_) is not bool
    ):
        signature_detection_enabled_ = faults.add(
            signature_detection_enabled_,
            value,
            "signatureDetectionEnabled",
            "a boolean",
            _AT_BLOCK_OPTIONS_TEXT,
        )
    agentic_ = value.get("agentic")
    if agentic_ is not None:
        agentic_ = decode_block_options_text_agentic(agentic_, value, "agentic", faults)
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
    extra = _KEYS_BLOCK_OPTIONS_KEY_VALUE.extra(value)
    blank_field_formatting_enabled_ = value.get("blankFieldFormattingEnabled")
    if (
        blank_field_formatting_enabled_ is not None
        and type(blank_field_formatting_enabled_) is not bool
    ):
        blank_field_formatting_enabled_ = faults.add(
            blank_field_formatting_enabled_,
            value,
            "blankFieldFormattingEnabled",
            "a boolean",
            _AT_BLOCK_OPTIONS_KEY_VALUE,
        )
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
    extra = _KEYS_BLOCK_OPTIONS_BARCODES.extra(value)
    image_clipping_enabled_ = value.get("imageClippingEnabled")
    if (
        image_clipping_enabled_ is not None
        and type(image_clipping_enabled_) is not bool
    ):
        image_clipping_enabled_ = faults.add(
            image_clipping_enabled_,
            value,
            "imageClippingEnabled",
            "a boolean",
            _AT_BLOCK_OPTIONS_BARCODES,
        )
    reading_enabled_ = value.get("readingEnabled")
    if reading_enabled_ is not None and type(reading_enabled_) is not bool:
        reading_enabled_ = faults.add(
            reading_enabled_,
            value,
            "readingEnabled",
            "a boolean",
            _AT_BLOCK_OPTIONS_BARCODES,
        )
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
    extra = _KEYS_BLOCK_OPTIONS_FORMULAS.extra(value)
    enabled_ = value.get("enabled")
    if enabled_ is not None and type(enabled_) is not bool:
        enabled_ = faults.add(
            enabled_, value, "enabled", "a boolean", _AT_BLOCK_OPTIONS_FORMULAS
        )
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
    extra = _KEYS_BLOCK_OPTIONS.extra(value)
    figures_ = value.get("figures")
    if figures_ is not None:
        figures_ = decode_block_options_figures(figures_, value, "figures", faults)
    tables_ = value.get("tables")
    if tables_ is not None:
        tables_ = decode_block_options_tables(tables_, value, "tables", faults)
    text_ = value.get("text")
    if text_ is not None:
        text_ = decode_block_options_text(text_, value, "text", faults)
    key_value_ = value.get("keyValue")
    if key_value_ is not None:
        key_value_ = decode_block_options_key_value(
            key_value_, value, "keyValue", faults
        )
    barcodes_ = value.get("barcodes")
    if barcodes_ is not None:
        barcodes_ = decode_block_options_barcodes(barcodes_, value, "barcodes", faults)
    formulas_ = value.get("formulas")
    if formulas_ is not None:
        formulas_ = decode_block_options_formulas(formulas_, value, "formulas", faults)
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
    extra = _KEYS_ADVANCED_OPTIONS_RETURN_OCR.extra(value)
    words_ = value.get("words")
    if words_ is not None and type(words_) is not bool:
        words_ = faults.add(
            words_, value, "words", "a boolean", _AT_ADVANCED_OPTIONS_RETURN_OCR
        )
    lines_ = value.get("lines")
    if lines_ is not None and type(lines_) is not bool:
        lines_ = faults.add(
            lines_, value, "lines", "a boolean", _AT_ADVANCED_OPTIONS_RETURN_OCR
        )
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
    extra = _KEYS_ADVANCED_OPTIONS_FORMATTING_DETECTION_ITEM.extra(value)
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
    extra = _KEYS_ADVANCED_OPTIONS.extra(value)
    page_rotation_enabled_ = value.get("pageRotationEnabled")
    if page_rotation_enabled_ is not None and type(page_rotation_enabled_) is not bool:
        page_rotation_enabled_ = faults.add(
            page_rotation_enabled_,
            value,
            "pageRotationEnabled",
            "a boolean",
            _AT_ADVANCED_OPTIONS,
        )
    page_ranges_ = value.get("pageRanges")
    if page_ranges_ is not None:
        page_ranges_ = _page_ranges.decode(page_ranges_, value, "pageRanges", faults)
    excel_parsing_mode_ = value.get("excelParsingMode")
    if excel_parsing_mode_ is not None:
        excel_parsing_mode_ = decode_advanced_options_excel_parsing_mode(
            excel_parsing_mode_, value, "excelParsingMode", faults
        )
    excel_skip_hidden_content_ = value.get("excelSkipHiddenContent")
    if (
        excel_skip_hidden_content_ is not None
        and type(excel_skip_hidden_content_) is not bool
    ):
        excel_skip_hidden_content_ = faults.add(
            excel_skip_hidden_content_,
            value,
            "excelSkipHiddenContent",
            "a boolean",
            _AT_ADVANCED_OPTIONS,
        )
    excel_use_raw_cell_values_ = value.get("excelUseRawCellValues")
    if (
        excel_use_raw_cell_values_ is not None
        and type(excel_use_raw_cell_values_) is not bool
    ):
        excel_use_raw_cell_values_ = faults.add(
            excel_use_raw_cell_values_,
            value,
            "excelUseRawCellValues",
            "a boolean",
            _AT_ADVANCED_OPTIONS,
        )
    excel_skip_calculation_ = value.get("excelSkipCalculation")
    if (
        excel_skip_calculation_ is not None
        and type(excel_skip_calculation_) is not bool
    ):
        excel_skip_calculation_ = faults.add(
            excel_skip_calculation_,
            value,
            "excelSkipCalculation",
            "a boolean",
            _AT_ADVANCED_OPTIONS,
        )
    excel_include_cell_metadata_ = value.get("excelIncludeCellMetadata")
    if (
        excel_include_cell_metadata_ is not None
        and type(excel_include_cell_metadata_) is not bool
    ):
        excel_include_cell_metadata_ = faults.add(
            excel_include_cell_metadata_,
            value,
            "excelIncludeCellMetadata",
            "a boolean",
            _AT_ADVANCED_OPTIONS,
        )
    excel_include_cell_formatting_ = value.get("excelIncludeCellFormatting")
    if (
        excel_include_cell_formatting_ is not None
        and type(excel_include_cell_formatting_) is not bool
    ):
        excel_include_cell_formatting_ = faults.add(
            excel_include_cell_formatting_,
            value,
            "excelIncludeCellFormatting",
            "a boolean",
            _AT_ADVANCED_OPTIONS,
        )
    vertical_grouping_threshold_ = value.get("verticalGroupingThreshold")
    if vertical_grouping_threshold_ is not None:
        vertical_grouping_threshold_ = decode_number(
            vertical_grouping_threshold_,
            value,
            "verticalGroupingThreshold",
            faults,
            _AT_ADVANCED_OPTIONS,
        )
    return_ocr_ = value.get("returnOcr")
    if return_ocr_ is not None:
        return_ocr_ = decode_advanced_options_return_ocr(
            return_ocr_, value, "returnOcr", faults
        )
    always_convert_to_pdf_ = value.get("alwaysConvertToPdf")
    if always_convert_to_pdf_ is not None and type(always_convert_to_pdf_) is not bool:
        always_convert_to_pdf_ = faults.add(
            always_convert_to_pdf_,
            value,
            "alwaysConvertToPdf",
            "a boolean",
            _AT_ADVANCED_OPTIONS,
        )
    enrichment_format_ = value.get("enrichmentFormat")
    if enrichment_format_ is not None:
        enrichment_format_ = decode_advanced_options_enrichment_format(
            enrichment_format_, value, "enrichmentFormat", faults
        )
    image_conversion_quality_ = value.get("imageConversionQuality")
    if image_conversion_quality_ is not None:
        image_conversion_quality_ = decode_advanced_options_image_conversion_quality(
            image_conversion_quality_, value, "imageConversionQuality", faults
        )
    formatting_detection_ = value.get("formattingDetection")
    if formatting_detection_ is not None:
        formatting_detection_ = _decode_advanced_options_formatting_detection(
            formatting_detection_, value, "formattingDetection", faults
        )
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
    extra = _KEYS.extra(value)
    target_ = value.get("target")
    if target_ is not None:
        target_ = decode_target(target_, value, "target", faults)
    chunking_strategy_ = value.get("chunkingStrategy")
    if chunking_strategy_ is not None:
        chunking_strategy_ = decode_chunking_strategy(
            chunking_strategy_, value, "chunkingStrategy", faults
        )
    engine_ = value.get("engine")
    if engine_ is not None:
        engine_ = decode_engine(engine_, value, "engine", faults)
    engine_version_ = value.get("engineVersion")
    if engine_version_ is not None and type(engine_version_) is not str:
        engine_version_ = faults.add(
            engine_version_, value, "engineVersion", "a string", _AT
        )
    block_options_ = value.get("blockOptions")
    if block_options_ is not None:
        block_options_ = decode_block_options(
            block_options_, value, "blockOptions", faults
        )
    advanced_options_ = value.get("advancedOptions")
    if advanced_options_ is not None:
        advanced_options_ = decode_advanced_options(
            advanced_options_, value, "advancedOptions", faults
        )
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
