# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The exceptions of the client: each documented status has a class.

APIError
├── APIConnectionError     no answer came, or it broke off
│   └── APITimeoutError    not in time
├── APIStatusError         the server answered with an error status
│   ├── ClientStatusError  4XX: the request is at fault
│   │   └── NotFoundError  404
│   └── ServerStatusError  5XX: the server is
└── APIDecodeError         the answer contradicts the document, or is too large
"""

from __future__ import annotations

from collections.abc import Mapping

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
    "NotFoundError",
]


class NotFoundError(ClientStatusError):
    """The server answered 404."""


STATUS_ERRORS: Mapping[str, Lazy] = {
    "404": Lazy("errors", "NotFoundError"),
}
