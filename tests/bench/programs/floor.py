"""The least that a client in Python can do: a parser, constructors without checks, and dates.

Nothing is checked: a missing key is a KeyError, a value of another type is kept.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from records import (
    Citation,
    ExtractRun,
    FieldMetadata,
    File,
    Insight,
    Output,
    Page,
    Point,
    Usage,
)

read_date = datetime.fromisoformat


def decode(raw: bytes) -> ExtractRun:
    """Decode a run."""
    data = json.loads(raw)
    file, files, usage = data["file"], data["files"], data["usage"]
    return ExtractRun(
        data["object"],
        data["id"],
        data["status"],
        _read_output(data["output"]),
        _read_output(data["initialOutput"]),
        _read_output(data["reviewedOutput"]),
        data["failureReason"],
        data["failureMessage"],
        data["metadata"],
        data["reviewed"],
        data["edited"],
        data["edits"],
        data["config"],
        data["extractor"],
        data["extractorVersion"],
        None if file is None else _read_file(file),
        None if files is None else [_read_file(entry) for entry in files],
        data["parseRunId"],
        data["dashboardUrl"],
        None if usage is None else Usage(usage["credits"], usage["totalCredits"]),
        read_date(data["createdAt"]),
        read_date(data["updatedAt"]),
    )


def _read_output(data: dict[str, Any] | None) -> Output | None:
    if data is None:
        return None
    metadata = data["metadata"].items()
    return Output(
        data["value"], {name: _read_field_metadata(value) for name, value in metadata}
    )


def _read_field_metadata(data: dict[str, Any]) -> FieldMetadata:
    return FieldMetadata(
        data["ocrConfidence"],
        data["logprobsConfidence"],
        data["reviewAgentScore"],
        [_read_citation(entry) for entry in data["citations"]],
        [Insight(entry["type"], entry["content"]) for entry in data["insights"]],
    )


def _read_citation(data: dict[str, Any]) -> Citation:
    page = data["page"]
    return Citation(
        data["fileId"],
        Page(page["number"], page["width"], page["height"]),
        data["referenceText"],
        [Point(point["x"], point["y"]) for point in data["polygon"]],
    )


def _read_file(data: dict[str, Any]) -> File:
    return File(
        data["object"],
        data["id"],
        data["name"],
        data["type"],
        data["parentFileId"],
        data["metadata"],
        read_date(data["createdAt"]),
        read_date(data["updatedAt"]),
    )


def encode(run: ExtractRun) -> bytes:
    """Encode a run."""
    file, files, usage = run.file, run.files, run.usage
    value = {
        "object": run.object,
        "id": run.id,
        "status": run.status,
        "output": _write_output(run.output),
        "initialOutput": _write_output(run.initial_output),
        "reviewedOutput": _write_output(run.reviewed_output),
        "failureReason": run.failure_reason,
        "failureMessage": run.failure_message,
        "metadata": run.metadata,
        "reviewed": run.reviewed,
        "edited": run.edited,
        "edits": run.edits,
        "config": run.config,
        "extractor": run.extractor,
        "extractorVersion": run.extractor_version,
        "file": None if file is None else _write_file(file),
        "files": None if files is None else [_write_file(entry) for entry in files],
        "parseRunId": run.parse_run_id,
        "dashboardUrl": run.dashboard_url,
        "usage": None if usage is None else _write_usage(usage),
        "createdAt": run.created_at.isoformat(),
        "updatedAt": run.updated_at.isoformat(),
    }
    return json.dumps(value).encode()


def _write_output(output: Output | None) -> dict[str, Any] | None:
    if output is None:
        return None
    metadata = output.metadata.items()
    return {
        "value": output.value,
        "metadata": {name: _write_field_metadata(value) for name, value in metadata},
    }


def _write_field_metadata(value: FieldMetadata) -> dict[str, Any]:
    return {
        "ocrConfidence": value.ocr_confidence,
        "logprobsConfidence": value.logprobs_confidence,
        "reviewAgentScore": value.review_agent_score,
        "citations": [_write_citation(entry) for entry in value.citations],
        "insights": [{"type": e.type, "content": e.content} for e in value.insights],
    }


def _write_citation(citation: Citation) -> dict[str, Any]:
    page = citation.page
    return {
        "fileId": citation.file_id,
        "page": {"number": page.number, "width": page.width, "height": page.height},
        "referenceText": citation.reference_text,
        "polygon": [{"x": point.x, "y": point.y} for point in citation.polygon],
    }


def _write_file(file: File) -> dict[str, Any]:
    return {
        "object": file.object,
        "id": file.id,
        "name": file.name,
        "type": file.type,
        "parentFileId": file.parent_file_id,
        "metadata": file.metadata,
        "createdAt": file.created_at.isoformat(),
        "updatedAt": file.updated_at.isoformat(),
    }


def _write_usage(usage: Usage) -> dict[str, Any]:
    return {"credits": usage.credits, "totalCredits": usage.total_credits}
