"""Connections and clients over time: reuse, cancellation, threads, forks, and closing."""

from __future__ import annotations

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

from extend_client import APIConnectionError, APIError, Hooks, Timeout

from tests.faults.actions import (
    CLOSE,
    RESET,
    RUN,
    STALL,
    SUCCESS,
    THING,
    THING_RESPONSE,
    Actions,
    Pause,
    ReceivedRequest,
    error_json,
    head,
    response,
)
from tests.faults.calls import (
    Call,
    await_result,
    call_twice,
    cancel_run,
    catch_error,
    collect_items,
    create_thing,
    extend_call,
    read_thing,
)
from tests.faults.case import Case, Expected, expect_value
from tests.faults.cases.connecting import unresponsive_url
from tests.faults.child_process import run_in_child_process
from tests.faults.server import ServerScript

CREATED = (response(201, THING),)
CONCURRENT_CALLS = 200
# A fixed seed makes the sequence of random faults reproducible.
RANDOM = random.Random(20261125)


def is_async(client: Any) -> bool:
    """Return whether a client is asynchronous."""
    return hasattr(client, "aclose")


async def wait(client: Any, seconds: float) -> None:
    """Wait without blocking the event loop of an asynchronous client."""
    if is_async(client):
        await asyncio.sleep(seconds)
    else:
        sleep(seconds)


async def create_things_with_pause(client: Any) -> Any:
    """Make two calls with a pause between them."""
    first = await create_thing(client)
    await wait(client, 0.3)
    return first, await create_thing(client)


def check_second_succeeded(result: Any, script: ServerScript) -> object:
    """Check that the second call returned a value."""
    return isinstance(result[1], Exception) and f"got {result[1]!r}"


def check_second_may_have_arrived(result: Any, script: ServerScript) -> object:
    """Check that the second call reports an unknown outcome and was not repeated."""
    may_have_arrived = getattr(result[1], "may_have_arrived", None)
    is_repeated = len(script.requests) != 2
    return (may_have_arrived is not True or is_repeated) and f"got {result[1]!r}"


def cancel_task(base_url: str = "") -> Call:
    """Return a call that cancels the task of one call and then makes another one."""

    async def call(client: Any) -> Any:
        options = {"base_url": base_url} if base_url else {}
        request = client.extract_runs.cancel("exr_1", **options)
        task = asyncio.create_task(request)
        await asyncio.sleep(0.4)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            return await cancel_run(client)
        return "the task was not cancelled"

    return extend_call(call)


async def cancel_stream_task(client: Any) -> Any:
    """Cancel the task that reads a silent stream and make another call."""
    task = asyncio.create_task(collect_items(client.things.list()))
    await asyncio.sleep(0.4)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return await read_thing(client)
    return "the task was not cancelled"


def check_no_open_connection(result: Any, script: ServerScript) -> object:
    """Check the value, and that all connections are closed."""
    if isinstance(result, str):
        return result
    # pyreqwest keeps the connection of a cancelled call until its read timeout expires.
    for _ in range(80):
        if not script.open_connections:
            return None
        sleep(0.05)
    return f"{script.open_connections} connections are still open"


def respond_at_random(request: ReceivedRequest) -> Actions:
    """Return a fault, or a run with the id in the path of the request."""
    run_id = request.target.split("/")[2]
    success = response(200, RUN.replace(b"exr_1", run_id.encode()))
    busy = response(503, error_json("BUSY", True), "retry-after: 0")
    faults: list[Actions] = [
        (RESET,),
        (CLOSE,),
        (success[:-40], CLOSE),
        (busy,),
        (response(404, error_json("NOT_FOUND")),),
        (response(200, b"<html>"),),
        (Pause(0.05), success),
    ]
    return RANDOM.choice(faults) if RANDOM.random() < 0.4 else (success,)


@extend_call
async def cancel_runs_concurrently(client: Any) -> Any:
    """Return the results of many concurrent calls."""
    run_ids = [f"exr_{number}" for number in range(CONCURRENT_CALLS)]
    if is_async(client):
        return await asyncio.gather(
            *(catch_error(client.extract_runs.cancel(run_id)) for run_id in run_ids)
        )

    def cancel(run_id: str) -> Any:
        try:
            return client.extract_runs.cancel(run_id)
        except Exception as error:  # noqa: BLE001
            return error

    with ThreadPoolExecutor(50) as pool:
        return [*pool.map(cancel, run_ids)]


def check_own_responses(result: Any, script: ServerScript) -> object:
    """Check that each call has its own response or an APIError, and that most succeed."""
    successes = 0
    for number, outcome in enumerate(result):
        if getattr(outcome, "id", None) == f"exr_{number}":
            successes += 1
        elif not isinstance(outcome, APIError):
            return f"call {number} returned {outcome!r}"
    is_enough = successes >= CONCURRENT_CALLS / 2
    return not is_enough and f"only {successes} of {CONCURRENT_CALLS} succeeded"


@extend_call
async def use_closed_client(client: Any) -> Any:
    """Close a client twice, then use it."""
    for _ in range(2):
        await await_result(client.aclose() if is_async(client) else client.close())
    return await cancel_run(client)


@extend_call
async def close_during_call(client: Any) -> Any:
    """Close a client while a call in another task or thread waits for its response."""
    if is_async(client):
        task = asyncio.create_task(catch_error(cancel_run(client)))
        await asyncio.sleep(0.4)
        await client.aclose()
        return await task
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(client.extract_runs.cancel, "exr_1")
        sleep(0.4)
        client.close()
        return future.exception() or future.result()


def check_value_or_unknown_outcome(result: Any, script: ServerScript) -> object:
    """Check for the value, or an exception whose request may have arrived."""
    has_value = getattr(result, "status", None) == "CANCELLED"
    is_unknown = isinstance(result, APIConnectionError) and result.may_have_arrived
    return not (has_value or is_unknown) and f"got {result!r}"


def failing_hook(attempt: Any) -> None:
    """Raise an exception from a hook."""
    raise LookupError("raised by the hook")


def check_both_raised_by_hook(result: Any, script: ServerScript) -> object:
    """Check that both calls raise the exception of the hook."""
    names = {type(error).__name__ for error in result}
    return names != {"LookupError"} and f"got {names}"


def check_two_connections(result: Any, script: ServerScript) -> object:
    """Check that the child process did not use the connection of its parent."""
    return script.connections != 2 and f"{script.connections} connections"


def provide_no_token() -> Any:
    """Return None where a token is expected."""


CASES = [
    Case(
        number=361,
        title="closed between two calls",
        behaviour="Closes the connection shortly after each response.",
        responses=((*CREATED, Pause(0.05), CLOSE),),
        call=create_things_with_pause,
        expected=expect_value(requests=2),
    ),
    Case(
        number=362,
        title="reset between two calls",
        behaviour="Resets the connection shortly after each response.",
        responses=((*CREATED, Pause(0.05), RESET),),
        call=create_things_with_pause,
        expected=expect_value(requests=2),
    ),
    Case(
        number=363,
        title="closed on the second request, GET",
        behaviour="Reads the second request of a connection and closes it.",
        responses=(THING_RESPONSE, (CLOSE,), THING_RESPONSE),
        call=call_twice(read_thing),
        expected=expect_value(check_second_succeeded, requests=3),
    ),
    Case(
        number=364,
        title="closed on the second request, POST",
        behaviour="Reads the second request of a connection and closes it.",
        responses=(CREATED, (CLOSE,), CREATED),
        call=call_twice(create_thing),
        expected=expect_value(check_second_may_have_arrived, requests=2),
    ),
    Case(
        number=371,
        title="cancelled while connecting",
        behaviour="Has a full backlog; the caller cancels the task and makes another call.",
        responses=(SUCCESS,),
        call=cancel_task(unresponsive_url()),
        settings={"timeout": Timeout(read=1.5)},
        only="async",
        expected=expect_value(check_no_open_connection),
    ),
    Case(
        number=372,
        title="cancelled while waiting for the response",
        behaviour="Sends nothing; the caller cancels the task and makes another call.",
        responses=((STALL,), SUCCESS),
        call=cancel_task(),
        settings={"timeout": Timeout(read=1.5)},
        only="async",
        expected=expect_value(check_no_open_connection, requests=2),
    ),
    Case(
        number=373,
        title="cancelled within the headers",
        behaviour="Sends half of the headers; the caller cancels the task and makes another call.",
        responses=((b"HTTP/1.1 200 OK\r\nx-", STALL), SUCCESS),
        call=cancel_task(),
        settings={"timeout": Timeout(read=1.5)},
        only="async",
        expected=expect_value(check_no_open_connection, requests=2),
    ),
    Case(
        number=374,
        title="cancelled within the body",
        behaviour="Sends a part of the body; the caller cancels the task and makes another call.",
        responses=((head(200, "content-length: 999"), RUN[:80], STALL), SUCCESS),
        call=cancel_task(),
        only="async",
        expected=expect_value(check_no_open_connection, requests=2),
    ),
    Case(
        number=375,
        title="cancelled between two attempts",
        behaviour="Sends Retry-After of a minute; the caller cancels the task and makes another call.",
        responses=((response(503, b"", "retry-after: 60"),), SUCCESS),
        call=cancel_task(),
        only="async",
        expected=expect_value(check_no_open_connection, requests=2),
    ),
    Case(
        number=376,
        title="cancelled within a stream",
        behaviour="Sends a line, then nothing; the caller cancels the task and makes another call.",
        responses=(
            (
                head(200, "content-type: application/jsonl", "content-length: 999"),
                b'{"id": "1"}\n',
                STALL,
            ),
            THING_RESPONSE,
        ),
        call=cancel_stream_task,
        only="async",
        expected=expect_value(check_no_open_connection, requests=2),
    ),
    Case(
        number=381,
        title="two hundred concurrent calls",
        behaviour="Resets, closes, truncates, refuses, contradicts and delays at random.",
        responses=(respond_at_random,),
        call=cancel_runs_concurrently,
        settings={"timeout": Timeout(total=60.0)},
        expected=expect_value(
            check_own_responses,
            requests=(CONCURRENT_CALLS, 3 * CONCURRENT_CALLS),
            within=60.0,
        ),
    ),
    Case(
        number=382,
        title="client used after close",
        behaviour="Receives no request.",
        responses=(SUCCESS,),
        call=use_closed_client,
        expected=Expected(outcome="RuntimeError", requests=0),
    ),
    Case(
        number=383,
        title="client closed during a call",
        behaviour="Would respond after twenty seconds.",
        responses=((Pause(20.0), *SUCCESS),),
        call=close_during_call,
        settings={"max_retries": 0},
        expected=expect_value(check_value_or_unknown_outcome, requests=(0, 1)),
    ),
    Case(
        number=384,
        title="hook that raises",
        behaviour="Responds normally.",
        responses=(SUCCESS,),
        call=call_twice(cancel_run),
        settings={"hooks": [Hooks(response=failing_hook)]},
        expected=expect_value(check_both_raised_by_hook, requests=2),
    ),
    Case(
        number=385,
        title="token with a line break",
        behaviour="Receives no request.",
        responses=(SUCCESS,),
        settings={"token": "sk_q7F+zK/31vX=8pLw\r\nx: y"},
        expected=Expected(outcome="ValueError", requests=0),
    ),
    Case(
        number=386,
        title="token provider that returns None",
        behaviour="Receives no request.",
        responses=(SUCCESS,),
        settings={"token": provide_no_token},
        expected=Expected(outcome="TypeError", requests=0),
    ),
    Case(
        number=391,
        title="fork",
        behaviour="Responds to parent and child.",
        responses=(SUCCESS,),
        custom_call=run_in_child_process("fork"),
        expected=expect_value(
            check_two_connections,
            requests=3,
            within=60.0,
        ),
    ),
    Case(
        number=392,
        title="several event loops",
        behaviour="Responds normally.",
        responses=(SUCCESS,),
        custom_call=run_in_child_process("change_loops"),
        only="async",
        expected=expect_value(requests=3, within=60.0),
    ),
    Case(
        number=393,
        title="unclosed client",
        behaviour="Responds normally.",
        responses=(SUCCESS,),
        custom_call=run_in_child_process("leave_unclosed"),
        expected=expect_value(within=60.0),
    ),
    Case(
        number=394,
        title="wall clock that jumps by years",
        behaviour="Sends Retry-After of one second, then serves the next request.",
        responses=((response(503, b"", "retry-after: 1"),), SUCCESS),
        custom_call=run_in_child_process("change_clock"),
        expected=expect_value(requests=2, within=60.0),
    ),
]
