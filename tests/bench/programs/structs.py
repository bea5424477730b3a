"""The run of `body.py` as msgspec's Structs, written by hand: it takes no union that only the fields tell apart."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct


class Model(Struct, rename="camel", kw_only=True):
    """What all have in common: names in the body are in camel case."""


class Page(Model):
    """A page of a file."""

    number: int
    width: float
    height: float


class Point(Model):
    """A corner of a place on a page."""

    x: float
    y: float


class Citation(Model):
    """Where a value was read."""

    file_id: str
    page: Page
    reference_text: str
    polygon: list[Point]


class Insight(Model):
    """What was noted beside a value."""

    type: Literal["reasoning", "issue", "review_summary"]
    content: str


class FieldMetadata(Model):
    """How sure a value is."""

    ocr_confidence: float | None
    logprobs_confidence: float | None
    review_agent_score: int | None
    citations: list[Citation]
    insights: list[Insight]


class Output(Model):
    """What was read."""

    value: dict[str, Any]
    metadata: dict[str, FieldMetadata]


class File(Model):
    """What it was read from."""

    object: Literal["file"]
    id: str
    name: str
    type: Literal["PDF", "CSV", "IMG", "TXT", "DOCX", "EXCEL", "XML", "HTML"]
    parent_file_id: str | None
    metadata: dict[str, Any]
    created_at: datetime
    updated_at: datetime


class Usage(Model):
    """What it cost."""

    credits: float
    total_credits: float


class ExtractRun(Model):
    """A run."""

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
