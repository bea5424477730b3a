"""Streams taken apart: Server-Sent Events, and JSON values on lines or in sequences. No input or output here."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

RECORD = "\x1e"
"""Begins each value of a JSON text sequence (RFC 7464)."""


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """One event of `text/event-stream`; `retry` is in milliseconds."""

    data: str
    event: str = "message"
    id: str | None = None
    retry: int | None = None

    def as_object(self) -> dict[str, Any]:
        """The fields that the server sent, as the document describes an event."""
        found: dict[str, Any] = {"event": self.event, "data": self.data}
        if self.id is not None:
            found["id"] = self.id
        if self.retry is not None:
            found["retry"] = self.retry
        return found


class Lines:
    """Text lines out of chunks of bytes; a line ends at CR, LF or both."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("replace").decode
        self._rest = ""

    def feed(self, chunk: bytes, end: bool = False) -> Iterator[str]:
        """The lines that are complete now; at the end also the last one."""
        text = self._rest + self._decode(chunk, end)
        held = "\r" if text.endswith("\r") and not end else ""
        lines = text.removesuffix(held) if held else text
        parts = lines.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._rest = parts.pop() + held
        yield from parts
        if end and self._rest:
            yield self._rest


class EventParser:
    """Events out of chunks, as the HTML standard says; an event that is cut off is dropped."""

    def __init__(self) -> None:
        self._lines = Lines()
        self._data: list[str] = []
        self._event = ""
        self._id: str | None = None
        self._retry: int | None = None

    def feed(self, chunk: bytes, end: bool = False) -> Iterator[ServerSentEvent]:
        """The events that are complete now."""
        for line in self._lines.feed(chunk, end):
            if line:
                self._field(line)
            elif self._data:
                yield self._finished()
            else:
                self._event = ""

    def _finished(self) -> ServerSentEvent:
        data, event = "\n".join(self._data), self._event or "message"
        self._data, self._event = [], ""
        return ServerSentEvent(data, event, self._id, self._retry)

    def _field(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._event = value
        elif name == "id" and "\0" not in value:
            self._id = value
        elif name == "retry" and value.isdigit():
            self._retry = int(value)


class LineParser:
    """The JSON texts of NDJSON, JSON Lines and JSON text sequences."""

    def __init__(self) -> None:
        self._lines = Lines()

    def feed(self, chunk: bytes, end: bool = False) -> Iterator[str]:
        """The texts that are complete now."""
        for line in self._lines.feed(chunk, end):
            text = line.strip(RECORD + " \t")
            if text:
                yield text


class ChunkParser:
    """Bytes as they come."""

    def feed(self, chunk: bytes, end: bool = False) -> Iterator[bytes]:
        """The chunk itself."""
        if chunk:
            yield chunk


PARSERS = {"events": EventParser, "lines": LineParser, "chunks": ChunkParser}
