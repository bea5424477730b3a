"""How the synchronous flavour waits; `pace_async` is its counterpart."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from threading import Lock
from time import sleep
from typing import Any

__all__ = ["Lock", "limit", "resolved", "sleep"]


def limit(seconds: float | None) -> AbstractContextManager[None]:
    """Nothing interrupts a thread: each phase has a limit of its own, and the whole is looked at in between."""
    return nullcontext()


def resolved(given: Any) -> Any:
    """What a function of the caller gave."""
    return given
