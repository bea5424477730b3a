"""The run of `body.py` as dataclasses, written by hand: for the floor and for adaptix."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal


@dataclass(slots=True)
class Page:
    """A page of a file."""

    number: int
    width: float
    height: float


@dataclass(slots=True)
class Point:
    """A corner of a polygon on a page."""

    x: float
    y: float


@dataclass(slots=True)
class Citation:
    """Source of a value in a file."""

    file_id: str
    page: Page
    reference_text: str
    polygon: list[Point]


@dataclass(slots=True)
class Insight:
    """Remark about a value."""

    type: Literal["reasoning", "issue", "review_summary"]
    content: str


@dataclass(slots=True)
class FieldMetadata:
    """Confidence and sources of a value."""

    ocr_confidence: float | None
    logprobs_confidence: float | None
    review_agent_score: int | None
    citations: list[Citation]
    insights: list[Insight]


@dataclass(slots=True)
class Output:
    """Extracted values."""

    value: dict[str, Any]
    metadata: dict[str, FieldMetadata]


@dataclass(slots=True)
class File:
    """Source file of a run."""

    object: Literal["file"]
    id: str
    name: str
    type: Literal["PDF", "CSV", "IMG", "TXT", "DOCX", "EXCEL", "XML", "HTML"]
    parent_file_id: str | None
    metadata: dict[str, Any]
    created_at: datetime
    updated_at: datetime


@dataclass(slots=True)
class Usage:
    """Credits used by a run."""

    credits: float
    total_credits: float


@dataclass(slots=True)
class ExtractRun:
    """An extraction run."""

    object: Literal["extract_run"]
    id: str
    status: Literal["PENDING", "PROCESSING", "PROCESSED", "FAILED", "CANCELLED"]
    output: Output | None
    initial_output: Output | None
    reviewed_output: Output | None
    failure_reason: str | None
    failure_message: str | None
    metadata: dict[str, Any] | None
    reviewed: bool
    edited: bool
    edits: dict[str, Any] | None
    config: dict[str, Any]
    extractor: dict[str, Any] | None
    extractor_version: dict[str, Any] | None
    file: File | None
    files: list[File] | None
    parse_run_id: str | None
    dashboard_url: str
    usage: Usage | None
    created_at: datetime
    updated_at: datetime
