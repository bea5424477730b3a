"""Functions of the caller that are called while a call is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Attempt:
    """One attempt of a call, as a hook sees it; no credential is in it."""

    operation: str
    """Method and path of the document."""
    method: str
    url: str
    number: int
    """Counted from 1."""
    send_headers: dict[str, str] = field(default_factory=dict)
    """Headers that a `request` hook adds to what is sent."""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    failure: str | None = None
    """Why no answer came."""
    delay: float | None = None
    """Seconds until the next attempt."""
    error: Exception | None = None
    """What the caller is about to get."""
    context: dict[str, Any] = field(default_factory=dict, repr=False)
    """The hooks' own, to pass something from one to the next."""


Hook = Callable[[Attempt], object]


@dataclass(frozen=True, slots=True)
class Hooks:
    """What is called at each attempt; with an asynchronous client a hook may be a coroutine function.

    `request` before it is sent, `response` when its answer came, `retry` when another follows,
    `error` when the call ends in an exception. What a hook raises reaches the caller.
    """

    request: Hook | None = None
    response: Hook | None = None
    retry: Hook | None = None
    error: Hook | None = None
