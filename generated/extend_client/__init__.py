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

if TYPE_CHECKING:
    from .errors import (
        APIConnectionError,
        APIDecodeError,
        APIError,
        APIStatusError,
        APITimeoutError,
    )

__all__ = [
    "APIConnectionError",
    "APIDecodeError",
    "APIError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncExtend",
    "Extend",
    "ExtendEnvironment",
]


def __getattr__(name: str) -> Any:
    """The exceptions, loaded when they are first named."""
    if name in __all__:
        return getattr(import_module(f"{__name__}.errors"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
