# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation

if TYPE_CHECKING:
    from .._runtime.events import ServerSentEvent
    from ..models.word import Word

CREATE: Operation[list[Word]] = Operation(
    name="talks.create",
    method="POST",
    path="/talk",
    answers=(
        Answer(
            status="200", media_type="application/json", type="list[Word]", kind="json"
        ),
    ),
)
CREATE_STREAM: Operation[Word] = Operation(
    name="talks.create_stream",
    method="POST",
    path="/talk",
    accept="text/event-stream",
    answers=(
        Answer(
            status="200", media_type="text/event-stream", type="Word", kind="events"
        ),
    ),
)
READ_LOG: Operation[ServerSentEvent] = Operation(
    name="talks.read_log",
    method="GET",
    path="/log",
    accept="text/event-stream",
    answers=(
        Answer(status="200", media_type="text/event-stream", type=None, kind="events"),
        Answer(status="204", media_type=None, type=None, kind="empty"),
    ),
)
