"""How the asynchronous flavour waits; `pace_sync` is its counterpart. Imported late, for asyncio loads ssl."""

from __future__ import annotations

from asyncio import Lock, sleep
from asyncio import timeout as limit
from inspect import isawaitable
from typing import Any

__all__ = ["Lock", "limit", "resolved", "sleep"]


async def resolved(given: Any) -> Any:
    """What a function of the caller gave, which may have to be waited for."""
    return await given if isawaitable(given) else given
