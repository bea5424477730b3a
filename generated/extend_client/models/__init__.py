# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The models of the API, each loaded when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .._runtime.codec import ABSENT as ABSENT
    from .._runtime.models import Model as Model
    from .._runtime.models import UnknownVariant as UnknownVariant
    from .api_error import *
    from .array_strategy import *
    from .citation import *
    from .created_by import *
    from .created_by_api_key import *
    from .created_by_user import *
    from .enum import *
    from .enum_option import *
    from .excel_sheet_range import *
    from .extract_advanced_options import *
    from .extract_base_processor import *
    from .extract_chunking_options import *
    from .extract_config import *
    from .extract_config_json import *
    from .extract_config_legacy import *
    from .extract_output import *
    from .extract_output_edits import *
    from .extract_output_json import *
    from .extract_output_legacy import *
    from .extract_output_metadata_value import *
    from .extract_run import *
    from .extraction_field import *
    from .extraction_field_result import *
    from .extraction_field_result_reference import *
    from .extractor_summary import *
    from .extractor_version_summary import *
    from .failure_reason import *
    from .file_metadata import *
    from .file_summary import *
    from .file_type import *
    from .insight import *
    from .page_ranges import *
    from .parent_split import *
    from .parse_config import *
    from .polygon import *
    from .processor_run_status import *
    from .run_usage import *
    from .run_usage_breakdown_charge import *
    from .run_usage_breakdown_entry import *
else:
    from .._runtime.lookup import attach

    __getattr__, __dir__ = attach(
        __name__,
        {
            "ABSENT": ".._runtime.codec",
            "Model": ".._runtime.models",
            "UnknownVariant": ".._runtime.models",
        },
    )
