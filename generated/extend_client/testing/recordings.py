"""Recordings: real exchanges in a JSON file, without secrets, which tests replay and `specpress repair` reads."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from urllib.parse import parse_qsl, urlsplit

from .._runtime.codec.deferred_annotations import defer_module
from .._runtime.errors import TransportError
from .._runtime.request import Request
from .._runtime.transport.headers import Headers
from .recorded_exchanges import Redaction, read_body
from .recorded_requests import describe_nearest

if TYPE_CHECKING:
    import httpx2

    from .._runtime.transport.transport import AsyncTransport, Library, SyncTransport
    from .recording_async import AsyncRecordingTransport
    from .recording_sync import RecordingTransport

Mode: TypeAlias = Literal["replay", "record", "auto"]
FORMAT, VERSION = "specpress-recording", 1
MODES = ("replay", "record", "auto")
# Attributes of a `TransportError` in the file.
FAILURE = ("may_have_arrived", "timed_out", "limit", "is_permanent")
# The file is written again after every exchange, later after an eighth of those in it.
GROWTH = 8


class UnrecordedRequest(LookupError):
    """A request that the recording does not contain, or less often than it was sent."""


class InvalidRecording(ValueError):
    """The file is not a recording, or one of another version."""


@dataclass(slots=True)
class Entry:
    """An exchange, as it is in the file; without `response` and `error` while it is running."""

    request: dict[str, Any]
    response: dict[str, Any] | None = None
    error: dict[str, Any] | None = None
    key: str = field(init=False)
    """Equal for requests that differ in nothing that is compared."""

    def __post_init__(self) -> None:
        self.key = _key(self.request)

    @property
    def is_finished(self) -> bool:
        """True if the exchange has ended."""
        return self.response is not None or self.error is not None

    def to_dict(self) -> dict[str, Any]:
        """Return the exchange as the file has it."""
        parts = (
            ("request", self.request),
            ("response", self.response),
            ("error", self.error),
        )
        return {name: part for name, part in parts if part is not None}

    def raise_error(self) -> None:
        """Raise the recorded error, if there is one."""
        if self.error is not None:
            raise to_transport_error(self.error)

    @property
    def status(self) -> int:
        """Status code of the response."""
        return int((self.response or {})["status"])

    @property
    def headers(self) -> Headers:
        """Headers of the response."""
        lines = (self.response or {}).get("headers", {}).items()
        return Headers(
            (name, text)
            for name, value in lines
            for text in ([value] if isinstance(value, str) else value)
        )

    @property
    def content(self) -> bytes:
        """Body of the response, decompressed."""
        return read_body(self.response or {})

    def end_body(self) -> None:
        """Raise the error that ended the body, if it is incomplete."""
        error = (self.response or {}).get("incomplete")
        if error is not None:
            raise to_transport_error(error)


class Recording:
    """Exchanges in a file; `transport` and `async_transport` record and replay them.

    In mode "replay" nothing is sent. Mode "record" sends every request, and replaces the file. Mode
    "auto" replays the recorded exchanges, and sends and adds the others.

    A request matches a recorded one with the same method, path, query and body; each recorded exchange
    is replayed once, in order. Values of headers, query parameters and fields with the name of a
    credential, or with one of the names in `redact`, are recorded as "***", as are the credentials of
    the client wherever they occur.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        mode: Mode = "replay",
        *,
        redact: Iterable[str] = (),
    ) -> None:
        if mode not in MODES:
            raise ValueError(f"mode must be one of {', '.join(MODES)}, got {mode!r}")
        self.path, self.mode = Path(path), mode
        self.redaction = Redaction(redact)
        self.entries: list[Entry] = [] if mode == "record" else self._read()
        self._unused = [*self.entries]
        self._saved, self._lock = len(self.entries), Lock()

    def transport(
        self, transport: SyncTransport | httpx2.Client | Library | None = None
    ) -> RecordingTransport:
        """Return the transport of a synchronous client; `transport` sends what is not replayed."""
        from .recording_sync import RecordingTransport

        return RecordingTransport(self, transport)

    def async_transport(
        self, transport: AsyncTransport | httpx2.AsyncClient | Library | None = None
    ) -> AsyncRecordingTransport:
        """Return the transport of an asynchronous client; see `transport`."""
        from .recording_async import AsyncRecordingTransport

        return AsyncRecordingTransport(self, transport)

    def start(self, request: Request, content: bytes) -> Entry:
        """Return the recorded exchange of a request, or a new one to finish.

        Raises:
            UnrecordedRequest: there is none, and the mode is "replay".
        """
        entry = Entry(self.redaction.describe_request(request, content))
        with self._lock:
            for index, recorded in enumerate(self._unused):
                if recorded.key == entry.key:
                    return self._unused.pop(index)
            if self.mode == "replay":
                raise UnrecordedRequest(self._describe_missing(entry))
            self.entries.append(entry)
        return entry

    def finish(self) -> None:
        """Write the file, unless it contains almost all exchanges."""
        with self._lock:
            finished = sum(entry.is_finished for entry in self.entries)
            if (finished - self._saved) * GROWTH > self._saved:
                self._write()

    def save(self) -> None:
        """Write all finished exchanges to the file; closing a transport does this, too."""
        with self._lock:
            if sum(entry.is_finished for entry in self.entries) != self._saved:
                self._write()

    def _write(self) -> None:
        exchanges = [e.to_dict() for e in self.entries if e.is_finished]
        document = {"format": FORMAT, "version": VERSION, "exchanges": exchanges}
        text = json.dumps(document, indent=2, ensure_ascii=False)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # A reader, or a killed process, never leaves half of a file.
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            temporary.write_text(f"{text}\n", "utf-8", newline="\n")
            temporary.replace(self.path)
        finally:
            temporary.unlink(missing_ok=True)
        self._saved = len(exchanges)

    def _read(self) -> list[Entry]:
        if not self.path.exists():
            if self.mode == "auto":
                return []
            hint = 'use mode="record" or mode="auto" to create it'
            raise FileNotFoundError(f"{self.path} does not exist: {hint}")
        try:
            document = json.loads(self.path.read_text("utf-8"))
            is_known = document["format"] == FORMAT and document["version"] == VERSION
            if is_known:
                return [Entry(**exchange) for exchange in document["exchanges"]]
        except (ValueError, TypeError, LookupError) as error:
            raise InvalidRecording(f"{self.path} is not a recording: {error}") from None
        message = f"{self.path} is not a recording in version {VERSION} of the format"
        raise InvalidRecording(message)

    def _describe_missing(self, entry: Entry) -> str:
        count = sum(recorded.key == entry.key for recorded in self.entries)
        request = entry.request
        name = f"{request['method']} {request['url']}"
        hint = 'use mode="auto" to send it and add it'
        if count:
            times = "once" if count == 1 else f"{count} times"
            fault = f"is in {self.path} {times}, and was sent once more"
        else:
            nearest = describe_nearest(request, [e.request for e in self.entries])
            fault = f"is not in {self.path}{nearest}"
        return f"{name} {fault}\n{hint}"


def to_transport_error(error: dict[str, Any]) -> TransportError:
    """Return the error of a transport that the file describes."""
    facts = dict(error)
    is_permanent = facts.pop("is_permanent", False)
    failure = TransportError(**facts)
    failure.is_permanent = is_permanent
    return failure


def describe_error(error: TransportError, message: str) -> dict[str, Any]:
    """Return the description of the error of a transport for the file."""
    default = TransportError(message)
    facts = {name: getattr(error, name) for name in FAILURE}
    changed = {k: v for k, v in facts.items() if v != getattr(default, k)}
    return {"message": message, **changed}


def _key(request: dict[str, Any]) -> str:
    parts = urlsplit(request["url"])
    query = sorted(parse_qsl(parts.query, keep_blank_values=True))
    body = {name: request.get(name) for name in ("json", "text", "base64")}
    return json.dumps([request["method"], parts.path, query, body], sort_keys=True)


defer_module(__name__)
