"""Limits of a call: the total time of its attempts, and the size of its response."""

from __future__ import annotations

from itertools import repeat
from time import monotonic

from ..codec.codec import invalid_data
from ..errors import TransportError
from ..timeouts import Timeout, shorter


class Limits:
    """The limits of one call, and their use so far."""

    __slots__ = ("_max_bytes", "_size", "_started", "_timeout")

    def __init__(self, timeout: Timeout, max_bytes: int | None) -> None:
        self._started = monotonic()
        self._timeout = timeout
        self._max_bytes = max_bytes
        # Bytes read of the response body of this attempt.
        self._size = 0

    @property
    def elapsed(self) -> float:
        """Seconds since the start of the call."""
        return monotonic() - self._started

    @property
    def remaining(self) -> float | None:
        """Seconds until the total timeout; None without one."""
        total = self._timeout.total
        return None if total is None else total - self.elapsed

    @property
    def is_expired(self) -> bool:
        """True if the total timeout has passed."""
        remaining = self.remaining
        return remaining is not None and remaining <= 0

    def start_attempt(self) -> Timeout:
        """Return the timeouts of a new attempt: none exceeds the remaining time."""
        self._size = 0
        remaining = self.remaining
        if remaining is None:
            return self._timeout
        return Timeout(*map(shorter, self._timeout, repeat(remaining)))

    def count_bytes(self, size: int) -> bool:
        """Count `size` more bytes of the response body; return False once it is too large.

        Raises:
            TransportError: the total timeout has passed.
        """
        self._size += size
        if self.is_expired:
            raise TransportError("total timeout exceeded", timed_out=True)
        return self._max_bytes is None or self._size <= self._max_bytes

    def check_size(self, size: int | None = None) -> None:
        """Check the size of an item of a stream, or else of the response body read so far.

        Raises:
            InvalidDataError: it exceeds the maximum size.
        """
        checked = self._size if size is None else size
        if self._max_bytes is not None and checked > self._max_bytes:
            raise invalid_data(f"at most {self._max_bytes} bytes", "more")
