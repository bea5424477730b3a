# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""For the tests of those who use the client: transports that are told what to answer, and the API in memory."""

from __future__ import annotations

from .fake import FakeExtend, extract_run
from .lives import Store
from .transports import (
    AsyncFakeTransport,
    AsyncRecorder,
    FakeTransport,
    Recorder,
    Request,
    Response,
    TransportError,
    answer,
)

__all__ = [
    "AsyncFakeTransport",
    "AsyncRecorder",
    "FakeExtend",
    "FakeTransport",
    "Recorder",
    "Request",
    "Response",
    "Store",
    "TransportError",
    "answer",
    "extract_run",
]
