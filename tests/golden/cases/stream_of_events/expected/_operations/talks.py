# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Lazy, Operation

if TYPE_CHECKING:
    from .._runtime.events import ServerSentEvent
    from ..models.word import Word

CREATE: Operation[list[Word]] = Operation(
    name="talks.create",
    method="POST",
    path="/talk",
    answers=(
        Answer(
            status="200",
            media_type="application/json",
            decode=Lazy(
                "_codec.create_talk",
                "decode_create_talk_response_application_json_content",
            ),
            kind="json",
        ),
    ),
)
CREATE_STREAM: Operation[Word] = Operation(
    name="talks.create_stream",
    method="POST",
    path="/talk",
    answers=(
        Answer(
            status="200",
            media_type="text/event-stream",
            decode=Lazy("_codec.word", "decode"),
            kind="events",
        ),
    ),
)
READ_LOG: Operation[ServerSentEvent] = Operation(
    name="talks.read_log",
    method="GET",
    path="/log",
    answers=(
        Answer(
            status="200", media_type="text/event-stream", decode=None, kind="events"
        ),
        Answer(status="204", media_type=None, decode=None, kind="empty"),
    ),
)
