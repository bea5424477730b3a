# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The exceptions of the client: `APIError` is the base; each documented status has a class."""

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
