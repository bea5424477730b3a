"""The exceptions of a client. Each has `exchange`: the request with its response.

APIError
├── APIConnectionError       no response, or an incomplete one
│   └── APITimeoutError      timeout
├── APIStatusError           an error status (with a subclass per documented status)
│   ├── ClientStatusError    4XX: invalid request
│   └── ServerStatusError    5XX: failure of the server
└── APIDecodeError           a response that contradicts the document or is too large
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .codec.codec import Fault
from .exchange import Exchange, ExchangeMixin
from .operation import PACKAGE

if TYPE_CHECKING:
    from .transport.transport import Response

# Keys of messages in the errors of common APIs, most specific first.
KEYS = ("message", "detail", "error_description", "title", "msg", "error", "errors")
MAX_BODY_BYTES = 1 << 16
MAX_DEPTH = 4
MAX_MESSAGE_LENGTH = 300


class TransportError(Exception):
    """Raised by transports without a complete response; callers receive `APIConnectionError`.

    `may_have_arrived` is False only if the server cannot have received the request. `response` is
    the part of an incomplete response that was received.
    """

    response: Response | None = None

    def __init__(
        self, message: str, may_have_arrived: bool = True, timed_out: bool = False
    ) -> None:
        super().__init__(message, may_have_arrived, timed_out)
        self.message = message
        self.may_have_arrived = may_have_arrived
        self.timed_out = timed_out


class APIError(ExchangeMixin, Exception):
    """Base class of the exceptions of this client."""

    @property
    def raw(self) -> bytes:
        """The response body without credentials: of a long one the first MiB."""
        return self.exchange.content

    def _summary(self, event: str) -> str:
        """Return one line: the operation, the event, the attempts and the request id."""
        attempts = f" after {self.attempts} attempts" if self.attempts > 1 else ""
        request_id = f" (request id {self.request_id})" if self.request_id else ""
        return to_single_line(f"{self.request} {event}{attempts}{request_id}")


class APIConnectionError(APIError):
    """No response, or an incomplete one; `may_have_arrived` is False if the request was not sent.

    The exchange of an incomplete response has its status, its headers and the received part of its
    body.
    """

    def __init__(
        self, exchange: Exchange, message: str, may_have_arrived: bool = True
    ) -> None:
        super().__init__(exchange, message, may_have_arrived)
        self.exchange = exchange
        self.message = message
        self.may_have_arrived = may_have_arrived

    @property
    def status(self) -> int | None:
        """Status code of an incomplete response; None without a response."""
        return self.exchange.status

    def __str__(self) -> str:
        if self.status is None:
            return self._summary(f"failed without a response: {self.message}")
        status = f"returned {self.status} with an incomplete body"
        return self._summary(f"{status}: {self.message}")


class APITimeoutError(APIConnectionError):
    """No complete response before the timeout."""


class APIStatusError(APIError):
    """The server returned an error status; `body` is the decoded body, or None if it is invalid.

    `may_have_succeeded` is True if an earlier attempt, whose response was lost, may have done the
    work. `current` is the resource as read after the error, if the document declares how.
    """

    body: Any

    def __init__(
        self,
        exchange: Exchange,
        body: Any,
        may_have_succeeded: bool = False,
        current: Any = None,
    ) -> None:
        super().__init__(exchange, body, may_have_succeeded, current)
        self.exchange = exchange
        self.body = body
        self.may_have_succeeded = may_have_succeeded
        self.current = current

    @property
    def status(self) -> int:
        """Status code of the response."""
        return self.exchange.status or 0

    @property
    def request_id(self) -> str | None:
        """Id that the server assigned to the request: from the body, else from the headers."""
        request_id = getattr(self.body, "request_id", None)
        return request_id if isinstance(request_id, str) else self.exchange.request_id

    def __str__(self) -> str:
        message = extract_message(self.raw)
        detail = f": {message}" if message else ""
        if self.may_have_succeeded:
            detail += " (an earlier attempt may have succeeded)"
        return self._summary(f"returned {self.status}{detail}")


class ClientStatusError(APIStatusError):
    """The server returned 4XX: it rejected the request."""


class ServerStatusError(APIStatusError):
    """The server returned 5XX: it failed to process the request."""


class APIDecodeError(APIError):
    """A successful response contradicts the document.

    `faults` lists the contradictions; `partial` is the decoded value, with an `Undecoded` in place
    of each contradiction.
    """

    def __init__(self, exchange: Exchange, faults: list[Fault], partial: Any) -> None:
        super().__init__(exchange, faults, partial)
        self.exchange = exchange
        self.faults = faults
        self.partial = partial

    @property
    def status(self) -> int:
        """Status code of the response."""
        return self.exchange.status or 0

    def __str__(self) -> str:
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        status = f"returned {self.status} with an invalid body"
        return self._summary(f"{status}: {self.faults[0]}{more}")


def extract_message(content: bytes) -> str:
    """Return the message in the body of an error: in JSON, or plain text; "" if there is none.

    HTML and truncated JSON have no message.
    """
    if len(content) > MAX_BODY_BYTES:
        return ""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        value = _plain_text(content)
    return to_single_line(_find_message(value, MAX_DEPTH), MAX_MESSAGE_LENGTH)


def to_single_line(text: str, max_length: int = 1000) -> str:
    """Return a text without line breaks and control characters, truncated to `max_length`."""
    printable = "".join(c if c.isprintable() else " " for c in text[: 2 * max_length])
    line = " ".join(printable.split())
    return line if len(line) <= max_length else f"{line[:max_length]}…"


def _plain_text(content: bytes) -> str:
    try:
        text = content.decode().strip()
    except ValueError:
        return ""
    return "" if text.startswith(("<", "{", "[")) else text


def _find_message(value: Any, depth: int) -> str:
    """Return the first text under one of the `KEYS`."""
    match value:
        case str():
            return value.strip()
        case dict() if depth:
            candidates = [value.get(key) for key in KEYS]
        case list() if depth:
            candidates = value[:1]
        case _:
            return ""
    messages = (_find_message(candidate, depth - 1) for candidate in candidates)
    return next(filter(None, messages), "")


# Tracebacks show the modules from which callers import the exceptions.
TransportError.__module__ = f"{PACKAGE}.testing"
for _error in (
    APIError,
    APIConnectionError,
    APITimeoutError,
    APIStatusError,
    ClientStatusError,
    ServerStatusError,
    APIDecodeError,
):
    _error.__module__ = f"{PACKAGE}.errors"
