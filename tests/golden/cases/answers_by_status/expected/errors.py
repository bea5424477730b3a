# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The exceptions of the client: each documented status has a class.

APIError
├── APIConnectionError        no answer came, or it broke off
│   └── APITimeoutError       not in time
├── APIStatusError            the server answered with an error status
│   ├── ClientStatusError     4XX: the request is at fault
│   │   ├── NotFoundError     404
│   │   └── OtherClientError  4XX
│   └── ServerStatusError     5XX: the server is
│       └── OtherServerError  5XX
└── APIDecodeError            the answer contradicts the document, or is too large
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ._runtime.codec import Fault
from ._runtime.errors import (
    APIConnectionError,
    APIDecodeError,
    APIError,
    APIStatusError,
    APITimeoutError,
    ClientStatusError,
    ServerStatusError,
)
from ._runtime.operation import Lazy

if TYPE_CHECKING:
    from . import models

__all__ = [
    "APIConnectionError",
    "APIDecodeError",
    "APIError",
    "APIStatusError",
    "APITimeoutError",
    "ClientStatusError",
    "Fault",
    "ServerStatusError",
    "NotFoundError",
    "OtherClientError",
    "OtherServerError",
]


class NotFoundError(ClientStatusError):
    """No such shop."""

    body: models.Fault | None = None

    @property
    def reason(self) -> str | None:
        return None if self.body is None else self.body.reason


class OtherClientError(ClientStatusError):
    """Refused."""

    body: models.Fault | str | None = None


class OtherServerError(ServerStatusError):
    """The server answered with a server error that has no class of its own."""

    body: models.Ticket | None = None

    @property
    def number(self) -> int | None:
        return None if self.body is None else self.body.number


STATUS_ERRORS: Mapping[str, Lazy] = {
    "404": Lazy("errors", "NotFoundError"),
    "4XX": Lazy("errors", "OtherClientError"),
    "5XX": Lazy("errors", "OtherServerError"),
}
