"""The run of `body.py` as msgspec Structs, written by hand: msgspec rejects unions without a tag."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct


class Model(Struct, rename="camel", kw_only=True):
    """Base of all structs: names in JSON are in camel case."""


class Page(Model):
    """A page of a file."""

    number: int
    width: float
    height: float


class Point(Model):
    """A corner of a polygon on a page."""

    x: float
    y: float


class Citation(Model):
    """Source of a value in a file."""

    file_id: str
    page: Page
    reference_text: str
    polygon: list[Point]


class Insight(Model):
    """Remark about a value."""

    type: Literal["reasoning", "issue", "review_summary"]
    content: str


class FieldMetadata(Model):
    """Confidence and sources of a value."""

    ocr_confidence: float | None
    logprobs_confidence: float | None
    review_agent_score: int | None
    citations: list[Citation]
    insights: list[Insight]


class Output(Model):
    """Extracted values."""

    value: dict[str, Any]
    metadata: dict[str, FieldMetadata]


class File(Model):
    """Source file of a run."""

    object: Literal["file"]
    id: str
    name: str
    type: Literal["PDF", "CSV", "IMG", "TXT", "DOCX", "EXCEL", "XML", "HTML"]
    parent_file_id: str | None
    metadata: dict[str, Any]
    created_at: datetime
    updated_at: datetime


class Usage(Model):
    """Credits used by a run."""

    credits: float
    total_credits: float


class ExtractRun(Model):
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
