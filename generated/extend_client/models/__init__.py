# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The models of the API, each loaded when it is first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .._runtime.codec import ABSENT as ABSENT
    from .._runtime.models import Model as Model
    from .._runtime.models import UnknownVariant as UnknownVariant
    from .api_error import ApiError as ApiError
    from .array_strategy import ArrayStrategy as ArrayStrategy
    from .array_strategy import ArrayStrategyType as ArrayStrategyType
    from .citation import Citation as Citation
    from .citation import CitationPage as CitationPage
    from .created_by import CreatedBy as CreatedBy
    from .created_by_api_key import CreatedByApiKey as CreatedByApiKey
    from .created_by_user import CreatedByUser as CreatedByUser
    from .enum import Enum as Enum
    from .enum_option import EnumOption as EnumOption
    from .excel_sheet_range import ExcelSheetRange as ExcelSheetRange
    from .extract_advanced_options import (
        ExtractAdvancedOptions as ExtractAdvancedOptions,
    )
    from .extract_advanced_options import (
        ExtractAdvancedOptionsArrayCitationStrategy as ExtractAdvancedOptionsArrayCitationStrategy,
    )
    from .extract_advanced_options import (
        ExtractAdvancedOptionsCitationMode as ExtractAdvancedOptionsCitationMode,
    )
    from .extract_advanced_options import (
        ExtractAdvancedOptionsExcelSheetSelectionStrategy as ExtractAdvancedOptionsExcelSheetSelectionStrategy,
    )
    from .extract_advanced_options import (
        ExtractAdvancedOptionsReviewAgent as ExtractAdvancedOptionsReviewAgent,
    )
    from .extract_base_processor import ExtractBaseProcessor as ExtractBaseProcessor
    from .extract_chunking_options import (
        ExtractChunkingOptions as ExtractChunkingOptions,
    )
    from .extract_chunking_options import (
        ExtractChunkingOptionsChunkSelectionStrategy as ExtractChunkingOptionsChunkSelectionStrategy,
    )
    from .extract_chunking_options import (
        ExtractChunkingOptionsChunkingStrategy as ExtractChunkingOptionsChunkingStrategy,
    )
    from .extract_config import ExtractConfig as ExtractConfig
    from .extract_config_json import ExtractConfigJson as ExtractConfigJson
    from .extract_config_legacy import ExtractConfigLegacy as ExtractConfigLegacy
    from .extract_config_legacy import (
        ExtractConfigLegacyBaseProcessor as ExtractConfigLegacyBaseProcessor,
    )
    from .extract_output import ExtractOutput as ExtractOutput
    from .extract_output_edits import ExtractOutputEdits as ExtractOutputEdits
    from .extract_output_json import ExtractOutputJson as ExtractOutputJson
    from .extract_output_legacy import ExtractOutputLegacy as ExtractOutputLegacy
    from .extract_output_metadata_value import (
        ExtractOutputMetadataValue as ExtractOutputMetadataValue,
    )
    from .extract_run import ExtractRun as ExtractRun
    from .extraction_field import ExtractionField as ExtractionField
    from .extraction_field_result import ExtractionFieldResult as ExtractionFieldResult
    from .extraction_field_result_reference import (
        ExtractionFieldResultReference as ExtractionFieldResultReference,
    )
    from .extraction_field_result_reference import (
        ExtractionFieldResultReferenceBoundingBoxesItem as ExtractionFieldResultReferenceBoundingBoxesItem,
    )
    from .extraction_field_result import (
        ExtractionFieldResultType as ExtractionFieldResultType,
    )
    from .extraction_field import ExtractionFieldType as ExtractionFieldType
    from .extractor_summary import ExtractorSummary as ExtractorSummary
    from .extractor_version_summary import (
        ExtractorVersionSummary as ExtractorVersionSummary,
    )
    from .failure_reason import FailureReason as FailureReason
    from .file_metadata import FileMetadata as FileMetadata
    from .file_summary import FileSummary as FileSummary
    from .file_type import FileType as FileType
    from .insight import Insight as Insight
    from .insight import InsightType as InsightType
    from .page_ranges import PageRanges as PageRanges
    from .page_ranges import PageRangesItem as PageRangesItem
    from .parent_split import ParentSplit as ParentSplit
    from .parse_config import ParseConfig as ParseConfig
    from .parse_config import ParseConfigAdvancedOptions as ParseConfigAdvancedOptions
    from .parse_config import (
        ParseConfigAdvancedOptionsEnrichmentFormat as ParseConfigAdvancedOptionsEnrichmentFormat,
    )
    from .parse_config import (
        ParseConfigAdvancedOptionsExcelParsingMode as ParseConfigAdvancedOptionsExcelParsingMode,
    )
    from .parse_config import (
        ParseConfigAdvancedOptionsFormattingDetectionItem as ParseConfigAdvancedOptionsFormattingDetectionItem,
    )
    from .parse_config import (
        ParseConfigAdvancedOptionsFormattingDetectionItemType as ParseConfigAdvancedOptionsFormattingDetectionItemType,
    )
    from .parse_config import (
        ParseConfigAdvancedOptionsImageConversionQuality as ParseConfigAdvancedOptionsImageConversionQuality,
    )
    from .parse_config import (
        ParseConfigAdvancedOptionsReturnOcr as ParseConfigAdvancedOptionsReturnOcr,
    )
    from .parse_config import ParseConfigBlockOptions as ParseConfigBlockOptions
    from .parse_config import (
        ParseConfigBlockOptionsBarcodes as ParseConfigBlockOptionsBarcodes,
    )
    from .parse_config import (
        ParseConfigBlockOptionsFigures as ParseConfigBlockOptionsFigures,
    )
    from .parse_config import (
        ParseConfigBlockOptionsFormulas as ParseConfigBlockOptionsFormulas,
    )
    from .parse_config import (
        ParseConfigBlockOptionsKeyValue as ParseConfigBlockOptionsKeyValue,
    )
    from .parse_config import (
        ParseConfigBlockOptionsTables as ParseConfigBlockOptionsTables,
    )
    from .parse_config import (
        ParseConfigBlockOptionsTablesAgentic as ParseConfigBlockOptionsTablesAgentic,
    )
    from .parse_config import (
        ParseConfigBlockOptionsTablesTargetFormat as ParseConfigBlockOptionsTablesTargetFormat,
    )
    from .parse_config import ParseConfigBlockOptionsText as ParseConfigBlockOptionsText
    from .parse_config import (
        ParseConfigBlockOptionsTextAgentic as ParseConfigBlockOptionsTextAgentic,
    )
    from .parse_config import ParseConfigChunkingStrategy as ParseConfigChunkingStrategy
    from .parse_config import (
        ParseConfigChunkingStrategyOptions as ParseConfigChunkingStrategyOptions,
    )
    from .parse_config import (
        ParseConfigChunkingStrategyType as ParseConfigChunkingStrategyType,
    )
    from .parse_config import ParseConfigEngine as ParseConfigEngine
    from .parse_config import ParseConfigTarget as ParseConfigTarget
    from .polygon import Polygon as Polygon
    from .processor_run_status import ProcessorRunStatus as ProcessorRunStatus
    from .run_usage import RunUsage as RunUsage
    from .run_usage_breakdown_charge import (
        RunUsageBreakdownCharge as RunUsageBreakdownCharge,
    )
    from .run_usage_breakdown_charge import (
        RunUsageBreakdownChargeUnit as RunUsageBreakdownChargeUnit,
    )
    from .run_usage_breakdown_entry import (
        RunUsageBreakdownEntry as RunUsageBreakdownEntry,
    )
    from .run_usage_breakdown_entry import (
        RunUsageBreakdownEntryObject as RunUsageBreakdownEntryObject,
    )

_MODULES = {
    "ABSENT": ".._runtime.codec",
    "Model": ".._runtime.models",
    "UnknownVariant": ".._runtime.models",
    "ApiError": ".api_error",
    "ArrayStrategy": ".array_strategy",
    "ArrayStrategyType": ".array_strategy",
    "Citation": ".citation",
    "CitationPage": ".citation",
    "CreatedBy": ".created_by",
    "CreatedByApiKey": ".created_by_api_key",
    "CreatedByUser": ".created_by_user",
    "Enum": ".enum",
    "EnumOption": ".enum_option",
    "ExcelSheetRange": ".excel_sheet_range",
    "ExtractAdvancedOptions": ".extract_advanced_options",
    "ExtractAdvancedOptionsArrayCitationStrategy": ".extract_advanced_options",
    "ExtractAdvancedOptionsCitationMode": ".extract_advanced_options",
    "ExtractAdvancedOptionsExcelSheetSelectionStrategy": ".extract_advanced_options",
    "ExtractAdvancedOptionsReviewAgent": ".extract_advanced_options",
    "ExtractBaseProcessor": ".extract_base_processor",
    "ExtractChunkingOptions": ".extract_chunking_options",
    "ExtractChunkingOptionsChunkSelectionStrategy": ".extract_chunking_options",
    "ExtractChunkingOptionsChunkingStrategy": ".extract_chunking_options",
    "ExtractConfig": ".extract_config",
    "ExtractConfigJson": ".extract_config_json",
    "ExtractConfigLegacy": ".extract_config_legacy",
    "ExtractConfigLegacyBaseProcessor": ".extract_config_legacy",
    "ExtractOutput": ".extract_output",
    "ExtractOutputEdits": ".extract_output_edits",
    "ExtractOutputJson": ".extract_output_json",
    "ExtractOutputLegacy": ".extract_output_legacy",
    "ExtractOutputMetadataValue": ".extract_output_metadata_value",
    "ExtractRun": ".extract_run",
    "ExtractionField": ".extraction_field",
    "ExtractionFieldResult": ".extraction_field_result",
    "ExtractionFieldResultReference": ".extraction_field_result_reference",
    "ExtractionFieldResultReferenceBoundingBoxesItem": ".extraction_field_result_reference",
    "ExtractionFieldResultType": ".extraction_field_result",
    "ExtractionFieldType": ".extraction_field",
    "ExtractorSummary": ".extractor_summary",
    "ExtractorVersionSummary": ".extractor_version_summary",
    "FailureReason": ".failure_reason",
    "FileMetadata": ".file_metadata",
    "FileSummary": ".file_summary",
    "FileType": ".file_type",
    "Insight": ".insight",
    "InsightType": ".insight",
    "PageRanges": ".page_ranges",
    "PageRangesItem": ".page_ranges",
    "ParentSplit": ".parent_split",
    "ParseConfig": ".parse_config",
    "ParseConfigAdvancedOptions": ".parse_config",
    "ParseConfigAdvancedOptionsEnrichmentFormat": ".parse_config",
    "ParseConfigAdvancedOptionsExcelParsingMode": ".parse_config",
    "ParseConfigAdvancedOptionsFormattingDetectionItem": ".parse_config",
    "ParseConfigAdvancedOptionsFormattingDetectionItemType": ".parse_config",
    "ParseConfigAdvancedOptionsImageConversionQuality": ".parse_config",
    "ParseConfigAdvancedOptionsReturnOcr": ".parse_config",
    "ParseConfigBlockOptions": ".parse_config",
    "ParseConfigBlockOptionsBarcodes": ".parse_config",
    "ParseConfigBlockOptionsFigures": ".parse_config",
    "ParseConfigBlockOptionsFormulas": ".parse_config",
    "ParseConfigBlockOptionsKeyValue": ".parse_config",
    "ParseConfigBlockOptionsTables": ".parse_config",
    "ParseConfigBlockOptionsTablesAgentic": ".parse_config",
    "ParseConfigBlockOptionsTablesTargetFormat": ".parse_config",
    "ParseConfigBlockOptionsText": ".parse_config",
    "ParseConfigBlockOptionsTextAgentic": ".parse_config",
    "ParseConfigChunkingStrategy": ".parse_config",
    "ParseConfigChunkingStrategyOptions": ".parse_config",
    "ParseConfigChunkingStrategyType": ".parse_config",
    "ParseConfigEngine": ".parse_config",
    "ParseConfigTarget": ".parse_config",
    "Polygon": ".polygon",
    "ProcessorRunStatus": ".processor_run_status",
    "RunUsage": ".run_usage",
    "RunUsageBreakdownCharge": ".run_usage_breakdown_charge",
    "RunUsageBreakdownChargeUnit": ".run_usage_breakdown_charge",
    "RunUsageBreakdownEntry": ".run_usage_breakdown_entry",
    "RunUsageBreakdownEntryObject": ".run_usage_breakdown_entry",
}

__all__ = list(_MODULES)  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_MODULES[name], __name__), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(_MODULES)
