# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The exceptions of the client: `APIError` is the base; each documented status has a class."""

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
    "ConflictError",
    "GoneError",
]


class NotFoundError(ClientStatusError):
    """There is no such order."""

    body: models.Fault | None = None

    @property
    def reason(self) -> str | None:
        return None if self.body is None else self.body.reason

    @property
    def text(self) -> str | None:
        return None if self.body is None else self.body.text


class ConflictError(ClientStatusError):
    """The order is in another state."""

    body: models.Fault | None = None

    @property
    def reason(self) -> str | None:
        return None if self.body is None else self.body.reason

    @property
    def text(self) -> str | None:
        return None if self.body is None else self.body.text


class GoneError(ClientStatusError):
    """It is too late."""

    body: models.Fault | None = None

    @property
    def reason(self) -> str | None:
        return None if self.body is None else self.body.reason

    @property
    def text(self) -> str | None:
        return None if self.body is None else self.body.text


STATUS_ERRORS: Mapping[str, Lazy] = {
    "404": Lazy("errors", "NotFoundError"),
    "409": Lazy("errors", "ConflictError"),
    "410": Lazy("errors", "GoneError"),
}
