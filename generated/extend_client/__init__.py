# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""Client for Extend API (version 2026-02-09)."""

from __future__ import annotations

from ._client import (
    AsyncExtend,
    Extend,
    ExtendEnvironment,
)
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
