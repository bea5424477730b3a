# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from .._runtime.enums import OpenStrEnum
from .._runtime.models import Model, Wire

if TYPE_CHECKING:
    from .array_strategy import ArrayStrategy
    from .excel_sheet_range import ExcelSheetRange
    from .extract_chunking_options import ExtractChunkingOptions
    from .page_ranges import PageRanges


class ExtractAdvancedOptionsCitationMode(OpenStrEnum):
    """How finely citations are cut; line where it is left out."""

    LINE = "line"
    """By line."""

    WORD = "word"
    """By word."""

    BLOCK = "block"
    """By block."""


class ExtractAdvancedOptionsArrayCitationStrategy(OpenStrEnum):
    """Whether items of arrays or their properties are cited."""

    ITEM = "item"
    """By item."""

    PROPERTY = "property"
    """By property."""


class ExtractAdvancedOptionsExcelSheetSelectionStrategy(OpenStrEnum):
    """How worksheets are chosen."""

    INTELLIGENT = "intelligent"
    """Chosen by the model."""

    ALL = "all"
    """All."""

    FIRST = "first"
    """The first."""

    LAST = "last"
    """The last."""


@dataclass(slots=True, kw_only=True)
class ExtractAdvancedOptionsReviewAgent(Model):
    """The agent that reviews results."""

    enabled: bool | None = None
    """Whether it runs."""


@dataclass(slots=True, kw_only=True)
class ExtractAdvancedOptions(Model):
    """Fine settings of an extraction."""

    model_reasoning_insights_enabled: Annotated[
        bool | None, Wire("modelReasoningInsightsEnabled")
    ] = None
    """Return the reasoning of the model as insights."""

    advanced_multimodal_enabled: Annotated[
        bool | None, Wire("advancedMultimodalEnabled")
    ] = None
    """Let the model look at the pages as images."""

    citations_enabled: Annotated[bool | None, Wire("citationsEnabled")] = None
    """Return citations."""

    citation_mode: Annotated[
        ExtractAdvancedOptionsCitationMode | None, Wire("citationMode")
    ] = None
    """How finely citations are cut; line where it is left out."""

    array_citation_strategy: Annotated[
        ExtractAdvancedOptionsArrayCitationStrategy | None,
        Wire("arrayCitationStrategy"),
    ] = None
    """Whether items of arrays or their properties are cited."""

    array_strategy: Annotated[ArrayStrategy | None, Wire("arrayStrategy")] = None
    """How long arrays are extracted."""

    chunking_options: Annotated[
        ExtractChunkingOptions | None, Wire("chunkingOptions")
    ] = None
    """How long files are cut."""

    excel_sheet_ranges: Annotated[
        list[ExcelSheetRange] | None, Wire("excelSheetRanges")
    ] = None
    """Worksheets to read."""

    excel_sheet_selection_strategy: Annotated[
        ExtractAdvancedOptionsExcelSheetSelectionStrategy | None,
        Wire("excelSheetSelectionStrategy"),
    ] = None
    """How worksheets are chosen."""

    page_ranges: Annotated[PageRanges | None, Wire("pageRanges")] = None
    """Pages to read."""

    review_agent: Annotated[
        ExtractAdvancedOptionsReviewAgent | None, Wire("reviewAgent")
    ] = None
    """The agent that reviews results."""

    current_date_enabled: Annotated[bool | None, Wire("currentDateEnabled")] = None
    """Tell the model the date of today; false where it is left out."""
