# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation

if TYPE_CHECKING:
    from .._runtime.events import ServerSentEvent
    from ..models.word import Word

CREATE: Operation[list[Word]] = Operation(
    "talks.create",
    "POST",
    "/talk",
    answers=(Answer("200", type="list[Word]"),),
)
CREATE_STREAM: Operation[Word] = Operation(
    "talks.create_stream",
    "POST",
    "/talk",
    answers=(
        Answer("200", media_type="text/event-stream", type="Word", kind="events"),
    ),
)
READ_LOG: Operation[ServerSentEvent] = Operation(
    "talks.read_log",
    "GET",
    "/log",
    answers=(
        Answer("200", media_type="text/event-stream", kind="events"),
        Answer("204", media_type=None, kind="empty"),
    ),
)
