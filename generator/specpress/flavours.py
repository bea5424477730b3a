"""Two flavours from one source: the synchronous form of an asynchronous module."""

from __future__ import annotations

import re

WORDS = {
    "aclose": "close",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "async_transport": "sync_transport",
    "asyncio": "time",
    "asynchronous": "synchronous",
    "AsyncTransport": "SyncTransport",
    "AsyncBase": "SyncBase",
}
PHRASES = {"httpx2.AsyncClient": "httpx2.Client", "async def ": "def ", "await ": ""}
_WORD = re.compile("|".join(rf"\b{word}\b" for word in WORDS))


def to_sync(source: str) -> str:
    """The synchronous form: no async, no await, and the names that go with them."""
    for phrase, other in PHRASES.items():
        source = source.replace(phrase, other)
    head, _, rest = _WORD.sub(lambda match: WORDS[match.group()], source).partition(
        "import time\n"
    )
    # `time` sorts behind the other imports that stand where `asyncio` stood.
    return (
        head + re.sub(r"(import random\n)", r"\1import time\n", rest, count=1)
        if rest
        else head
    )
