"""Answers: how each documented answer is read, and the methods of an operation that give them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from specpress import ir
from specpress.views.media import is_json, is_lines, is_range, is_text, plain
from specpress.views.python_types import PythonTypes, Uses

BODILESS = ("204", "205", "304")
"""Statuses whose answers have no body (RFC 9110)."""
EVENT = {"data", "event", "id", "retry"}
"""The fields of an event of `text/event-stream`."""
STREAMS = ("events", "lines", "chunks")


@dataclass(frozen=True, slots=True)
class Reading:
    """How an answer is read: json, text, bytes, empty or told; of a stream each event, line or chunk."""

    source: ir.Response
    kind: str
    type: ir.TypeId | None = None
    """What is decoded; None where the content is taken as it comes."""
    whole: bool = False
    """Of a stream of events: whether the type is that of the whole event, not of its data."""
    parsed: bool = False
    """Of a whole event: whether its data are JSON, not text."""


@dataclass(frozen=True, slots=True)
class Form:
    """A method of an operation: the suffix of its name, what it can answer, whether it streams."""

    suffix: str
    answers: tuple[Reading, ...]
    streams: bool = False


def forms(python: PythonTypes, source: ir.Operation) -> list[Form]:
    """The methods of an operation.

    What comes in parts has a method of its own where the operation can answer whole, too; a file can
    always be had in parts. Where JSON is offered, text in its place has a method of its own.
    """
    found = [_reading(python, source, a) for a in successes(source)]
    whole = [r for r in found if r.kind not in STREAMS]
    first = Form("", _preferred(whole, "json"))
    parts = tuple(_in_parts(r) for r in found if r.kind in (*STREAMS, "bytes", "empty"))
    kinds, silent = {r.kind for r in parts}, all(r.kind == "empty" for r in whole)
    if silent and kinds & {*STREAMS}:
        return [Form("", parts, streams=True)]
    texts = [r for r in whole if r.kind == "text" and r not in first.answers]
    return [
        first,
        *([Form("_text", _preferred(whole, "text"))] if texts else []),
        *([Form("_stream", parts, streams=True)] if kinds - {"empty"} else []),
    ]


def successes(source: ir.Operation) -> tuple[ir.Response, ...]:
    """The answers of success; where none is documented, the default stands for it."""
    found = tuple(a for a in source.responses if a.status.startswith("2"))
    return found or tuple(a for a in source.responses if a.status == "default")


def failures(python: PythonTypes, source: ir.Operation) -> list[Reading]:
    """The answers that are raised; none of them is a stream."""
    found = [a for a in source.responses if not a.status.startswith("2")]
    return [_at_once(_reading(python, source, answer)) for answer in found]


def payload(python: PythonTypes, body: ir.Body) -> Reading:
    """How a request that the API sends is read: as an answer would be, and forms, too."""
    answer = ir.Response("default", body.media_type, body.type, None, "", (), None, "")
    if plain(body.media_type) == "application/x-www-form-urlencoded":
        return Reading(answer, "form", body.type)
    return _at_once(_content(python, answer))


def returned(python: PythonTypes, form: Form, uses: Uses) -> str:
    """The annotation of what a method gives, or of one item of its stream."""
    found = [r for r in form.answers if not (form.streams and r.kind == "empty")]
    return annotation(python, found, uses) or "None"


def annotation(python: PythonTypes, readings: Iterable[Reading], uses: Uses) -> str:
    """The annotation of what comes of any of some answers; none of no answer."""
    parts = list(dict.fromkeys(_annotated(python, r, uses) for r in readings))
    if "Any" in parts:
        uses.add("typing", "Any")
        return "Any"
    return " | ".join(sorted(parts, key=lambda part: part == "None"))


def _annotated(python: PythonTypes, reading: Reading, uses: Uses) -> str:
    if reading.type is not None:
        return python.annotate(reading.type, uses)
    match reading.kind:
        case "text":
            return "str"
        case "bytes" | "chunks":
            return "bytes"
        case "events":
            uses.add(".events", "ServerSentEvent")
            return "ServerSentEvent"
        case "empty":
            return "None"
        case _:
            return "Any"


def _preferred(whole: list[Reading], kind: str) -> tuple[Reading, ...]:
    """The readings of one kind, for each status that offers it; of any other status all."""
    offering = {r.source.status for r in whole if r.kind == kind}
    return tuple(r for r in whole if r.kind == kind or r.source.status not in offering)


def _in_parts(reading: Reading) -> Reading:
    """A file as a stream of its bytes; what is a stream, or empty, as it is."""
    return replace(reading, kind="chunks") if reading.kind == "bytes" else reading


def _at_once(reading: Reading) -> Reading:
    """A stream that is read whole: its text."""
    streams = reading.kind in STREAMS
    return replace(reading, kind="text", type=None) if streams else reading


def _reading(python: PythonTypes, source: ir.Operation, answer: ir.Response) -> Reading:
    bodiless = source.method == "HEAD" or answer.status in BODILESS
    return Reading(answer, "empty") if bodiless else _content(python, answer)


def _content(python: PythonTypes, answer: ir.Response) -> Reading:
    if answer.media_type is None:
        return Reading(answer, "empty")
    name = plain(answer.media_type)
    if name == "text/event-stream":
        return _events(python, answer)
    if is_lines(name):
        return Reading(answer, "lines", _item(python, answer))
    kind = _kind(python, name, answer.type)
    return Reading(answer, kind, answer.type if kind in ("json", "told") else None)


def _kind(python: PythonTypes, name: str, type_id: ir.TypeId | None) -> str:
    """How a whole content is read: by its media type, and where that leaves it open by its schema."""
    textual = type_id is None or python.is_textual(type_id)
    if type_id is not None and python.is_binary(type_id):
        return "bytes"
    if is_range(name):
        return "told" if textual else "json"
    if is_json(name) or (name in ("text/plain", "text/*") and not textual):
        return "json"
    return "text" if is_text(name) else "bytes"


def _item(python: PythonTypes, answer: ir.Response) -> ir.TypeId | None:
    """The type of an item: `itemSchema`, or the items of a list, or the schema of what comes again and again."""
    if answer.item is not None or answer.type is None:
        return answer.item
    found = python.plain(answer.type)
    return found.item if isinstance(found, ir.Array) else answer.type


def _events(python: PythonTypes, answer: ir.Response) -> Reading:
    """A stream of events: the schema is that of their data, or of whole events where it has their fields."""
    item = _item(python, answer)
    if item is None or python.is_textual(item):
        return Reading(answer, "events")
    data = _data(python, item)
    if not data:
        return Reading(answer, "events", item)
    parsed = not all(python.is_textual(type_id) for type_id in data)
    return Reading(answer, "events", item, whole=True, parsed=parsed)


def _data(python: PythonTypes, item: ir.TypeId) -> list[ir.TypeId]:
    """The types of `data` in a schema of whole events; none where it is no such schema."""
    found = python.plain(item)
    if isinstance(found, ir.Union):
        inside = [_data(python, variant) for variant in found.variants]
        return [t for types in inside for t in types] if all(inside) else []
    if not isinstance(found, ir.Object) or {f.wire for f in found.fields} - EVENT:
        return []
    return [f.type for f in found.fields if f.wire == "data"]
