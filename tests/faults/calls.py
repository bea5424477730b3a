"""Calls of the faults. One coroutine serves both flavours, because it awaits only awaitable results."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from inspect import isawaitable
from typing import Any

from tests.faults.document import load_acme

Call = Callable[[Any], Coroutine[Any, Any, Any]]
# The calls of Extend's client; all others use the client of the small document.
EXTEND_CALLS: set[Call] = set()


def extend_call(call: Call) -> Call:
    """Mark a call of Extend's client."""
    EXTEND_CALLS.add(call)
    return call


def build_thing() -> Any:
    """Return a request body."""
    return load_acme().models.Thing(id="1", size=5)


async def await_result(result: Any) -> Any:
    """Return the result of a method, awaited if the client is asynchronous."""
    return await result if isawaitable(result) else result


async def collect_items(method_result: Any) -> list[Any]:
    """Return all items of a stream and close it."""
    stream = await await_result(method_result)
    try:
        if hasattr(stream, "__aiter__"):
            return [item async for item in stream]
        return list(stream)
    finally:
        await await_result(
            stream.aclose() if hasattr(stream, "aclose") else stream.close()
        )


def run_sync(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Return the result of a call of a synchronous client, which never suspends."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("a synchronous client returned an awaitable")


@extend_call
async def cancel_run(client: Any) -> Any:
    """POST, not idempotent."""
    return await await_result(client.extract_runs.cancel("exr_1"))


async def read_thing(client: Any) -> Any:
    """GET."""
    return await await_result(client.things.read("1"))


async def replace_thing(client: Any) -> Any:
    """PUT with a body."""
    return await await_result(client.things.replace("1", body=build_thing()))


async def create_thing(client: Any) -> Any:
    """POST with a body, not idempotent."""
    return await await_result(client.things.create(body=build_thing()))


async def add_thing(client: Any) -> Any:
    """POST with an idempotency key."""
    return await await_result(client.things.add(body=build_thing()))


async def delete_thing(client: Any) -> Any:
    """DELETE: the response has no body."""
    return await await_result(client.things.delete("1"))


async def read_lines(client: Any) -> Any:
    """Read a stream of JSON lines to its end."""
    return [item.id for item in await collect_items(client.things.list())]


async def read_events(client: Any) -> Any:
    """Read a stream of events to its end."""
    return [item.id for item in await collect_items(client.things.watch())]


async def download_file(client: Any) -> Any:
    """Download bytes in one piece."""
    return await await_result(client.things.download())


async def download_in_pieces(client: Any) -> Any:
    """Download bytes as a stream and join them."""
    return b"".join(await collect_items(client.things.download_stream()))


async def download_pdf(client: Any) -> Any:
    """Download bytes of one media type."""
    return await await_result(client.things.print())


async def read_text(client: Any) -> Any:
    """GET of plain text."""
    return await await_result(client.things.describe())


def call_twice(call: Call) -> Call:
    """Return a call that runs another one twice with the same client and returns both results."""

    async def both(client: Any) -> Any:
        return [await catch_error(call(client)), await catch_error(call(client))]

    return extend_call(both) if call in EXTEND_CALLS else both


async def catch_error(awaitable: Awaitable[Any]) -> Any:
    """Return the value or the exception of a call."""
    try:
        return await awaitable
    except Exception as error:  # noqa: BLE001
        return error
