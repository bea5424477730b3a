"""The exceptions of a client.

APIError
├── APIConnectionError       no answer came
│   └── APITimeoutError      not in time
├── APIStatusError           the server answered with an error status (a class each, where documented)
└── APIDecodeError           the answer contradicts the document; its status and body are kept
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .codec import Fault


class APIError(Exception):
    """The base of all exceptions of this client."""


class APIConnectionError(APIError):
    """No answer came: `may_have_arrived` tells whether the server may have got the request."""

    def __init__(self, message: str, may_have_arrived: bool = True) -> None:
        super().__init__(message, may_have_arrived)
        self.message = message
        self.may_have_arrived = may_have_arrived

    def __str__(self) -> str:
        return self.message


class APITimeoutError(APIConnectionError):
    """No answer came in time."""


class APIStatusError(APIError):
    """The server answered with an error status."""

    body: Any

    def __init__(
        self,
        request: str,
        status: int,
        headers: Mapping[str, str],
        raw: bytes,
        body: Any,
        request_id: str | None,
        attempts: int,
    ) -> None:
        super().__init__(request, status, headers, raw, body, request_id, attempts)
        self.request = request
        self.status = status
        self.headers = headers
        self.raw = raw
        self.body = body
        self.attempts = attempts
        self._request_id = request_id

    @property
    def request_id(self) -> str | None:
        """The id the server gave to the request, from the answer's headers."""
        return self._request_id

    def __str__(self) -> str:
        told = getattr(self.body, "message", None)
        text = f": {told}" if isinstance(told, str) else ""
        known = f" (request id {self._request_id})" if self._request_id else ""
        return f"{self.request} answered {self.status}{text}{known}"


class APIDecodeError(APIError):
    """The server answered with success, but the body contradicts the document.

    `faults` lists where; `raw` is the body; `partial` is what could be read, contradictions standing
    in it as `Undecoded`.
    """

    def __init__(
        self,
        request: str,
        status: int,
        headers: Mapping[str, str],
        raw: bytes,
        faults: list[Fault],
        partial: Any,
    ) -> None:
        super().__init__(request, status, headers, raw, faults, partial)
        self.request = request
        self.status = status
        self.headers = headers
        self.raw = raw
        self.faults = faults
        self.partial = partial

    def __str__(self) -> str:
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        return f"{self.request} answered {self.status}, but {self.faults[0]}{more}"
