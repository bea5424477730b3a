"""When an attempt is repeated, and after how long: a pure decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_WAIT = 60.0
"""Seconds; a server that asks for more is not waited for any longer than this."""
ALWAYS = frozenset({408, 429, 503})
"""The server says that it did not act on the request."""
IDEMPOTENT = frozenset({500, 502, 504})
"""The server may have acted on the request: repeated only where that does no harm."""


def after_status(
    status: int,
    headers: Mapping[str, str],
    retryable: bool | None,
    idempotent: bool,
    attempt: int,
    jitter: Callable[[], float],
) -> float | None:
    """Seconds to wait before the next attempt, or None to give up.

    Args:
        status: of the answer.
        headers: of the answer, names in lower case.
        retryable: what the body says of itself, if it does; it can only forbid a retry.
        idempotent: whether the operation may be repeated without harm.
        attempt: how many attempts were made (from 1).
        jitter: gives a number from 0 to 1.
    """
    allowed = status in ALWAYS or (idempotent and status in IDEMPOTENT)
    if not allowed or retryable is False:
        return None
    asked = retry_after(headers, datetime.now(UTC))
    return backoff(attempt, jitter) if asked is None else min(asked, LONGEST_WAIT)


def after_loss(
    may_have_arrived: bool, idempotent: bool, attempt: int, jitter: Callable[[], float]
) -> float | None:
    """Seconds to wait after a connection that failed, or None to give up."""
    if may_have_arrived and not idempotent:
        return None
    return backoff(attempt, jitter)


def backoff(attempt: int, jitter: Callable[[], float]) -> float:
    """Exponential backoff with full jitter: at most 0.5 s, 1 s, 2 s … 8 s."""
    return min(8.0, 0.5 * 2.0 ** (attempt - 1)) * jitter()


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that the server asks to wait (RFC 9110, 10.2.3), in either form; None if it does not."""
    text = headers.get("retry-after", "").strip()
    if text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
