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

from typing import TYPE_CHECKING, Any

from .codec.codec import Fault
from .codec.deferred_annotations import defer_module
from .exchange import Exchange, ExchangeMixin
from .operation import PACKAGE

if TYPE_CHECKING:
    from .transport.transport import Response

MAX_MESSAGE_LENGTH = 300


class TransportError(Exception):
    """Raised by transports without a complete response; callers receive `APIConnectionError`.

    `may_have_arrived` is False only if the server cannot have received the request. `response` is
    the part of an incomplete response that was received. `limit` is the limit of the `Timeout` that
    was exceeded: "connect", "read", "write", "pool" or "total".
    """

    response: Response | None = None
    is_permanent = False
    """True if another attempt would fail too: the library refuses to send the request."""

    def __init__(
        self,
        message: str,
        may_have_arrived: bool = True,
        timed_out: bool = False,
        limit: str = "",
    ) -> None:
        super().__init__(message, may_have_arrived, timed_out, limit)
        self.message = message
        self.may_have_arrived = may_have_arrived
        self.timed_out = timed_out
        self.limit = limit

    @classmethod
    def total_timeout(cls, may_have_arrived: bool = True) -> TransportError:
        """Return the error for the end of the total timeout."""
        return cls("total timeout exceeded", may_have_arrived, True, "total")


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


class APITimeoutError(APIConnectionError, TimeoutError):
    """No complete response before the timeout; `message` names the limit that was exceeded."""

    def __init__(
        self, exchange: Exchange, message: str, may_have_arrived: bool = True
    ) -> None:
        super().__init__(exchange, message, may_have_arrived)
        # `OSError` takes the arguments for an error number and the name of a file.
        self.args = exchange, message, may_have_arrived
        self.errno = self.strerror = self.filename = None


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
        from .json.error_messages import extract_message  # rarely needed

        message = to_single_line(extract_message(self.raw), MAX_MESSAGE_LENGTH)
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


def to_single_line(text: str, max_length: int = 1000) -> str:
    """Return a text without line breaks and control characters, truncated to `max_length`."""
    printable = "".join(c if c.isprintable() else " " for c in text[: 2 * max_length])
    line = " ".join(printable.split())
    return line if len(line) <= max_length else f"{line[:max_length]}…"


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


defer_module(__name__)
