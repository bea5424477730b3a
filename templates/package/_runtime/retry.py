"""Retry decisions: whether and when to send a request again, and the budget for retries."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Any

# Seconds. If the server requests a longer delay there is no retry: an earlier one would ignore the
# server, a later one would block the caller.
MAX_REQUESTED_DELAY = 60.0
# Statuses of a request that the server did not process.
ALWAYS_RETRYABLE = frozenset({408, 429, 503})
# Statuses of a request that the server may have processed: retried only if idempotent.
RETRYABLE_IF_IDEMPOTENT = frozenset({500, 502, 504})
# Longer texts are no dates.
MAX_DATE_LENGTH = 100
# Larger values of `X-RateLimit-Reset` are Unix timestamps (in milliseconds), not delays.
MIN_TIMESTAMP, MIN_TIMESTAMP_MS = 1_000_000_000, 1_000_000_000_000


def check_max_retries(max_retries: Any) -> int:
    """Return the maximum number of retries.

    Raises:
        TypeError: it is not an int.
        ValueError: it is negative.
    """
    if not isinstance(max_retries, int) or isinstance(max_retries, bool):
        kind = type(max_retries).__name__
        raise TypeError(f"max_retries must be an int, got {kind}")
    if max_retries < 0:
        raise ValueError(f"max_retries must not be negative, got {max_retries}")
    return max_retries


class Budget:
    """A budget that limits the retries of a client during an outage.

    A retry costs 5 of 500 tokens and a success returns one, so in a long outage retries add at most
    a fifth to the load of the client.
    """

    CAPACITY = 500
    COST = 5

    def __init__(self) -> None:
        self._tokens = self.CAPACITY
        self._lock = Lock()

    def spend(self) -> bool:
        """Pay for a retry; return False if too few tokens are left."""
        with self._lock:
            is_affordable = self._tokens >= self.COST
            self._tokens -= self.COST if is_affordable else 0
            return is_affordable

    def refund(self) -> None:
        """Return a token after a success."""
        if self._tokens < self.CAPACITY:
            with self._lock:
                self._tokens += 1


@dataclass(frozen=True, slots=True)
class RetryState:
    """The state of a call after a failed attempt."""

    attempt: int
    """Number of attempts, without those after a redirect or with a renewed credential."""
    max_retries: int
    remaining: float | None
    """Seconds until the total timeout; None without one."""
    can_resend: bool
    """True if the request body can be sent again."""
    is_idempotent: bool

    def limit(self, delay: float) -> float | None:
        """Return the delay, or None if no retry is allowed after it."""
        is_in_time = self.remaining is None or delay < self.remaining
        is_allowed = self.attempt <= self.max_retries and self.can_resend and is_in_time
        return delay if is_allowed else None


def delay_after_failure(
    state: RetryState, may_have_arrived: bool, jitter: Callable[[], float]
) -> float | None:
    """Return the seconds before a retry after a missing response; None for no retry."""
    if may_have_arrived and not state.is_idempotent:
        return None
    return state.limit(backoff(state.attempt, jitter))


def delay_after_response(
    state: RetryState,
    status: int,
    headers: Mapping[str, str],
    retryable: bool | None,
    transient_statuses: Collection[int],
    jitter: Callable[[], float],
) -> float | None:
    """Return the seconds before a retry after an error response; None for no retry."""
    if not is_retryable(status, retryable, state.is_idempotent, transient_statuses):
        return None
    # Dates are compared with the server's clock if it sends one: the local one may be wrong.
    now = parse_http_date(headers.get("date", "")) or datetime.now(UTC)
    requested = requested_delay(headers, now)
    if requested is None:
        return state.limit(backoff(state.attempt, jitter))
    return state.limit(requested) if requested <= MAX_REQUESTED_DELAY else None


def is_retryable(
    status: int,
    retryable: bool | None,
    idempotent: bool,
    transient_statuses: Collection[int] = (),
) -> bool:
    """Return True if an error response allows a retry.

    Args:
        status: status code of the response.
        retryable: flag in the response body; takes precedence over the status.
        idempotent: True if the operation is idempotent.
        transient_statuses: additional retryable statuses, declared in the document.
    """
    if retryable is not None:
        return retryable
    if status in ALWAYS_RETRYABLE or status in transient_statuses:
        return True
    return idempotent and status in RETRYABLE_IF_IDEMPOTENT


def backoff(attempt: int, jitter: Callable[[], float]) -> float:
    """Return an exponential backoff with full jitter: at most 0.5 s, 1 s, 2 s … 8 s."""
    return min(8.0, 0.5 * 2.0 ** (attempt - 1)) * jitter()


def requested_delay(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that the server requests to wait, at least 0; None if it does not."""
    milliseconds = parse_number(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    text = headers.get("retry-after", "").strip()
    if text:
        seconds = parse_number(text)
        return _seconds_until(text, now) if seconds is None else seconds
    return parse_reset(headers.get("x-ratelimit-reset", ""), now)


def parse_reset(text: str, now: datetime) -> float | None:
    """Return the seconds until a reset, from seconds or a Unix timestamp; None if it is neither."""
    reset = parse_number(text)
    if reset is None or reset < MIN_TIMESTAMP:
        return reset
    timestamp = reset if reset < MIN_TIMESTAMP_MS else reset / 1000
    return max(0.0, timestamp - now.timestamp())


def parse_number(text: str) -> float | None:
    """Return a non-negative decimal number; None for anything else, such as "1e3" or "nan"."""
    stripped = text.strip()
    digits = stripped.replace(".", "", 1)
    return float(stripped) if digits.isascii() and digits.isdigit() else None


def _seconds_until(text: str, now: datetime) -> float | None:
    date = parse_http_date(text)
    return None if date is None else max(0.0, (date - now).total_seconds())


def parse_http_date(text: str) -> datetime | None:
    """Return an HTTP date (RFC 9110, 5.6.7); None for an invalid one."""
    from email.utils import parsedate_to_datetime  # rarely needed

    try:
        date = parsedate_to_datetime(text[:MAX_DATE_LENGTH])
    # The parser was written for mail, and raises several errors for other texts.
    except (ValueError, OverflowError, TypeError, LookupError):
        return None
    return date if date.tzinfo is not None else date.replace(tzinfo=UTC)
