# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""Enums: every value that the document lists, and one that it will list tomorrow."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from extend_client import models

ENUMS: dict[str, tuple[str | int, ...]] = {
    "ArrayStrategyType": (
        "large_array_heuristics",
        "large_array_max_context",
        "large_array_overlap_context",
    ),
    "ExtractAdvancedOptionsArrayCitationStrategy": ("item", "property"),
    "ExtractAdvancedOptionsCitationMode": ("line", "word", "block"),
    "ExtractAdvancedOptionsExcelSheetSelectionStrategy": (
        "intelligent",
        "all",
        "first",
        "last",
    ),
    "ExtractBaseProcessor": (
        "extraction_performance",
        "extraction_light",
        "extraction_operator",
    ),
    "ExtractChunkingOptionsChunkSelectionStrategy": (
        "intelligent",
        "confidence",
        "take_first",
        "take_last",
    ),
    "ExtractChunkingOptionsChunkingStrategy": ("standard", "semantic", "contextual"),
    "ExtractConfigLegacyBaseProcessor": ("extraction_performance", "extraction_light"),
    "ExtractionFieldResultType": (
        "string",
        "number",
        "currency",
        "boolean",
        "date",
        "enum",
        "array",
        "object",
        "signature",
    ),
    "ExtractionFieldType": (
        "string",
        "number",
        "currency",
        "boolean",
        "date",
        "array",
        "enum",
        "object",
        "signature",
    ),
    "FailureReason": (
        "ABORTED",
        "INTERNAL_ERROR",
        "FAILED_TO_PROCESS_FILE",
        "INVALID_PROCESSOR",
        "INVALID_CONFIGURATION",
        "PARSING_ERROR",
        "PRE_PROCESSING_FAILURE",
        "POST_PROCESSING_FAILURE",
        "OUT_OF_CREDITS",
        "SCHEMA_GENERATION_FAILED",
    ),
    "FileType": ("PDF", "CSV", "IMG", "TXT", "DOCX", "EXCEL", "XML", "HTML"),
    "InsightType": ("reasoning", "issue", "review_summary"),
    "ParseConfigAdvancedOptionsEnrichmentFormat": ("xml", "bracket"),
    "ParseConfigAdvancedOptionsExcelParsingMode": ("basic", "advanced"),
    "ParseConfigAdvancedOptionsFormattingDetectionItemType": ("change_tracking",),
    "ParseConfigAdvancedOptionsImageConversionQuality": ("high", "medium", "low"),
    "ParseConfigBlockOptionsTablesTargetFormat": ("markdown", "html"),
    "ParseConfigChunkingStrategyType": ("page", "document", "section"),
    "ParseConfigEngine": ("parse_performance", "parse_light", "parse_auto"),
    "ParseConfigTarget": ("markdown", "spatial"),
    "ProcessorRunStatus": ("PENDING", "PROCESSING", "PROCESSED", "FAILED", "CANCELLED"),
    "RunUsageBreakdownChargeUnit": ("page", "cell", "usd"),
    "RunUsageBreakdownEntryObject": (
        "extract_run",
        "classify_run",
        "split_run",
        "parse_run",
        "edit_run",
        "form_detection_run",
    ),
}


def unlisted(name: str) -> str | int:
    return "not-listed-yet" if isinstance(ENUMS[name][0], str) else 9_876_543


def enum(name: str) -> Any:
    return getattr(models, name)


@pytest.mark.parametrize("name", ENUMS)
def test_the_members_are_the_values_of_the_document(name: str) -> None:
    assert tuple(member.value for member in enum(name)) == ENUMS[name]
    for value in ENUMS[name]:
        member = enum(name)(value)
        assert member.is_known
        assert member == value


@pytest.mark.parametrize("name", ENUMS)
def test_a_value_of_tomorrow_is_kept(name: str) -> None:
    member = enum(name)(unlisted(name))
    assert not member.is_known
    assert member == unlisted(name)
    assert pickle.loads(pickle.dumps(member)) == copy.deepcopy(member) == member
    assert member not in list(enum(name))
