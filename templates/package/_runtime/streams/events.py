"""Parsing of streams: Server-Sent Events, JSON lines and JSON text sequences, without I/O."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Any

from ..codec.codec import invalid_data
from ..codec.types import decode_value
from ..json.json import loads
from ..operation import Operation, ResponseSpec
from ..response_reader import (
    ResponseHead,
    check_encoding,
    check_media_type,
    essence,
    find_success,
    get_content_type,
    is_success,
    read_json,
)
from ..transport.transport import Response

# First byte of each value of a JSON text sequence (RFC 7464).
RECORD_SEPARATOR = b"\x1e"
BOM = b"\xef\xbb\xbf"
_WHITESPACE = b" \t\r\n"
# Limits on the bytes that are parsed to see whether a text is complete.
MAX_PARSES, SMALL_TEXT = 16, 1 << 16
_DIGITS = re.compile("[0-9]{1,18}")
_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """Event of a `text/event-stream`; `id` is the last one received, `retry` in milliseconds."""

    data: str
    event: str = "message"
    id: str | None = None
    retry: int | None = None
    fields: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """Fields that the server sent with this event."""

    def as_object(self, has_json_data: bool) -> dict[str, Any]:
        """Return the fields as an object; with `has_json_data`, the data is parsed if it is JSON."""
        values = dict(self.fields)
        if has_json_data:
            try:
                values["data"] = loads(self.data)
            except ValueError:
                return values
        return values


class EventParser:
    """Parser of Server-Sent Events, as in the HTML standard: an incomplete event is dropped."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("replace").decode
        # The incomplete last line: a list of many short pieces would take more memory.
        self._line = StringIO()
        self._has_trailing_cr = False
        self._data: list[str] = []
        self._fields: dict[str, Any] = {}
        self._id: str | None = None

    def feed(self, chunk: bytes, end: bool = False) -> Iterator[ServerSentEvent]:
        """Yield the events that the chunk completes."""
        for line in self._split_lines(self._decode(chunk, end)):
            if line:
                self._add_field(line)
                continue
            if self._data:
                yield self._build_event()
            self._data, self._fields = [], {}

    def _split_lines(self, text: str) -> Iterator[str]:
        # CR LF may be split between two chunks.
        is_split = self._has_trailing_cr and text.startswith("\n")
        self._has_trailing_cr = text.endswith("\r") or (
            self._has_trailing_cr and not text
        )
        first, *others = _LINE_END.split(text[1:] if is_split else text)
        self._line.write(first)
        for piece in others:
            line = self._line.getvalue()
            self._line = StringIO()
            self._line.write(piece)
            yield line

    def _build_event(self) -> ServerSentEvent:
        data, fields = "\n".join(self._data), self._fields
        event, retry = fields.get("event") or "message", fields.get("retry")
        return ServerSentEvent(data, event, self._id, retry, {**fields, "data": data})

    def _add_field(self, line: str) -> None:
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
    """Parser of JSON lines, or of a JSON text sequence if the first byte is its separator.

    A JSON array over several lines, in place of lines, is one text: one item, which contradicts
    the document, instead of one contradiction for each line.
    """

    def __init__(self) -> None:
        # The incomplete last text, and the bytes of it that were parsed without success.
        self._text, self._parsed = BytesIO(), 0
        self._separator = b""
        self._is_array: bool | None = None

    def feed(self, chunk: bytes, end: bool = False) -> Iterator[bytes]:
        """Yield the texts that the chunk completes."""
        start = chunk.lstrip(BOM + _WHITESPACE)
        if start and not self._separator:
            is_sequence = start.startswith(RECORD_SEPARATOR)
            self._separator = RECORD_SEPARATOR if is_sequence else b"\n"
        first, *others = chunk.split(self._separator) if self._separator else [chunk]
        self._text.write(first)
        for piece in others:
            if self._begins_array():
                self._text.write(self._separator)
            else:
                yield from self._flush()
            self._text.write(piece)
        # The next separator may be late: a complete text ends with a line feed as well.
        is_sequence = self._separator == RECORD_SEPARATOR
        if end or (is_sequence and chunk.endswith(b"\n") and self._is_complete()):
            yield from self._flush()

    def _begins_array(self) -> bool:
        """Return whether the first line is the beginning of a JSON array over several lines."""
        if self._is_array is None:
            text = self._text.getvalue().strip(BOM + _WHITESPACE)
            if not text:
                return False
            is_line = self._separator == b"\n" and text.startswith(b"[")
            self._is_array = is_line and not self._is_complete()
        return self._is_array

    def _is_complete(self) -> bool:
        """Return whether the current text is valid JSON.

        A long text that arrives in many lines is not parsed after each of them.
        """
        text = self._text.getvalue()
        if self._parsed > MAX_PARSES * len(text) + SMALL_TEXT:
            return False
        self._parsed += len(text)
        try:
            loads(text.decode())
        except ValueError:
            return False
        return True

    def _flush(self) -> Iterator[bytes]:
        text = self._text.getvalue().strip(_WHITESPACE)
        self._text, self._parsed = BytesIO(), 0
        if text:
            yield text


class ChunkParser:
    """Parser of binary streams: chunks are returned unchanged."""

    def feed(self, chunk: bytes, end: bool = False) -> Iterator[bytes]:
        """Yield the chunk."""
        if chunk:
            yield chunk


class EmptyParser:
    """Parser of responses without content: chunks are ignored."""

    def feed(self, chunk: bytes, end: bool = False) -> Iterator[bytes]:
        """Yield nothing."""
        return iter(())


Parser = EventParser | LineParser | ChunkParser | EmptyParser
PARSERS: Mapping[str, type[Parser]] = {
    "events": EventParser,
    "lines": LineParser,
    "chunks": ChunkParser,
    "empty": EmptyParser,
}


def is_stream(operation: Operation[Any], response: ResponseHead) -> bool:
    """Return whether a response is a documented stream, whose body is read incrementally."""
    spec = find_success(operation, response)
    if not is_success(response.status) or spec is None:
        return False
    media_type = essence(get_content_type(response))
    return spec.kind != "events" or media_type in ("", "text/event-stream")


def find_stream(operation: Operation[Any], response: Response) -> ResponseSpec:
    """Return the documented stream of a response.

    Raises:
        InvalidDataError: the response is not a documented stream.
    """
    spec = find_success(operation, response)
    if spec is None or not is_stream(operation, response):
        expected = spec.media_type if spec else "a documented stream"
        raise invalid_data(str(expected), get_content_type(response))
    check_encoding(response.headers)
    check_media_type(spec, response)
    return spec


def read_item(spec: ResponseSpec, part: bytes | ServerSentEvent) -> Any:
    """Return the value of an item of a stream.

    Raises:
        InvalidDataError: the item contradicts the document.
    """
    if spec.type is None and spec.kind != "lines":
        return part
    if isinstance(part, bytes):
        return read_json(part, spec.type)
    if spec.is_event:
        return decode_value(spec.type, part.as_object(spec.has_json_data))
    return read_json(part.data, spec.type)
