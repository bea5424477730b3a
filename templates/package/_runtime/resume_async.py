"""Streams that go on after they broke off: downloads by Range, events by Last-Event-ID."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ParamSpec, TypeVar, cast

from .codec import contradiction
from .content_encoding import packing
from .errors import APIConnectionError, TransportError
from .clock_async import sleep

if TYPE_CHECKING:
    from .stream_async import AsyncStream

P = ParamSpec("P")
T = TypeVar("T")
Progress = Callable[[int, "int | None"], object]
"""Is told the bytes that are there and, where that is known, of how many."""
PLAIN = {"accept-encoding": "identity"}
"""A range counts the bytes as they are sent: a content that goes on must come as it is."""
RECONNECT = 3.0
"""Seconds before a stream of events is asked for again, unless the server says otherwise."""


def async_download(
    method: Callable[P, Awaitable[AsyncStream[bytes]]],
    path: str | Path,
    *,
    progress: Progress | None = None,
    resumptions: int = 5,
) -> Callable[P, Awaitable[int]]:
    """The same method, writing to a file: `download(client.files.content, "a.pdf")("id")` gives the bytes written.

    What comes is written beside the file, and takes its place when all is there. A download that breaks off
    goes on where it stood, as often as `resumptions` says without a step forward, unless the content changed.

    Raises:
        APIError: as the method, or another part came than was asked for; what was written is gone then.
        OSError: the file cannot be written.
    """

    async def run(*args: P.args, **kwargs: P.kwargs) -> int:
        part = Path(f"{path}.part")
        try:
            with part.open("wb") as file:
                found = _Download(file, progress, resumptions)
                while await found.run(method, args, kwargs):
                    pass
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return found.size

    return run


class _Download:
    """A file that grows, over several answers."""

    def __init__(
        self, file: BinaryIO, progress: Progress | None, resumptions: int
    ) -> None:
        self.size = 0
        self._file, self._progress = file, progress
        self._allowed = self._left = resumptions
        self._validator: str | None = None

    async def run(self, method: Any, args: Any, kwargs: Mapping[str, Any]) -> bool:
        """Write one answer; whether another is to be asked for."""
        headers = {**kwargs.get("headers", {}), **PLAIN, **self._range()}
        begun = self.size
        try:
            async with await method(*args, **{**kwargs, "headers": headers}) as stream:
                self._begin(stream)
                async for chunk in stream:
                    self._write(stream, chunk)
                self._check_end(stream)
        except APIConnectionError:
            self._left = self._allowed if self.size > begun else self._left - 1
            if self._left <= 0 or self._validator is None:
                raise
            return True
        return False

    def _range(self) -> dict[str, str]:
        if not self.size or self._validator is None:
            return {}
        return {"range": f"bytes={self.size}-", "if-range": self._validator}

    def _begin(self, stream: AsyncStream[bytes]) -> None:
        """Begin an answer: it goes on where the file ends, or begins anew.

        Raises:
            APIDecodeError: it is another part than the one that follows.
        """
        if stream.status == 206:
            asked, given = f"bytes {self.size}-", stream.headers.get(
                "content-range", ""
            )
            if not given.startswith(asked):
                raise stream.contradicted(
                    contradiction(f"{asked} of the content", given)
                )
        else:
            self._file.seek(0)
            self._file.truncate()
            self.size = 0
        self._validator = _validator(stream.headers)

    def _check_end(self, stream: AsyncStream[bytes]) -> None:
        """Look whether a part was the last one.

        Raises:
            APIConnectionError: there is more.
        """
        total = _total(stream.headers) if stream.status == 206 else None
        if total is not None and self.size < total:
            raise stream.lost(TransportError(f"{self.size} of {total} bytes came"))

    def _write(self, stream: AsyncStream[bytes], chunk: bytes) -> None:
        self._file.write(chunk)
        self.size += len(chunk)
        if self._progress is not None:
            self._progress(self.size, _total(stream.headers))


def _validator(headers: Mapping[str, str]) -> str | None:
    """What tells whether the content is still the same (RFC 9110, 13.1.5); None where nothing does.

    Of a packed content the bytes that are written are not those that a range counts.
    """
    if packing(headers.get("content-encoding", "")):
        return None
    etag = headers.get("etag", "")
    if etag and not etag.startswith("W/"):
        return etag
    return headers.get("last-modified")


def _total(headers: Mapping[str, str]) -> int | None:
    whole = headers.get("content-range", "").rpartition("/")[2]
    told = whole or headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdigit() else None


def async_events(
    method: Callable[P, Awaitable[AsyncStream[T]]], *, reconnections: int = 5
) -> Callable[P, AsyncIterator[T]]:
    """The same method, giving events over several connections: `events(client.runs.watch)("id")`.

    A stream that breaks off is asked for again after the time that the server named, from the last event
    that had an id; it fails after `reconnections` without an event between.

    Raises:
        APIError: as the method.
    """

    async def run(*args: P.args, **kwargs: P.kwargs) -> AsyncIterator[T]:
        last: str | None = None
        delay, left = RECONNECT, reconnections
        while True:
            told = {"last-event-id": last} if last is not None else {}
            headers = {**cast("Any", kwargs).get("headers", {}), **told}
            try:
                opened = cast("Any", method)(*args, **{**kwargs, "headers": headers})
                async with await opened as stream:
                    async for item in stream:
                        event = stream.last_event
                        if event is not None:
                            last = event.id if event.id is not None else last
                            delay = delay if event.retry is None else event.retry / 1000
                        left = reconnections
                        yield item
                return
            except APIConnectionError:
                left -= 1
                if left <= 0 or last is None:
                    raise
            await sleep(delay)

    return run
