# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""Client for Extend API (version 2026-02-09)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._client import (
    AsyncExtend,
    Extend,
    ExtendEnvironment,
)
from ._runtime.timeouts import Timeout

if TYPE_CHECKING:
    from ._runtime.exchange import RawResponse
    from ._runtime.files import File
    from ._runtime.hooks import Attempt, Hooks
    from .errors import (
        APIConnectionError,
        APIDecodeError,
        APIError,
        APIStatusError,
        APITimeoutError,
        ClientStatusError,
        ServerStatusError,
    )

__all__ = [
    "APIConnectionError",
    "APIDecodeError",
    "APIError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncExtend",
    "Attempt",
    "ClientStatusError",
    "File",
    "Hooks",
    "RawResponse",
    "ServerStatusError",
    "Timeout",
    "Extend",
    "ExtendEnvironment",
]
_PLACES = {
    "Attempt": "hooks",
    "File": "files",
    "Hooks": "hooks",
    "RawResponse": "exchange",
}


def __getattr__(name: str) -> Any:
    """The exceptions and what else is seldom needed, loaded when it is first named."""
    if name in _PLACES:
        return getattr(import_module(f"{__name__}._runtime.{_PLACES[name]}"), name)
    if name in __all__:
        return getattr(import_module(f"{__name__}.errors"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
