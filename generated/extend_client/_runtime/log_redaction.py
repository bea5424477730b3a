"""Logs of the libraries that send: they know nothing of secrets, and show none of this package."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .secret import Secret, redact_text

_HIDDEN: ContextVar[frozenset[Secret]] = ContextVar("_HIDDEN", default=frozenset())
"""The secrets of the request that is being sent."""


@contextmanager
def hidden_in_logs(secrets: frozenset[Secret]) -> Iterator[None]:
    """While it lasts, loggers that were named to `keep_from_logs` hide the secrets."""
    before = _HIDDEN.set(secrets)
    try:
        yield
    finally:
        _HIDDEN.reset(before)


def keep_from_logs(*loggers: str) -> None:
    """Let the loggers of a library, which know nothing of secrets, not tell those of this package."""
    for name in loggers:
        logging.getLogger(name).addFilter(_hides)


def _hides(record: logging.LogRecord) -> bool:
    """Change what a record tells; it is always told."""
    secrets = _HIDDEN.get()
    if secrets:
        record.msg, record.args = redact_text(record.getMessage(), secrets), ()
    return True
