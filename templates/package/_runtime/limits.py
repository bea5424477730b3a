"""What bounds a call: the time of all its attempts, and the size of what comes."""

from __future__ import annotations

from itertools import repeat
from time import monotonic

from .codec import contradiction
from .errors import TransportError
from .timeouts import Timeout, within


class Limits:
    """The limits of one call, and how much of them is used by now."""

    __slots__ = ("_began", "_most", "_size", "_timeout")

    def __init__(self, timeout: Timeout, most: int | None) -> None:
        self._began = monotonic()
        self._timeout = timeout
        self._most = most
        """Bytes that an answer may have."""
        self._size = 0
        """Bytes that were read of the body of this attempt's answer."""

    @property
    def elapsed(self) -> float:
        """Seconds since the call began."""
        return monotonic() - self._began

    @property
    def left(self) -> float | None:
        """Seconds that are left of the total; None where there is no limit."""
        total = self._timeout.total
        return None if total is None else total - self.elapsed

    @property
    def is_over(self) -> bool:
        """Whether no time is left."""
        left = self.left
        return left is not None and left <= 0

    def of_attempt(self) -> Timeout:
        """The limits of the attempt that begins now: none goes beyond the total."""
        self._size = 0
        left = self.left
        if left is None:
            return self._timeout
        return Timeout(*map(within, self._timeout, repeat(left)))

    def wants_more(self, size: int) -> bool:
        """Whether an answer is read on, after a piece of `size` bytes of its body: not, once it is too large.

        Raises:
            TransportError: no time is left.
        """
        self._size += size
        if self.is_over:
            raise TransportError("total timeout exceeded", timed_out=True)
        return self._most is None or self._size <= self._most

    def check_size(self, size: int | None = None) -> None:
        """Look at the size of a part of a stream, or else of what was read of this answer.

        Raises:
            InvalidDataError: it is larger than the client allows.
        """
        found = self._size if size is None else size
        if self._most is not None and found > self._most:
            raise contradiction(f"at most {self._most} bytes", "more")
