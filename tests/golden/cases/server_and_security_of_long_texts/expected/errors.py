# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The exceptions of the client: each documented status has a class.

APIError
├── APIConnectionError       no answer came, or it broke off
│   └── APITimeoutError      not in time
├── APIStatusError           the server answered with an error status
│   ├── ClientStatusError    4XX: the request is at fault
│   │   ├── BadRequestError  400
│   │   └── NotFoundError    404
│   └── ServerStatusError    5XX: the server is
└── APIDecodeError           the answer contradicts the document, or is too large
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
    from uuid import UUID

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
    "BadRequestError",
    "NotFoundError",
]


class BadRequestError(ClientStatusError):
    """no"""

    body: dict[str, UUID] | None = None


class NotFoundError(ClientStatusError):
    """no"""

    body: models.GetAError404 | None = None

    @property
    def a(self) -> UUID | None:
        return None if self.body is None else self.body.a


STATUS_ERRORS: Mapping[str, Lazy] = {
    "400": Lazy("errors", "BadRequestError"),
    "404": Lazy("errors", "NotFoundError"),
}
