"""Two flavours from one source: the synchronous form of an asynchronous module."""

from __future__ import annotations

import re

from specpress.layout import formatted

WORDS = {
    "aclose": "close",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "async_transport": "sync_transport",
    "asyncio": "time",
    "asynchronous": "synchronous",
    "AsyncTransport": "SyncTransport",
    "AsyncBase": "SyncBase",
    "AsyncIterator": "Iterator",
    "AsyncOpenResponse": "SyncOpenResponse",
    "AsyncStream": "Stream",
    "stream_async": "stream_sync",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
}
PHRASES = {
    "httpx2.AsyncClient": "httpx2.Client",
    "async def ": "def ",
    "await ": "",
    "async for ": "for ",
    "Awaitable[Response]": "Response",
    "Awaitable, ": "",
    "  # loads ssl: not before it is needed": "",
}
_WORD = re.compile("|".join(rf"\b{word}\b" for word in WORDS))


def to_sync(source: str) -> str:
    """The synchronous form: no async, no await, and the names that go with them."""
    for phrase, other in PHRASES.items():
        source = source.replace(phrase, other)
    return formatted(_WORD.sub(lambda match: WORDS[match.group()], source))
