# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The exceptions of the client: each documented status has a class.

APIError
├── APIConnectionError        no answer came, or it broke off
│   └── APITimeoutError       not in time
├── APIStatusError            the server answered with an error status
│   ├── ClientStatusError     4XX: the request is at fault
│   │   └── OtherClientError  4XX
│   └── ServerStatusError     5XX: the server is
│       └── OtherServerError  5XX
└── APIDecodeError            the answer contradicts the document, or is too large
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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

__all__ = [
    "APIConnectionError",
    "APIDecodeError",
    "APIError",
    "APIStatusError",
    "APITimeoutError",
    "ClientStatusError",
    "Fault",
    "ServerStatusError",
    "OtherClientError",
    "OtherServerError",
]


class OtherClientError(ClientStatusError):
    """The server answered with a client error that has no class of its own."""

    body: list[Any] | None = None


class OtherServerError(ServerStatusError):
    """The server answered with a server error that has no class of its own."""

    body: list[Any] | None = None


STATUS_ERRORS: Mapping[str, Lazy] = {
    "4XX": Lazy("errors", "OtherClientError"),
    "5XX": Lazy("errors", "OtherServerError"),
}
