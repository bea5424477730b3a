"""What is called: each flow is written once and serves both flavours, for it waits only for what can be waited for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from inspect import isawaitable
from typing import Any

from tests.faults.document import acme

Flow = Callable[[Any], Coroutine[Any, Any, Any]]
EXTEND: set[Flow] = set()
"""The flows that call the client of Extend; all others call that of the small document."""


def of_extend(flow: Flow) -> Flow:
    """Mark a flow as one that calls Extend."""
    EXTEND.add(flow)
    return flow


def thing() -> Any:
    """What is sent."""
    return acme().models.Thing(id="1", size=5)


async def told(given: Any) -> Any:
    """What a method gave: for the asynchronous flavour, something to wait for."""
    return await given if isawaitable(given) else given


async def items(given: Any) -> list[Any]:
    """All that a stream gives."""
    stream = await told(given)
    try:
        if hasattr(stream, "__aiter__"):
            return [item async for item in stream]
        return list(stream)
    finally:
        await told(stream.aclose() if hasattr(stream, "aclose") else stream.close())


def drive(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a flow whose parts never wait: that of a synchronous client."""
    try:
        work.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("a synchronous client gave something to wait for")


@of_extend
async def cancel(client: Any) -> Any:
    """POST, not idempotent."""
    return await told(client.extract_runs.cancel("exr_1"))


async def read(client: Any) -> Any:
    """GET."""
    return await told(client.things.read("1"))


async def replace(client: Any) -> Any:
    """PUT, with a body."""
    return await told(client.things.replace("1", body=thing()))


async def create(client: Any) -> Any:
    """POST with a body, not idempotent."""
    return await told(client.things.create(body=thing()))


async def add(client: Any) -> Any:
    """POST with an idempotency key."""
    return await told(client.things.add(body=thing()))


async def delete(client: Any) -> Any:
    """DELETE: nothing comes back."""
    return await told(client.things.delete("1"))


async def lines(client: Any) -> Any:
    """A stream of JSON lines, read to its end."""
    return [item.id for item in await items(client.things.list())]


async def events(client: Any) -> Any:
    """A stream of events, read to its end."""
    return [item.id for item in await items(client.things.watch())]


async def download(client: Any) -> Any:
    """Bytes at once."""
    return await told(client.things.download())


async def pieces(client: Any) -> Any:
    """Bytes in pieces, put together."""
    return b"".join(await items(client.things.download_stream()))


async def pdf(client: Any) -> Any:
    """Bytes of one media type."""
    return await told(client.things.print())


async def text(client: Any) -> Any:
    """Plain text."""
    return await told(client.things.tell())


def twice(flow: Flow) -> Flow:
    """The same call again, by the same client: what came of both."""

    async def both(client: Any) -> Any:
        return [await outcome_of(flow(client)), await outcome_of(flow(client))]

    return of_extend(both) if flow in EXTEND else both


async def outcome_of(work: Awaitable[Any]) -> Any:
    """What came of a call: its value, or its error."""
    try:
        return await work
    except Exception as error:  # noqa: BLE001
        return error
