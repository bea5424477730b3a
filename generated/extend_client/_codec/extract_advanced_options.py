# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import array_strategy as _array_strategy
from . import excel_sheet_range as _excel_sheet_range
from . import extract_chunking_options as _extract_chunking_options
from . import page_ranges as _page_ranges
from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.enums import by_value
from ..models.extract_advanced_options import (
    ExtractAdvancedOptions,
    ExtractAdvancedOptionsArrayCitationStrategy,
    ExtractAdvancedOptionsCitationMode,
    ExtractAdvancedOptionsExcelSheetSelectionStrategy,
    ExtractAdvancedOptionsReviewAgent,
)

_VALUES_CITATION_MODE = by_value(ExtractAdvancedOptionsCitationMode)
_VALUES_ARRAY_CITATION_STRATEGY = by_value(ExtractAdvancedOptionsArrayCitationStrategy)
_VALUES_EXCEL_SHEET_SELECTION_STRATEGY = by_value(
    ExtractAdvancedOptionsExcelSheetSelectionStrategy
)
_KEYS_REVIEW_AGENT = Keys(optional=("enabled",))
_AT_REVIEW_AGENT = (
    "#/components/schemas/ExtractAdvancedOptions/properties/reviewAgent/properties/"
)
_KEYS = Keys(
    optional=(
        "modelReasoningInsightsEnabled",
        "advancedMultimodalEnabled",
        "citationsEnabled",
        "citationMode",
        "arrayCitationStrategy",
        "arrayStrategy",
        "chunkingOptions",
        "excelSheetRanges",
        "excelSheetSelectionStrategy",
        "pageRanges",
        "reviewAgent",
        "currentDateEnabled",
    ),
)
_AT = "#/components/schemas/ExtractAdvancedOptions/properties/"


def decode_citation_mode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ExtractAdvancedOptions/properties/citationMode",
        )
    if value in _VALUES_CITATION_MODE:
        return _VALUES_CITATION_MODE[value]
    return ExtractAdvancedOptionsCitationMode(value)


def encode_citation_mode(value: Any) -> Any:
    return value.value


def decode_array_citation_strategy(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ExtractAdvancedOptions/properties/arrayCitationStrategy",
        )
    if value in _VALUES_ARRAY_CITATION_STRATEGY:
        return _VALUES_ARRAY_CITATION_STRATEGY[value]
    return ExtractAdvancedOptionsArrayCitationStrategy(value)


def encode_array_citation_strategy(value: Any) -> Any:
    return value.value


def decode_excel_sheet_selection_strategy(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ExtractAdvancedOptions/properties/excelSheetSelectionStrategy",
        )
    if value in _VALUES_EXCEL_SHEET_SELECTION_STRATEGY:
        return _VALUES_EXCEL_SHEET_SELECTION_STRATEGY[value]
    return ExtractAdvancedOptionsExcelSheetSelectionStrategy(value)


def encode_excel_sheet_selection_strategy(value: Any) -> Any:
    return value.value


def decode_review_agent(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ExtractAdvancedOptions/properties/reviewAgent",
        )
    extra = _KEYS_REVIEW_AGENT.extra(value)
    enabled_ = value.get("enabled")
    if enabled_ is not None and type(enabled_) is not bool:
        enabled_ = faults.add(enabled_, value, "enabled", "a boolean", _AT_REVIEW_AGENT)
    return ExtractAdvancedOptionsReviewAgent(
        extra=extra,
        enabled=enabled_,
    )


def encode_review_agent(value: ExtractAdvancedOptionsReviewAgent) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.enabled is not None:
        out["enabled"] = value.enabled
    return finish(out, value.extra)


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ExtractAdvancedOptions",
        )
    extra = _KEYS.extra(value)
    model_reasoning_insights_enabled_ = value.get("modelReasoningInsightsEnabled")
    if (
        model_reasoning_insights_enabled_ is not None
        and type(model_reasoning_insights_enabled_) is not bool
    ):
        model_reasoning_insights_enabled_ = faults.add(
            model_reasoning_insights_enabled_,
            value,
            "modelReasoningInsightsEnabled",
            "a boolean",
            _AT,
        )
    advanced_multimodal_enabled_ = value.get("advancedMultimodalEnabled")
    if (
        advanced_multimodal_enabled_ is not None
        and type(advanced_multimodal_enabled_) is not bool
    ):
        advanced_multimodal_enabled_ = faults.add(
            advanced_multimodal_enabled_,
            value,
            "advancedMultimodalEnabled",
            "a boolean",
            _AT,
        )
    citations_enabled_ = value.get("citationsEnabled")
    if citations_enabled_ is not None and type(citations_enabled_) is not bool:
        citations_enabled_ = faults.add(
            citations_enabled_, value, "citationsEnabled", "a boolean", _AT
        )
    citation_mode_ = value.get("citationMode")
    if citation_mode_ is not None:
        citation_mode_ = decode_citation_mode(
            citation_mode_, value, "citationMode", faults
        )
    array_citation_strategy_ = value.get("arrayCitationStrategy")
    if array_citation_strategy_ is not None:
        array_citation_strategy_ = decode_array_citation_strategy(
            array_citation_strategy_, value, "arrayCitationStrategy", faults
        )
    array_strategy_ = value.get("arrayStrategy")
    if array_strategy_ is not None:
        array_strategy_ = _array_strategy.decode(
            array_strategy_, value, "arrayStrategy", faults
        )
    chunking_options_ = value.get("chunkingOptions")
    if chunking_options_ is not None:
        chunking_options_ = _extract_chunking_options.decode(
            chunking_options_, value, "chunkingOptions", faults
        )
    excel_sheet_ranges_ = value.get("excelSheetRanges")
    if excel_sheet_ranges_ is not None:
        excel_sheet_ranges_ = _decode_excel_sheet_ranges(
            excel_sheet_ranges_, value, "excelSheetRanges", faults
        )
    excel_sheet_selection_strategy_ = value.get("excelSheetSelectionStrategy")
    if excel_sheet_selection_strategy_ is not None:
        excel_sheet_selection_strategy_ = decode_excel_sheet_selection_strategy(
            excel_sheet_selection_strategy_,
            value,
            "excelSheetSelectionStrategy",
            faults,
        )
    page_ranges_ = value.get("pageRanges")
    if page_ranges_ is not None:
        page_ranges_ = _page_ranges.decode(page_ranges_, value, "pageRanges", faults)
    review_agent_ = value.get("reviewAgent")
    if review_agent_ is not None:
        review_agent_ = decode_review_agent(review_agent_, value, "reviewAgent", faults)
    current_date_enabled_ = value.get("currentDateEnabled")
    if current_date_enabled_ is not None and type(current_date_enabled_) is not bool:
        current_date_enabled_ = faults.add(
            current_date_enabled_, value, "currentDateEnabled", "a boolean", _AT
        )
    return ExtractAdvancedOptions(
        extra=extra,
        model_reasoning_insights_enabled=model_reasoning_insights_enabled_,
        advanced_multimodal_enabled=advanced_multimodal_enabled_,
        citations_enabled=citations_enabled_,
        citation_mode=citation_mode_,
        array_citation_strategy=array_citation_strategy_,
        array_strategy=array_strategy_,
        chunking_options=chunking_options_,
        excel_sheet_ranges=excel_sheet_ranges_,
        excel_sheet_selection_strategy=excel_sheet_selection_strategy_,
        page_ranges=page_ranges_,
        review_agent=review_agent_,
        current_date_enabled=current_date_enabled_,
    )


def _decode_excel_sheet_ranges(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/ExtractAdvancedOptions/properties/excelSheetRanges",
        )
    return [
        _excel_sheet_range.decode(item, value, index, faults)
        for index, item in enumerate(value)
    ]


def encode(value: ExtractAdvancedOptions) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.model_reasoning_insights_enabled is not None:
        out["modelReasoningInsightsEnabled"] = value.model_reasoning_insights_enabled
    if value.advanced_multimodal_enabled is not None:
        out["advancedMultimodalEnabled"] = value.advanced_multimodal_enabled
    if value.citations_enabled is not None:
        out["citationsEnabled"] = value.citations_enabled
    if value.citation_mode is not None:
        out["citationMode"] = encode_citation_mode(value.citation_mode)
    if value.array_citation_strategy is not None:
        out["arrayCitationStrategy"] = encode_array_citation_strategy(
            value.array_citation_strategy
        )
    if value.array_strategy is not None:
        out["arrayStrategy"] = _array_strategy.encode(value.array_strategy)
    if value.chunking_options is not None:
        out["chunkingOptions"] = _extract_chunking_options.encode(
            value.chunking_options
        )
    if value.excel_sheet_ranges is not None:
        out["excelSheetRanges"] = [
            _excel_sheet_range.encode(item) for item in value.excel_sheet_ranges
        ]
    if value.excel_sheet_selection_strategy is not None:
        out["excelSheetSelectionStrategy"] = encode_excel_sheet_selection_strategy(
            value.excel_sheet_selection_strategy
        )
    if value.page_ranges is not None:
        out["pageRanges"] = _page_ranges.encode(value.page_ranges)
    if value.review_agent is not None:
        out["reviewAgent"] = encode_review_agent(value.review_agent)
    if value.current_date_enabled is not None:
        out["currentDateEnabled"] = value.current_date_enabled
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ExtractAdvancedOptionsReviewAgent: decode_review_agent,
    ExtractAdvancedOptions: decode,
}
ENCODE: dict[type[Any], Any] = {
    ExtractAdvancedOptionsReviewAgent: encode_review_agent,
    ExtractAdvancedOptions: encode,
}
