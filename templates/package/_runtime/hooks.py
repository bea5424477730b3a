"""Hooks: functions of the caller that run at each attempt of a call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Attempt:
    """An attempt of a call, as hooks see it; contains no credentials."""

    operation: str
    """Method and path in the document."""
    method: str
    url: str
    number: int
    """Number of the attempt, from 1."""
    send_headers: dict[str, str] = field(default_factory=dict)
    """Headers that a `request` hook adds to the request."""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    failure: str | None = None
    """Reason for a missing response."""
    delay: float | None = None
    """Seconds until the next attempt."""
    error: Exception | None = None
    """Exception that the call raises."""
    context: dict[str, Any] = field(default_factory=dict, repr=False)
    """Values that hooks share between the attempts of a call."""


Hook = Callable[[Attempt], object]


@dataclass(frozen=True, slots=True)
class Hooks:
    """Functions to call at each attempt; those of an async client may be coroutine functions.

    `request` runs before the request is sent, `response` after a response, `retry` before the delay
    of a retry, and `error` if the call raises an exception. Exceptions in hooks reach the caller.
    """

    request: Hook | None = None
    response: Hook | None = None
    retry: Hook | None = None
    error: Hook | None = None
