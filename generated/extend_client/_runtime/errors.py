"""The exceptions of a client. Each has `exchange`: what was asked, and what came.

APIError
├── APIConnectionError       no answer came, or it broke off
│   └── APITimeoutError      not in time
├── APIStatusError           the server answered with an error status (a class each, where documented)
│   ├── ClientStatusError    4XX: the request is at fault
│   └── ServerStatusError    5XX: the server is
└── APIDecodeError           the answer contradicts the document, or is larger than allowed
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .codec import Fault
from .exchange import Exchange, ExchangeMixin
from .error_text import one_line, words_of

if TYPE_CHECKING:
    from .transport import Response


class TransportError(Exception):
    """What a transport raises where no whole answer comes; callers meet it as `APIConnectionError`.

    `may_have_arrived` is False only where the server cannot have got the request. `response` is the
    part of an answer that came, where one broke off.
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
    """The base of all exceptions of this client."""

    @property
    def raw(self) -> bytes:
        """The body of the answer as it came."""
        return self.exchange.content

    def _told(self, what: str) -> str:
        """One helpful line."""
        tries = f" after {self.attempts} attempts" if self.attempts > 1 else ""
        known = f" (request id {self.request_id})" if self.request_id else ""
        return one_line(f"{self.request} {what}{tries}{known}")


class APIConnectionError(APIError):
    """No answer came, or it broke off: `may_have_arrived` tells whether the server may have got the request.

    Of an answer that broke off, status, headers and the part of the body that came are there.
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
        """The status of the answer that broke off; None where none came."""
        return self.exchange.status

    def __str__(self) -> str:
        if self.status is None:
            return self._told(f"got no answer: {self.message}")
        return self._told(f"answered {self.status}, but broke off: {self.message}")


class APITimeoutError(APIConnectionError):
    """No answer came in time."""


class APIStatusError(APIError):
    """The server answered with an error status; `body` is decoded where it is as documented.

    `may_be_done` is True where an earlier attempt, whose answer was lost, may have done what was
    asked; `current` is what was then read of the resource, where the document says how.
    """

    body: Any

    def __init__(
        self,
        exchange: Exchange,
        body: Any,
        may_be_done: bool = False,
        current: Any = None,
    ) -> None:
        super().__init__(exchange, body, may_be_done, current)
        self.exchange = exchange
        self.body = body
        self.may_be_done = may_be_done
        self.current = current

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.exchange.status or 0

    @property
    def request_id(self) -> str | None:
        """Id that the server gave to the request: from the body, else from the response headers."""
        request_id = getattr(self.body, "request_id", None)
        return request_id if isinstance(request_id, str) else self.exchange.request_id

    def __str__(self) -> str:
        told = words_of(self.raw)
        text = f": {told}" if told else ""
        doubt = " (an earlier attempt may have done it)" if self.may_be_done else ""
        return self._told(f"answered {self.status}{text}{doubt}")


class ClientStatusError(APIStatusError):
    """The server answered 4XX: the request is at fault."""


class ServerStatusError(APIStatusError):
    """The server answered 5XX: the server is at fault."""


class APIDecodeError(APIError):
    """The server answered with success, but the body contradicts the document.

    `faults` lists where; `partial` is what could be read, contradictions standing in it as `Undecoded`.
    """

    def __init__(self, exchange: Exchange, faults: list[Fault], partial: Any) -> None:
        super().__init__(exchange, faults, partial)
        self.exchange = exchange
        self.faults = faults
        self.partial = partial

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.exchange.status or 0

    def __str__(self) -> str:
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        return self._told(f"answered {self.status}, but {self.faults[0]}{more}")
