"""When an attempt is repeated, and after how long: pure decisions, and the budget that bounds them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Any

LONGEST_WAIT = 60.0
"""Seconds; a server that asks for more is not asked again: neither sooner than it says, nor after so long."""
ALWAYS = frozenset({408, 429, 503})
"""The server says that it did not act on the request."""
IDEMPOTENT = frozenset({500, 502, 504})
"""The server may have acted on the request: repeated only where that does no harm."""
EPOCH, EPOCH_MS = 1_000_000_000, 1_000_000_000_000
"""A reset that is greater is a moment in seconds (milliseconds) since 1970, not a number of seconds to wait."""


def count(given: Any) -> int:
    """How many retries are allowed.

    Raises:
        TypeError: it is no whole number.
    """
    if not isinstance(given, int):
        raise TypeError(f"max_retries is a whole number, not {given!r}")
    return given


class Budget:
    """How many retries a client may make: an outage is not met with ever more requests.

    A retry costs 5 of 500 tokens, an answer that is no failure gives one back: so in a long outage
    a client adds at most a fifth to its own load.
    """

    CAPACITY = 500
    COST = 5

    def __init__(self) -> None:
        self._tokens = self.CAPACITY
        self._lock = Lock()

    def take(self) -> bool:
        """Pay for a retry; False where nothing is left."""
        with self._lock:
            affordable = self._tokens >= self.COST
            self._tokens -= self.COST if affordable else 0
            return affordable

    def give(self) -> None:
        """A call went well."""
        if self._tokens < self.CAPACITY:
            with self._lock:
                self._tokens += 1


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a call stands when an attempt did not go well."""

    attempt: int
    """How many there were; those after a redirect, or with a renewed credential, do not count."""
    retries: int
    """How many may follow the first one."""
    left: float | None
    """Seconds until the call must be over; None where there is no limit."""
    can_resend: bool
    """Whether its body can be sent again."""
    is_idempotent: bool
    """Whether it may be done twice without harm."""

    def bounded(self, delay: float) -> float | None:
        """The delay, where another attempt may follow it."""
        in_time = self.left is None or delay < self.left
        allowed = self.attempt <= self.retries and self.can_resend and in_time
        return delay if allowed else None


def after_failure(
    standing: Standing, may_have_arrived: bool, jitter: Callable[[], float]
) -> float | None:
    """No answer came: seconds before the next attempt; None where none may follow."""
    if may_have_arrived and not standing.is_idempotent:
        return None
    return standing.bounded(backoff(standing.attempt, jitter))


def after_answer(
    standing: Standing,
    status: int,
    headers: Mapping[str, str],
    retryable: bool | None,
    documented: Collection[int],
    jitter: Callable[[], float],
) -> float | None:
    """An error was answered: seconds before the next attempt; None where none may follow."""
    if not is_repeatable(status, retryable, standing.is_idempotent, documented):
        return None
    # A date is compared with the server's own clock, where the answer tells it: ours may be wrong.
    now = _moment(headers.get("date", "")) or datetime.now(UTC)
    asked = asked_wait(headers, now)
    if asked is None:
        return standing.bounded(backoff(standing.attempt, jitter))
    return standing.bounded(asked) if asked <= LONGEST_WAIT else None


def is_repeatable(
    status: int,
    retryable: bool | None,
    idempotent: bool,
    documented: Collection[int] = (),
) -> bool:
    """Whether an answer allows another attempt.

    Args:
        status: of the answer.
        retryable: what the answer says of itself, where the document has a place for that: it wins.
        idempotent: whether the operation may be repeated without harm.
        documented: further statuses that the document marks as passing.
    """
    if retryable is not None:
        return retryable
    passing = status in ALWAYS or status in documented
    return passing or (idempotent and status in IDEMPOTENT)


def backoff(attempt: int, jitter: Callable[[], float]) -> float:
    """Exponential backoff with full jitter: at most 0.5 s, 1 s, 2 s … 8 s."""
    return min(8.0, 0.5 * 2.0 ** (attempt - 1)) * jitter()


def asked_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that the server asks to wait, never below 0; None if it does not ask, or not clearly."""
    milliseconds = _number(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    text = headers.get("retry-after", "").strip()
    if text:
        seconds = _number(text)
        return _until(text, now) if seconds is None else seconds
    reset = _number(headers.get("x-ratelimit-reset", ""))
    if reset is None or reset < EPOCH:
        return reset
    moment = reset if reset < EPOCH_MS else reset / 1000
    return max(0.0, moment - now.timestamp())


def _number(text: str) -> float | None:
    """A number of at least 0, written in digits and one point."""
    plain = text.strip()
    digits = plain.replace(".", "", 1)
    return float(plain) if digits.isascii() and digits.isdigit() else None


def _until(text: str, now: datetime) -> float | None:
    """Seconds until an HTTP date (RFC 9110, 5.6.7)."""
    moment = _moment(text)
    return None if moment is None else max(0.0, (moment - now).total_seconds())


def _moment(text: str) -> datetime | None:
    """The moment of an HTTP date."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
