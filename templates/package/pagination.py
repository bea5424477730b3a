"""Iterate over pages: `for page in pages(client.things.list)(limit=50)`, or `async_pages` for async clients."""

from __future__ import annotations

from ._runtime.streams.pages_async import async_pages
from ._runtime.streams.pages_sync import pages

__all__ = ["async_pages", "pages"]
