"""What the shells decide with, in one module that is imported when a client is made, not with the package."""

from __future__ import annotations

from .core import begin
from .errors import APIError, TransportError
from .exchange import RawResponse
from .retry import Budget
from .secret import shown_url
from .transport import Response, async_transport, sync_transport

__all__ = [
    "APIError",
    "Budget",
    "RawResponse",
    "Response",
    "TransportError",
    "async_transport",
    "begin",
    "shown_url",
    "sync_transport",
]
