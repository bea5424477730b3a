"""Connections and clients over time: reuse, cancellation, threads, forks, and the end."""

from __future__ import annotations

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

from extend_client import APIConnectionError, APIError, Hooks, Timeout

from tests.faults.actions import (
    CLOSE,
    SUCCESS,
    STALL,
    THING_RESPONSE,
    RESET,
    RUN,
    THING,
    Actions,
    ReceivedRequest,
    Pause,
    response,
    head,
    error_json,
)
from tests.faults.case import Case, Expected, expect_value
from tests.faults.cases.connecting import deaf
from tests.faults.child_process import run_in_child_process
from tests.faults.calls import (
    Call,
    cancel_run,
    create_thing,
    collect_items,
    extend_call,
    catch_error,
    read_thing,
    await_result,
)
from tests.faults.server import ServerScript

CREATED = (response(201, THING),)
MANY = 200
SEED = 20261125


async def wait(client: Any, seconds: float) -> None:
    """Let the other side do something."""
    await (asyncio.sleep(seconds) if is_async(client) else await_result(sleep(seconds)))


def is_async(client: Any) -> bool:
    """Whether a client is asynchronous."""
    return hasattr(client, "aclose")


async def with_a_pause(client: Any) -> Any:
    """Two calls, and a moment between them."""
    first = await create_thing(client)
    await wait(client, 0.3)
    return first, await create_thing(client)


def reading(client: Any) -> Any:
    """Two reading calls, one right after the other."""
    return _both(client, read_thing)


def making(client: Any) -> Any:
    """Two making calls, one right after the other."""
    return _both(client, create_thing)


async def _both(client: Any, call: Call) -> Any:
    return [await catch_error(call(client)), await catch_error(call(client))]


def second_in_doubt(result: Any, script: ServerScript) -> object:
    """Of the second call nobody knows what became: that is told, and it is not sent again."""
    doubt = getattr(result[1], "may_have_arrived", None)
    return (doubt is not True or len(script.requests) != 2) and f"got {found[1]!r}"


def interrupted(base_url: str = "") -> Call:
    """A call that is given up by its task, and another one by the same client."""

    async def call(client: Any) -> Any:
        options = {"base_url": base_url} if base_url else {}
        call = client.extract_runs.cancel("exr_1", **options)
        task = asyncio.create_task(call)
        await asyncio.sleep(0.4)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            return await cancel_run(client)
        return "the call was not interrupted"

    return extend_call(call)


async def interrupted_stream(client: Any) -> Any:
    """A stream that is given up by its task while nothing comes, and another call."""
    task = asyncio.create_task(collect_items(client.things.list()))
    await asyncio.sleep(0.4)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return await read_thing(client)
    return "the stream was not interrupted"


def nothing_left(result: Any, script: ServerScript) -> object:
    """The right value, and no connection that stays open: pyreqwest keeps one until its limit to read is over."""
    if isinstance(result, str):
        return result
    for _ in range(80):
        if not script.open:
            return None
        sleep(0.05)
    return f"{site.open} connections are still open"


CHANCE = random.Random(SEED)


def whatever(request: ReceivedRequest) -> Actions:
    """A fault, or what was asked for: a run with the id of the path."""
    body = RUN.replace(b"exr_1", request.target.split("/")[2].encode())
    whole = response(200, body)
    busy = response(503, error_json("BUSY", True), "retry-after: 0")
    acts: list[Actions] = [
        (RESET,),
        (CLOSE,),
        (whole[:-40], CLOSE),
        (busy,),
        (response(404, error_json("NOT_FOUND")),),
        (response(200, b"<html>"),),
        (Pause(0.05), whole),
    ]
    return CHANCE.choice(acts) if CHANCE.random() < 0.4 else (whole,)


@extend_call
async def at_once(client: Any) -> Any:
    """Many calls at once; what came of each."""
    ids = [f"exr_{number}" for number in range(MANY)]
    if is_async(client):
        return await asyncio.gather(
            *(catch_error(client.extract_runs.cancel(i)) for i in ids)
        )

    def one(name: str) -> Any:
        try:
            return client.extract_runs.cancel(name)
        except Exception as error:  # noqa: BLE001
            return error

    with ThreadPoolExecutor(50) as pool:
        return [*pool.map(one, ids)]


def each_its_own(result: Any, script: ServerScript) -> object:
    """Every call ends in its own answer or in an error of ours, and most go well."""
    good = 0
    for number, outcome in enumerate(result):
        if getattr(outcome, "id", None) == f"exr_{number}":
            good += 1
        elif not isinstance(outcome, APIError):
            return f"call {number} gave {outcome!r}"
    return good < MANY / 2 and f"only {good} of {MANY} went well"


@extend_call
async def closed(client: Any) -> Any:
    """Closed twice, then used."""
    for _ in range(2):
        await await_result(client.aclose() if is_async(client) else client.close())
    return await cancel_run(client)


@extend_call
async def closed_meanwhile(client: Any) -> Any:
    """Closed by another task or thread while a call waits for its answer."""
    if is_async(client):
        task = asyncio.create_task(catch_error(cancel_run(client)))
        await asyncio.sleep(0.4)
        await client.aclose()
        return await task
    with ThreadPoolExecutor(1) as pool:
        calling = pool.submit(client.extract_runs.cancel, "exr_1")
        sleep(0.4)
        client.close()
        return calling.exception() or calling.result()


def is_honest(result: Any, script: ServerScript) -> object:
    """The answer, or that nobody knows."""
    good = getattr(result, "status", None) == "CANCELLED"
    doubt = isinstance(result, APIConnectionError) and result.may_have_arrived
    return not (good or doubt) and f"got {found!r}"


def fails(attempt: Any) -> None:
    """A hook with a fault of its own."""
    raise LookupError("the hook's own")


@extend_call
async def failing_hook(client: Any) -> Any:
    """The fault of a hook reaches the caller; the call after it has a connection."""
    first = await catch_error(cancel_run(client))
    return first, await catch_error(cancel_run(client))


def both_from_hook(result: Any, script: ServerScript) -> object:
    """Both calls end in what the hook raised."""
    names = {type(error).__name__ for error in result}
    return names != {"LookupError"} and f"got {names}"


def gives_nothing() -> Any:
    """A provider with a fault."""


CASES = [
    Case(
        number=361,
        title="closed between two calls",
        behaviour="It closes the connection after each answer, a moment later.",
        responses=((*CREATED, Pause(0.05), CLOSE),),
        call=with_a_pause,
        expected=expect_value(requests=2),
    ),
    Case(
        number=362,
        title="reset between two calls",
        behaviour="It resets the connection after each answer, a moment later.",
        responses=((*CREATED, Pause(0.05), RESET),),
        call=with_a_pause,
        expected=expect_value(requests=2),
    ),
    Case(
        number=363,
        title="closed when the second request comes, GET",
        behaviour="It reads the second request of a connection and closes.",
        responses=(THING_RESPONSE, (CLOSE,), THING_RESPONSE),
        call=reading,
        expected=expect_value(
            lambda result, _: isinstance(result[1], Exception) and f"{found[1]!r}",
            requests=3,
        ),
    ),
    Case(
        number=364,
        title="closed when the second request comes, POST",
        behaviour="It reads the second request of a connection and closes.",
        responses=(CREATED, (CLOSE,), CREATED),
        call=making,
        expected=expect_value(second_in_doubt, requests=2),
    ),
    Case(
        number=371,
        title="interrupted while it connects",
        behaviour="Its queue is full, and the caller gives up; the next call goes on.",
        responses=(SUCCESS,),
        call=interrupted(deaf()),
        settings={"timeout": Timeout(read=1.5)},
        only="async",
        expected=expect_value(nothing_left),
    ),
    Case(
        number=372,
        title="interrupted while it waits for the answer",
        behaviour="It says nothing, and the caller gives up; the next call goes on.",
        responses=((STALL,), SUCCESS),
        call=interrupted(),
        settings={"timeout": Timeout(read=1.5)},
        only="async",
        expected=expect_value(nothing_left, requests=2),
    ),
    Case(
        number=373,
        title="interrupted in the headers",
        behaviour="It sends half of the headers, and the caller gives up.",
        responses=((b"HTTP/1.1 200 OK\r\nx-", STALL), SUCCESS),
        call=interrupted(),
        settings={"timeout": Timeout(read=1.5)},
        only="async",
        expected=expect_value(nothing_left, requests=2),
    ),
    Case(
        number=374,
        title="interrupted in the body",
        behaviour="It sends a part of the body, and the caller gives up.",
        responses=((head(200, "content-length: 999"), RUN[:80], STALL), SUCCESS),
        call=interrupted(),
        only="async",
        expected=expect_value(nothing_left, requests=2),
    ),
    Case(
        number=375,
        title="interrupted between two attempts",
        behaviour="It asks to come again in a minute, and the caller gives up.",
        responses=((response(503, b"", "retry-after: 60"),), SUCCESS),
        call=interrupted(),
        only="async",
        expected=expect_value(nothing_left, requests=2),
    ),
    Case(
        number=376,
        title="interrupted in a stream",
        behaviour="It sends a line and nothing more, and the caller gives up.",
        responses=(
            (
                head(200, "content-type: application/jsonl", "content-length: 999"),
                b'{"id": "1"}\n',
                STALL,
            ),
            THING_RESPONSE,
        ),
        call=interrupted_stream,
        only="async",
        expected=expect_value(nothing_left, requests=2),
    ),
    Case(
        number=381,
        title="two hundred calls at once",
        behaviour="It resets, closes, cuts, refuses, lies and lags at random.",
        responses=(whatever,),
        call=at_once,
        settings={"timeout": Timeout(total=60.0)},
        expected=expect_value(each_its_own, requests=(MANY, 3 * MANY), within=60.0),
    ),
    Case(
        number=382,
        title="closed twice, then used",
        behaviour="It is not even asked.",
        responses=(SUCCESS,),
        call=closed,
        expected=Expected(outcome="RuntimeError", requests=0),
    ),
    Case(
        number=383,
        title="closed while a call waits",
        behaviour="It would answer after twenty seconds.",
        responses=((Pause(20.0), *SUCCESS),),
        call=closed_meanwhile,
        settings={"max_retries": 0},
        expected=expect_value(is_honest, requests=(0, 1)),
    ),
    Case(
        number=384,
        title="a hook that fails",
        behaviour="It answers.",
        responses=(SUCCESS,),
        call=failing_hook,
        settings={"hooks": [Hooks(response=fails)]},
        expected=expect_value(both_from_hook, requests=2),
    ),
    Case(
        number=385,
        title="a credential that ends a header",
        behaviour="It is not even asked.",
        responses=(SUCCESS,),
        settings={"token": "sk_q7F+zK/31vX=8pLw\r\nx: y"},
        expected=Expected(outcome="ValueError", requests=0),
    ),
    Case(
        number=386,
        title="a credential that is no text",
        behaviour="It is not even asked.",
        responses=(SUCCESS,),
        settings={"token": gives_nothing},
        expected=Expected(outcome="TypeError", requests=0),
    ),
    Case(
        number=391,
        title="a fork",
        behaviour="It answers parent and child.",
        responses=(SUCCESS,),
        custom_call=run_in_child_process("fork"),
        expected=expect_value(
            lambda _, script: script.connections != 2 and f"{site.connections} connections",
            requests=3,
            within=60.0,
        ),
    ),
    Case(
        number=392,
        title="several loops",
        behaviour="It answers.",
        responses=(SUCCESS,),
        custom_call=run_in_child_process("loops"),
        only="async",
        expected=expect_value(requests=3, within=60.0),
    ),
    Case(
        number=393,
        title="a client that nobody closes",
        behaviour="It answers.",
        responses=(SUCCESS,),
        custom_call=run_in_child_process("unclosed"),
        expected=expect_value(within=60.0),
    ),
    Case(
        number=394,
        title="clocks that jump by years",
        behaviour="It asks to come again in a second, then serves.",
        responses=((response(503, b"", "retry-after: 1"),), SUCCESS),
        custom_call=run_in_child_process("clocks"),
        expected=expect_value(requests=2, within=60.0),
    ),
]
