# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from .._runtime.enums import OpenStrEnum


class FailureReason(OpenStrEnum):
    """Why a run failed. The list is open: new reasons may come."""

    ABORTED = "ABORTED"
    """A user aborted the run."""

    INTERNAL_ERROR = "INTERNAL_ERROR"
    """The service failed."""

    FAILED_TO_PROCESS_FILE = "FAILED_TO_PROCESS_FILE"
    """The file could not be processed."""

    INVALID_PROCESSOR = "INVALID_PROCESSOR"
    """The processor does not exist or does not fit."""

    INVALID_CONFIGURATION = "INVALID_CONFIGURATION"
    """The config is not valid."""

    PARSING_ERROR = "PARSING_ERROR"
    """The file could not be parsed."""

    PRE_PROCESSING_FAILURE = "PRE_PROCESSING_FAILURE"
    """A step before the extraction failed."""

    POST_PROCESSING_FAILURE = "POST_PROCESSING_FAILURE"
    """A step after the extraction failed."""

    OUT_OF_CREDITS = "OUT_OF_CREDITS"
    """The account had no credits left."""

    SCHEMA_GENERATION_FAILED = "SCHEMA_GENERATION_FAILED"
    """No schema could be inferred for a run without one."""
