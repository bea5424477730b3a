# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation

if TYPE_CHECKING:
    from typing import Any
    from ..models.report import Report

READ: Operation[Report] = Operation(
    "reports.read",
    "GET",
    "/report",
    answers=(Answer("200", type="Report"),),
)
READ_TEXT: Operation[str] = Operation(
    "reports.read_text",
    "GET",
    "/report",
    answers=(
        Answer("200", media_type="application/xml", kind="text"),
        Answer("200", media_type="text/csv", kind="text"),
    ),
)
READ_STREAM: Operation[bytes] = Operation(
    "reports.read_stream",
    "GET",
    "/report",
    answers=(Answer("200", media_type="application/pdf", kind="chunks"),),
)
READ_ANY: Operation[Any] = Operation(
    "reports.read_any",
    "GET",
    "/any",
    answers=(Answer("200", media_type="*/*", kind="told"),),
)
READ_PLAIN: Operation[int] = Operation(
    "reports.read_plain",
    "GET",
    "/plain",
    answers=(Answer("200", media_type="text/plain", type="int"),),
)
