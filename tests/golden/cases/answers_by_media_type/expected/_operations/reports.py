# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation

if TYPE_CHECKING:
    from typing import Any
    from ..models.report import Report

READ: Operation[Report] = Operation(
    name="reports.read",
    method="GET",
    path="/report",
    answers=(
        Answer(status="200", media_type="application/json", type="Report", kind="json"),
    ),
)
READ_TEXT: Operation[str] = Operation(
    name="reports.read_text",
    method="GET",
    path="/report",
    accept="application/xml, text/csv",
    answers=(
        Answer(status="200", media_type="application/xml", type=None, kind="text"),
        Answer(status="200", media_type="text/csv", type=None, kind="text"),
    ),
)
READ_STREAM: Operation[bytes] = Operation(
    name="reports.read_stream",
    method="GET",
    path="/report",
    accept="application/pdf",
    answers=(
        Answer(status="200", media_type="application/pdf", type=None, kind="chunks"),
    ),
)
READ_ANY: Operation[Any] = Operation(
    name="reports.read_any",
    method="GET",
    path="/any",
    accept="*/*",
    answers=(Answer(status="200", media_type="*/*", type=None, kind="told"),),
)
READ_PLAIN: Operation[int] = Operation(
    name="reports.read_plain",
    method="GET",
    path="/plain",
    accept="text/plain",
    answers=(Answer(status="200", media_type="text/plain", type="int", kind="json"),),
)
