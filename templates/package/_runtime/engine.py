"""What the shells decide with, in one module that is imported when a client is made, not with the package."""

from __future__ import annotations

import logging
from random import random

from .answer import error_body, is_success, read_success, status_error, stream_of
from .errors import APIConnectionError, APIDecodeError
from .operation import PACKAGE
from .request import build_request
from .retry import after_loss, after_status
from .transport import Response, async_transport, sync_transport

log = logging.getLogger(PACKAGE)

__all__ = [
    "APIConnectionError",
    "APIDecodeError",
    "Response",
    "after_loss",
    "after_status",
    "async_transport",
    "build_request",
    "error_body",
    "is_success",
    "log",
    "random",
    "read_success",
    "status_error",
    "stream_of",
    "sync_transport",
]
