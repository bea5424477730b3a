"""Resumable streams: `download` to a file, `events` over several connections.

For asynchronous clients: `async_download` and `async_events`.
"""

from __future__ import annotations

from ._runtime.streams.resume_async import async_download, async_events
from ._runtime.streams.resume_sync import download, events

__all__ = ["async_download", "async_events", "download", "events"]
