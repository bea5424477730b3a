"""Media: how bodies are written and answers are read, by their media types."""

from __future__ import annotations

from specpress import ir

LINES = (
    "application/json-lines",
    "application/json-seq",
    "application/jsonl",
    "application/jsonlines",
    "application/ndjson",
    "application/stream+json",
    "application/x-json-stream",
    "application/x-jsonl",
    "application/x-jsonlines",
    "application/x-ndjson",
)
"""Media types of JSON values one after another."""
TEXT = (
    "application/xml",
    "application/yaml",
    "application/x-yaml",
    "application/graphql",
)
STREAMS = ("events", "lines", "chunks")


def plain(media_type: str) -> str:
    """The media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Whether a media type carries JSON."""
    name = plain(media_type)
    if name in LINES:
        return False
    subtype = name.rpartition("/")[2]
    return (
        subtype in ("json", "*")
        and not name.startswith(("image/", "audio/", "video/", "text/*"))
    ) or name.endswith("+json")


def answer_kind(answer: ir.Answer) -> str:
    """How an answer is read: json, text, bytes, empty, events or lines."""
    if answer.media_type is None:
        return "empty"
    name = plain(answer.media_type)
    if name == "text/event-stream":
        return "events"
    if name in LINES:
        return "lines"
    if is_json(name):
        return "json"
    return "text" if _is_text(name) else "bytes"


def body_kind(body: ir.Body) -> str:
    """How a body is written: json, form, multipart or raw."""
    name = plain(body.media_type)
    if name == "application/x-www-form-urlencoded":
        return "form"
    if name.startswith("multipart/"):
        return "multipart"
    return "json" if is_json(name) else "raw"


def _is_text(name: str) -> bool:
    return name.startswith("text/") or name in TEXT or name.endswith(("+xml", "+yaml"))


def is_text_body(body: ir.Body) -> bool:
    """Whether a raw body is text."""
    return _is_text(plain(body.media_type))


def successes(source: ir.Operation) -> tuple[ir.Answer, ...]:
    """The answers of success; where none is documented, the default stands for it."""
    found = tuple(a for a in source.answers if a.status.startswith("2"))
    return found or tuple(a for a in source.answers if a.status == "default")


def failures(source: ir.Operation) -> tuple[ir.Answer, ...]:
    """The answers that are raised."""
    return tuple(a for a in source.answers if not a.status.startswith("2"))


def forms(source: ir.Operation) -> list[tuple[str, tuple[ir.Answer, ...], bool]]:
    """The methods of an operation: a suffix of the name, the answers, and whether it streams.

    What comes in parts has a method of its own where the operation can answer whole, too; a file can
    always be had in parts.
    """
    found = successes(source)
    streams = tuple(a for a in found if answer_kind(a) in STREAMS)
    whole = tuple(a for a in found if a not in streams)
    if streams:
        plain_form = [("", whole, False)] if any(a.media_type for a in whole) else []
        return [*plain_form, ("_stream" if plain_form else "", streams, True)]
    files = tuple(a for a in whole if answer_kind(a) == "bytes")
    return [("", whole, False), *([("_stream", files, True)] if files else [])]


def stream_kind(answer: ir.Answer) -> str:
    """How an answer is taken apart."""
    kind = answer_kind(answer)
    return kind if kind in STREAMS else "chunks"


def item_type(answer: ir.Answer) -> ir.TypeId | None:
    """The type of an item of a stream: `itemSchema`, or the schema of what comes again and again."""
    return answer.item or answer.type
