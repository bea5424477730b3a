"""Streams taken apart and read: Server-Sent Events, and JSON texts on lines or in sequences. No input or output here."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .codec import contradiction
from .content import plain, read_json, text_of
from .json import loads
from .operation import ResponseSpec, Operation
from .response_reader import Opened, check_packing, check_page, content_type, is_success, success
from .transport import Response
from .types import decoded

RECORD = b"\x1e"
"""Begins each value of a JSON text sequence (RFC 7464)."""
BOM = b"\xef\xbb\xbf"
_BLANK = b" \t\r\n"
_DIGITS = re.compile("[0-9]{1,18}")
_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """One event of `text/event-stream`; `id` is the last one that came, `retry` is in milliseconds."""

    data: str
    event: str = "message"
    id: str | None = None
    retry: int | None = None
    fields: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What the server sent for this event, and no more."""

    def as_object(self, parsed: bool) -> dict[str, Any]:
        """The fields as the document describes an event; the data parsed where they are JSON."""
        found = dict(self.fields)
        if parsed:
            try:
                found["data"] = loads(self.data)
            except ValueError:
                return found
        return found


class EventParser:
    """Events out of chunks, as the HTML standard says; an event that is cut off is dropped."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("replace").decode
        self._line: list[str] = []
        self._ended = False
        self._data: list[str] = []
        self._fields: dict[str, Any] = {}
        self._id: str | None = None

    def feed(self, chunk: bytes, end: bool = False) -> Iterator[ServerSentEvent]:
        """The events that are complete now."""
        for line in self._lines(self._decode(chunk, end)):
            if line:
                self._field(line)
                continue
            if self._data:
                yield self._event()
            self._data, self._fields = [], {}

    def _lines(self, text: str) -> Iterator[str]:
        """The lines that are complete now; a line feed that begins a chunk may belong to one before."""
        plain = text[1:] if self._ended and text.startswith("\n") else text
        self._ended = text.endswith("\r") or (self._ended and not text)
        first, *others = _LINE_END.split(plain)
        self._line.append(first)
        for piece in others:
            line, self._line = "".join(self._line), [piece]
            yield line

    def _event(self) -> ServerSentEvent:
        data, sent = "\n".join(self._data), self._fields
        kind, retry = sent.get("event") or "message", sent.get("retry")
        return ServerSentEvent(data, kind, self._id, retry, {**sent, "data": data})

    def _field(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._fields[name] = value
        elif name == "id" and "\0" not in value:
            self._id = self._fields[name] = value
        elif name == "retry" and _DIGITS.fullmatch(value):
            self._fields[name] = int(value)


class LineParser:
    """JSON texts on lines; in sequences (RFC 7464) each follows a record separator, and the first does, too."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._mark = b""

    def feed(self, chunk: bytes, end: bool = False) -> Iterator[bytes]:
        """The texts that are complete now."""
        begun = chunk.lstrip(BOM + _BLANK)
        if begun and not self._mark:
            self._mark = RECORD if begun.startswith(RECORD) else b"\n"
        first, *others = chunk.split(self._mark) if self._mark else [chunk]
        self._parts.append(first)
        for piece in others:
            yield from self._taken()
            self._parts = [piece]
        if end or (self._mark == RECORD and chunk.endswith(b"\n") and self._is_json()):
            yield from self._taken()

    def _is_json(self) -> bool:
        """Whether a text that may go on in the next chunk is whole."""
        try:
            loads(b"".join(self._parts).decode())
        except ValueError:
            return False
        return True

    def _taken(self) -> Iterator[bytes]:
        text = b"".join(self._parts).strip(_BLANK)
        self._parts = []
        if text:
            yield text


class ChunkParser:
    """Bytes as they come."""

    def feed(self, chunk: bytes, end: bool = False) -> Iterator[bytes]:
        """The chunk itself."""
        if chunk:
            yield chunk


class EmptyParser:
    """Nothing, whatever comes."""

    def feed(self, chunk: bytes, end: bool = False) -> Iterator[bytes]:
        """No part."""
        return iter(())


Parser = EventParser | LineParser | ChunkParser | EmptyParser
PARSERS: Mapping[str, type[Parser]] = {
    "events": EventParser,
    "lines": LineParser,
    "chunks": ChunkParser,
    "empty": EmptyParser,
}


def is_stream(operation: Operation[Any], response: Opened) -> bool:
    """Whether an answer is a stream that the document promises: its body is left to be read in parts."""
    answer = success(operation, response)
    if not is_success(response.status) or answer is None:
        return False
    told = plain(content_type(response))
    return answer.kind != "events" or told in ("", "text/event-stream")


def stream_of(operation: Operation[Any], response: Response) -> ResponseSpec:
    """The documented stream that an answer is.

    Raises:
        InvalidDataError: it is no stream that the document promises.
    """
    answer = success(operation, response)
    if answer is None or not is_stream(operation, response):
        expected = answer.media_type if answer else "a documented stream"
        raise contradiction(str(expected), content_type(response))
    check_packing(response.headers)
    check_page(answer, response)
    return answer


def read_item(answer: ResponseSpec, part: bytes | ServerSentEvent) -> Any:
    """The value of one item of a stream.

    Raises:
        InvalidDataError: the item is not what the document promises.
    """
    if answer.type is None and answer.kind != "lines":
        return part
    if isinstance(part, bytes):
        return read_json(text_of(part, ""), answer.type)
    if answer.is_event:
        return decoded(answer.type, part.as_object(answer.has_json_data))
    return read_json(part.data, answer.type)
