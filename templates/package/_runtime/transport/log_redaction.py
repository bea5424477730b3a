"""Redaction of the logs of HTTP libraries, which may contain credentials of the current request."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ..redaction import Secret, redact_text

# Secrets of the request that is being sent in this thread or task.
_SECRETS: ContextVar[frozenset[Secret]] = ContextVar("_SECRETS", default=frozenset())


@contextmanager
def redact_logs(secrets: frozenset[Secret]) -> Iterator[None]:
    """Redact secrets in the loggers passed to `install_filters` while the context is active."""
    token = _SECRETS.set(secrets)
    try:
        yield
    finally:
        _SECRETS.reset(token)


def install_filters(*loggers: str) -> None:
    """Add the redacting filter to the loggers of a library."""
    for name in loggers:
        logging.getLogger(name).addFilter(_redact_record)


def _redact_record(record: logging.LogRecord) -> bool:
    secrets = _SECRETS.get()
    if secrets:
        record.msg, record.args = redact_text(record.getMessage(), secrets), ()
    return True
