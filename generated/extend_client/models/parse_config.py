# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeAlias

from .._runtime.enums import OpenStrEnum
from .._runtime.models import Model, Wire

if TYPE_CHECKING:
    from .page_ranges import PageRanges


class ParseConfigTarget(OpenStrEnum):
    """Format of the parsed text."""

    MARKDOWN = "markdown"
    """Markdown."""

    SPATIAL = "spatial"
    """Text laid out as on the page."""


class ParseConfigChunkingStrategyType(OpenStrEnum):
    """Where the text is cut."""

    PAGE = "page"
    """By page."""

    DOCUMENT = "document"
    """The whole document."""

    SECTION = "section"
    """By section."""


class ParseConfigEngine(OpenStrEnum):
    """The parser."""

    PARSE_PERFORMANCE = "parse_performance"
    """The most accurate parser."""

    PARSE_LIGHT = "parse_light"
    """The faster, cheaper parser."""

    PARSE_AUTO = "parse_auto"
    """Chosen for each file."""


class ParseConfigBlockOptionsTablesTargetFormat(OpenStrEnum):
    """Format of a table."""

    MARKDOWN = "markdown"
    """Markdown."""

    HTML = "html"
    """HTML."""


class ParseConfigAdvancedOptionsExcelParsingMode(OpenStrEnum):
    """How workbooks are parsed."""

    BASIC = "basic"
    """Simple."""

    ADVANCED = "advanced"
    """Thorough."""


class ParseConfigAdvancedOptionsEnrichmentFormat(OpenStrEnum):
    """How enriched text is marked."""

    XML = "xml"
    """XML tags."""

    BRACKET = "bracket"
    """Brackets."""


class ParseConfigAdvancedOptionsImageConversionQuality(OpenStrEnum):
    """Quality of converted images."""

    HIGH = "high"
    """High."""

    MEDIUM = "medium"
    """Medium."""

    LOW = "low"
    """Low."""


class ParseConfigAdvancedOptionsFormattingDetectionItemType(OpenStrEnum):
    """The kind of formatting."""

    CHANGE_TRACKING = "change_tracking"
    """Tracked changes."""


@dataclass(slots=True, kw_only=True)
class ParseConfigChunkingStrategyOptions(Model):
    """Limits of a chunk."""

    min_characters: Annotated[int | None, Wire("minCharacters")] = None
    """Fewest characters in a chunk."""

    max_characters: Annotated[int | None, Wire("maxCharacters")] = None
    """Most characters in a chunk."""


@dataclass(slots=True, kw_only=True)
class ParseConfigChunkingStrategy(Model):
    """How the text is cut."""

    type: ParseConfigChunkingStrategyType | None = None
    """Where the text is cut."""

    options: ParseConfigChunkingStrategyOptions | None = None
    """Limits of a chunk."""


@dataclass(slots=True, kw_only=True)
class ParseConfigBlockOptionsFigures(Model):
    """Figures."""

    enabled: bool | None = None
    """Whether figures are parsed."""

    figure_image_clipping_enabled: Annotated[
        bool | None, Wire("figureImageClippingEnabled")
    ] = None
    """Whether images of figures are cut out."""

    advanced_chart_extraction_enabled: Annotated[
        bool | None, Wire("advancedChartExtractionEnabled")
    ] = None
    """Whether data is read out of charts."""

    custom_instructions: Annotated[str | None, Wire("customInstructions")] = None
    """Instructions in plain language."""


@dataclass(slots=True, kw_only=True)
class ParseConfigBlockOptionsTables(Model):
    """Tables."""

    enabled: bool | None = None
    """Deprecated. No longer has an effect."""

    target_format: Annotated[
        ParseConfigBlockOptionsTablesTargetFormat | None, Wire("targetFormat")
    ] = None
    """Format of a table."""

    table_header_continuation_enabled: Annotated[
        bool | None, Wire("tableHeaderContinuationEnabled")
    ] = None
    """Repeat headers on the pages that follow."""

    cell_blocks_enabled: Annotated[bool | None, Wire("cellBlocksEnabled")] = None
    """Return each cell as a block."""

    agentic: ParseConfigBlockOptionsTextAgentic | None = None
    """Correction by an agent."""


@dataclass(slots=True, kw_only=True)
class ParseConfigBlockOptionsTextAgentic(Model):
    """Correction by an agent."""

    enabled: bool | None = None
    """Whether it runs."""

    custom_instructions: Annotated[str | None, Wire("customInstructions")] = None
    """Instructions in plain language."""


@dataclass(slots=True, kw_only=True)
class ParseConfigBlockOptionsText(Model):
    """Text."""

    signature_detection_enabled: Annotated[
        bool | None, Wire("signatureDetectionEnabled")
    ] = None
    """Detect signatures."""

    agentic: ParseConfigBlockOptionsTextAgentic | None = None
    """Correction by an agent."""


@dataclass(slots=True, kw_only=True)
class ParseConfigBlockOptionsKeyValue(Model):
    """Forms."""

    blank_field_formatting_enabled: Annotated[
        bool | None, Wire("blankFieldFormattingEnabled")
    ] = None
    """Mark blank fields."""


@dataclass(slots=True, kw_only=True)
class ParseConfigBlockOptionsBarcodes(Model):
    """Barcodes."""

    image_clipping_enabled: Annotated[bool | None, Wire("imageClippingEnabled")] = None
    """Whether images of barcodes are cut out."""

    reading_enabled: Annotated[bool | None, Wire("readingEnabled")] = None
    """Whether barcodes are read."""


@dataclass(slots=True, kw_only=True)
class ParseConfigBlockOptionsFormulas(Model):
    """Formulas."""

    enabled: bool | None = None
    """Whether formulas are parsed."""


@dataclass(slots=True, kw_only=True)
class ParseConfigBlockOptions(Model):
    """Settings for each kind of block."""

    figures: ParseConfigBlockOptionsFigures | None = None
    """Figures."""

    tables: ParseConfigBlockOptionsTables | None = None
    """Tables."""

    text: ParseConfigBlockOptionsText | None = None
    """Text."""

    key_value: Annotated[ParseConfigBlockOptionsKeyValue | None, Wire("keyValue")] = (
        None
    )
    """Forms."""

    barcodes: ParseConfigBlockOptionsBarcodes | None = None
    """Barcodes."""

    formulas: ParseConfigBlockOptionsFormulas | None = None
    """Formulas."""


@dataclass(slots=True, kw_only=True)
class ParseConfigAdvancedOptionsReturnOcr(Model):
    """Raw OCR results to return."""

    words: bool | None = None
    """Return words."""

    lines: bool | None = None
    """Return lines."""


@dataclass(slots=True, kw_only=True)
class ParseConfigAdvancedOptionsFormattingDetectionItem(Model):
    """One kind of formatting to detect."""

    type: ParseConfigAdvancedOptionsFormattingDetectionItemType = (
        ParseConfigAdvancedOptionsFormattingDetectionItemType.CHANGE_TRACKING
    )
    """The kind of formatting."""


@dataclass(slots=True, kw_only=True)
class ParseConfigAdvancedOptions(Model):
    """Fine settings."""

    page_rotation_enabled: Annotated[bool | None, Wire("pageRotationEnabled")] = None
    """Turn pages upright."""

    page_ranges: Annotated[PageRanges | None, Wire("pageRanges")] = None
    """Pages to parse."""

    excel_parsing_mode: Annotated[
        ParseConfigAdvancedOptionsExcelParsingMode | None, Wire("excelParsingMode")
    ] = None
    """How workbooks are parsed."""

    excel_skip_hidden_content: Annotated[
        bool | None, Wire("excelSkipHiddenContent")
    ] = None
    """Leave out hidden rows, columns and worksheets."""

    excel_use_raw_cell_values: Annotated[bool | None, Wire("excelUseRawCellValues")] = (
        None
    )
    """Read raw values of cells in place of formatted ones."""

    excel_skip_calculation: Annotated[bool | None, Wire("excelSkipCalculation")] = None
    """Do not calculate formulas again."""

    excel_include_cell_metadata: Annotated[
        bool | None, Wire("excelIncludeCellMetadata")
    ] = None
    """Return facts on cells."""

    excel_include_cell_formatting: Annotated[
        bool | None, Wire("excelIncludeCellFormatting")
    ] = None
    """Return the formatting of cells."""

    vertical_grouping_threshold: Annotated[
        float | None, Wire("verticalGroupingThreshold")
    ] = None
    """How near lines must be to be grouped, from 0.1 to 5.0; 1.0 where it is left out."""

    return_ocr: Annotated[
        ParseConfigAdvancedOptionsReturnOcr | None, Wire("returnOcr")
    ] = None
    """Raw OCR results to return."""

    always_convert_to_pdf: Annotated[bool | None, Wire("alwaysConvertToPdf")] = None
    """Convert each file to PDF first."""

    enrichment_format: Annotated[
        ParseConfigAdvancedOptionsEnrichmentFormat | None, Wire("enrichmentFormat")
    ] = None
    """How enriched text is marked."""

    image_conversion_quality: Annotated[
        ParseConfigAdvancedOptionsImageConversionQuality | None,
        Wire("imageConversionQuality"),
    ] = None
    """Quality of converted images."""

    formatting_detection: Annotated[
        list[ParseConfigAdvancedOptionsFormattingDetectionItem] | None,
        Wire("formattingDetection"),
    ] = None
    """Kinds of formatting to detect."""


@dataclass(slots=True, kw_only=True)
class ParseConfig(Model):
    """How files are parsed before extraction."""

    target: ParseConfigTarget | None = None
    """Format of the parsed text."""

    chunking_strategy: Annotated[
        ParseConfigChunkingStrategy | None, Wire("chunkingStrategy")
    ] = None
    """How the text is cut."""

    engine: ParseConfigEngine | None = None
    """The parser."""

    engine_version: Annotated[str | None, Wire("engineVersion")] = None
    """Version of the parser: `latest`, or pinned, such as 2.0.0."""

    block_options: Annotated[ParseConfigBlockOptions | None, Wire("blockOptions")] = (
        None
    )
    """Settings for each kind of block."""

    advanced_options: Annotated[
        ParseConfigAdvancedOptions | None, Wire("advancedOptions")
    ] = None
    """Fine settings."""


ParseConfigBlockOptionsTablesAgentic: TypeAlias = "ParseConfigBlockOptionsTextAgentic"
