"""Resumable streams: downloads by `Range`, events by `Last-Event-ID`."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ParamSpec, TypeVar, cast

from ..codec.codec import invalid_data
from ..codec.deferred_annotations import defer_module
from ..codec.parameter_values import is_header_text
from ..errors import APIConnectionError, TransportError
from ..transport.clock_async import sleep
from ..transport.transport import encoding_name

if TYPE_CHECKING:
    from .stream_async import AsyncStream

P = ParamSpec("P")
T = TypeVar("T")
Progress = Callable[[int, "int | None"], object]
"""Callback with the bytes written and the total, or None if that is unknown."""
# A range counts compressed bytes, so resumable content must not be compressed.
UNCOMPRESSED = {"accept-encoding": "identity"}
_SIZE = re.compile("[0-9]{1,18}")
# Seconds before an event stream is requested again, by default. If the server requests a longer
# delay than the maximum, the stream ends instead.
RECONNECT_DELAY, MAX_RECONNECT_DELAY = 3.0, 3600.0


def async_download(
    method: Callable[P, Awaitable[AsyncStream[bytes]]],
    path: str | Path,
    *,
    progress: Progress | None = None,
    resumptions: int = 5,
) -> Callable[P, Awaitable[int]]:
    """Return a version of a method that writes to a file and returns the number of bytes.

    `await async_download(client.files.content, "a.pdf")("id")`

    The content is written to a temporary file, which replaces `path` when it is complete. An interrupted
    download is resumed if the content has not changed; it fails after `resumptions` attempts in a row
    without progress.

    Raises:
        APIError: as the method, or the server sent another range; the temporary file is deleted.
        OSError: the file cannot be written.
    """

    async def run(*args: P.args, **kwargs: P.kwargs) -> int:
        part = Path(f"{path}.part")
        try:
            with part.open("wb") as file:
                state = _Download(file, progress, resumptions)
                while await state.run(method, args, kwargs):
                    pass
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return state.size

    return run


class _Download:
    """Download into a file, over several responses."""

    def __init__(
        self, file: BinaryIO, progress: Progress | None, resumptions: int
    ) -> None:
        self.size = 0
        self._file, self._progress = file, progress
        self._resumptions = self._remaining = resumptions
        self._validator: str | None = None

    async def run(self, method: Any, args: Any, kwargs: Mapping[str, Any]) -> bool:
        """Write the content of one response; return True if another request is necessary."""
        headers = {**kwargs.get("headers", {}), **UNCOMPRESSED, **self._range()}
        size_before = self.size
        try:
            async with await method(*args, **{**kwargs, "headers": headers}) as stream:
                self._start_response(stream)
                async for chunk in stream:
                    self._write(stream, chunk)
                self._check_end(stream)
        except APIConnectionError:
            has_progress = self.size > size_before
            self._remaining = self._resumptions if has_progress else self._remaining - 1
            if self._remaining <= 0 or self._validator is None:
                raise
            return True
        return False

    def _range(self) -> dict[str, str]:
        if not self.size or self._validator is None:
            return {}
        return {"range": f"bytes={self.size}-", "if-range": self._validator}

    def _start_response(self, stream: AsyncStream[bytes]) -> None:
        """Prepare the file: partial content is appended, complete content replaces it.

        Raises:
            APIDecodeError: the partial content does not start at the end of the file.
        """
        if stream.status == 206:
            expected = f"bytes {self.size}-"
            content_range = stream.headers.get("content-range", "")
            if not content_range.startswith(expected):
                raise stream.decode_error(
                    invalid_data(f"content range {expected}", content_range)
                )
        else:
            self._file.seek(0)
            self._file.truncate()
            self.size = 0
        self._validator = _validator(stream.headers)

    def _check_end(self, stream: AsyncStream[bytes]) -> None:
        """Check that partial content included the end.

        Raises:
            APIConnectionError: bytes are missing.
        """
        total = _total(stream.headers) if stream.status == 206 else None
        if total is not None and self.size < total:
            raise stream.connection_error(
                TransportError(f"received {self.size} of {total} bytes")
            )

    def _write(self, stream: AsyncStream[bytes], chunk: bytes) -> None:
        self._file.write(chunk)
        self.size += len(chunk)
        if self._progress is not None:
            self._progress(self.size, _total(stream.headers))


def _validator(headers: Mapping[str, str]) -> str | None:
    """Return the value for `If-Range` (RFC 9110, 13.1.5); None if the download cannot be resumed."""
    # The file contains decompressed bytes, a range counts compressed ones.
    if encoding_name(headers.get("content-encoding", "")):
        return None
    etag, modified = headers.get("etag", ""), headers.get("last-modified")
    validator = etag if etag and not etag.startswith("W/") else modified
    return validator if is_header_text(validator) else None


def _total(headers: Mapping[str, str]) -> int | None:
    range_total = headers.get("content-range", "").rpartition("/")[2]
    total = range_total or headers.get("content-length", "")
    return int(total) if _SIZE.fullmatch(total) else None


def async_events(
    method: Callable[P, Awaitable[AsyncStream[T]]], *, reconnections: int = 5
) -> Callable[P, AsyncIterator[T]]:
    """Return a version of a method that yields events over several connections.

    `async_events(client.runs.watch)("id")`

    An interrupted stream is requested again from the last event with an id, after the delay that the
    server sent. It fails after `reconnections` attempts in a row without an event.

    Raises:
        APIError: as the method.
    """

    async def run(*args: P.args, **kwargs: P.kwargs) -> AsyncIterator[T]:
        last_id: str | None = None
        delay, remaining = RECONNECT_DELAY, reconnections
        while True:
            resume = {"last-event-id": last_id} if last_id else {}
            headers = {**cast("Any", kwargs).get("headers", {}), **resume}
            try:
                opened = cast("Any", method)(*args, **{**kwargs, "headers": headers})
                async with await opened as stream:
                    async for item in stream:
                        event = stream.last_event
                        if event is not None:
                            last_id = event.id if event.id is not None else last_id
                            delay = delay if event.retry is None else event.retry / 1000
                        remaining = reconnections
                        yield item
                return
            except APIConnectionError:
                remaining -= 1
                is_late = delay > MAX_RECONNECT_DELAY
                if remaining <= 0 or not is_header_text(last_id) or is_late:
                    raise
            await sleep(delay)

    return run


defer_module(__name__)
