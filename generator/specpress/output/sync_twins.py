"""Derive synchronous modules from asynchronous ones by replacing words.

Sources end long argument lists with a comma, so that black formats both versions alike: a test
checks this.
"""

from __future__ import annotations

import re

WORDS = {
    "achunks": "chunks",
    "aclose": "close",
    "aiter": "iter",
    "aiter_bytes": "iter_bytes",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
    "async_download": "download",
    "async_events": "events",
    "async_wait": "wait",
    "StopAsyncIteration": "StopIteration",
    "select_async_transport": "select_sync_transport",
    "asynchronous": "synchronous",
    "AsyncBase": "SyncBase",
    "AsyncChunks": "Chunks",
    "AsyncClientCredentials": "ClientCredentials",
    "AsyncGenerator": "Generator",
    "AsyncIterator": "Iterator",
    "AsyncOpenResponse": "SyncOpenResponse",
    "AsyncPage": "Page",
    "AsyncRecordingTransport": "RecordingTransport",
    "AsyncStream": "Stream",
    "AsyncTransport": "SyncTransport",
    "sending_async": "sending_sync",
    "Client": "SyncClient",
    "ClientBuilder": "SyncClientBuilder",
    "httpx2_async": "httpx2_sync",
    "Httpx2AsyncTransport": "Httpx2SyncTransport",
    "oauth_async": "oauth_sync",
    "page_async": "page_sync",
    "clock_async": "clock_sync",
    "PyreqwestAsyncTransport": "PyreqwestSyncTransport",
    "client_async": "client_sync",
    "stream_async": "stream_sync",
}
PHRASES = {
    "async def ": "def ",
    "async for ": "for ",
    "async with ": "with ",
    "await ": "",
    "Awaitable, ": "",
}
# The argument of Awaitable[...] may contain two levels of brackets.
_AWAITABLE = re.compile(r"\bAwaitable\[((?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*)\]")
_WORD = re.compile("|".join(rf"\b{word}\b" for word in WORDS))


def to_sync(source: str) -> str:
    """Return the synchronous version of an asynchronous module."""
    for phrase, replacement in PHRASES.items():
        source = source.replace(phrase, replacement)
    source = _AWAITABLE.sub(r"\1", source)
    source = _WORD.sub(lambda match: WORDS[match.group()], source)
    return source.replace("httpx2.AsyncClient", "httpx2.Client")
