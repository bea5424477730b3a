"""The transport that records and replays exchanges."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import Any

from .._runtime.errors import TransportError
from .._runtime.redaction import Redactor
from .._runtime.request import Request
from .._runtime.transport.headers import Headers, list_lines
from .._runtime.transport.selection import select_sync_transport
from .._runtime.transport.transport import (
    SUPPORTED,
    SyncOpenResponse,
    SyncTransport,
    Decompressor,
    encoding_name,
)
from .recordings import Entry, Recording, describe_error

# The end of a body that the client did not read to its end.
UNREAD = TransportError("the client closed the response before its end")


class RecordingTransport:
    """Transport that records exchanges, and replays recorded ones.

    Bodies of requests are read into memory before they are sent. Without a transport to wrap, the
    default one is used, and only if something is sent.
    """

    def __init__(self, recording: Recording, transport: Any = None) -> None:
        self.recording = recording
        self._argument = transport
        self._transport: SyncTransport | None = None

    def open(self, request: Request) -> SyncOpenResponse:
        """Return the recorded response, or send the request and record its response.

        Raises:
            UnrecordedRequest: the request is not recorded, and the mode is "replay".
        """
        content = request.content
        if content is not None and not isinstance(content, bytes):
            content = b"".join([chunk for chunk in content.chunks()])
            request = replace(request, content=content)
        entry = self.recording.start(request, content or b"")
        if entry.is_finished:
            return _replay(entry)
        if self._transport is None:
            self._transport = select_sync_transport(self._argument)
        try:
            opened = self._transport.open(request)
        except TransportError as error:
            entry.error = describe_error(error, _redact(request, error))
            self.recording.finish()
            raise
        return _Record(self.recording, entry, request, opened).open()

    def close(self) -> None:
        """Write the recording, and close the wrapped transport."""
        self.recording.save()
        if self._transport is not None:
            self._transport.close()


def _replay(entry: Entry) -> SyncOpenResponse:
    entry.raise_error()

    def chunks() -> Iterator[bytes]:
        content = entry.content
        if content:
            yield content
        entry.end_body()

    def close() -> None:
        """Do nothing: no connection is open."""

    return SyncOpenResponse(entry.status, entry.headers, chunks(), close)


class _Record:
    """Records a response while the client reads it."""

    def __init__(
        self,
        recording: Recording,
        entry: Entry,
        request: Request,
        opened: SyncOpenResponse,
    ) -> None:
        self._recording, self._entry = recording, entry
        self._request, self._opened = request, opened
        self._received = bytearray()
        self._chunks = self._iterate()

    def open(self) -> SyncOpenResponse:
        """Return the response; closing it ends the record."""
        opened = self._opened
        return SyncOpenResponse(
            opened.status, opened.headers, self._chunks, self._close
        )

    def _iterate(self) -> Generator[bytes]:
        try:
            for chunk in self._opened.chunks:
                self._received += chunk
                yield chunk
        except TransportError as error:
            self._finish(error)
            raise
        self._finish(None)

    def _close(self) -> None:
        self._chunks.close()
        self._finish(UNREAD)
        self._opened.close()

    def _finish(self, error: TransportError | None) -> None:
        """Add the response to the recording; `error` ended its body."""
        if self._entry.is_finished:
            return
        headers, content = _decompress(self._opened.headers, bytes(self._received))
        response = self._recording.redaction.describe_response(
            self._request, self._opened.status, headers, content
        )
        if error is not None:
            message = _redact(self._request, error)
            response["incomplete"] = describe_error(error, message)
        self._entry.response = response
        self._recording.finish()


def _redact(request: Request, error: TransportError) -> str:
    redactor = Redactor(frozenset())
    redactor.add(request.secrets)
    return redactor.redact_text(error.message)


def _decompress(headers: Any, content: bytes) -> tuple[Any, bytes]:
    """Return a body without its content encoding, if that is supported and the body is intact."""
    name = encoding_name(headers.get("content-encoding", ""))
    if name not in SUPPORTED:
        return headers, content
    decompressor = Decompressor(name)
    try:
        decompressed = b"".join(decompressor.feed(content))
    except TransportError:
        return headers, content
    lines = [(n, t) for n, t in list_lines(headers) if n != "content-encoding"]
    return Headers(lines), decompressed
