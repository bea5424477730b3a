"""Connections and clients over time: reuse, cancellation, threads, forks, and the end."""

from __future__ import annotations

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

from extend_client import APIConnectionError, APIError, Hooks, Timeout

from tests.faults.acts import (
    CLOSE,
    DONE,
    HOLD,
    READ,
    RESET,
    RUN,
    THING,
    Act,
    Asked,
    Pause,
    answer,
    head,
    refusal,
)
from tests.faults.case import Case, Expected, value
from tests.faults.cases.connecting import deaf
from tests.faults.child import in_child
from tests.faults.flows import (
    Flow,
    cancel,
    create,
    items,
    of_extend,
    outcome_of,
    read,
    told,
)
from tests.faults.server import Site

MADE = (answer(201, THING),)
MANY = 200
SEED = 20261125


async def wait(client: Any, seconds: float) -> None:
    """Let the other side do something."""
    await (asyncio.sleep(seconds) if is_async(client) else told(sleep(seconds)))


def is_async(client: Any) -> bool:
    """Whether a client is asynchronous."""
    return hasattr(client, "aclose")


async def with_a_pause(client: Any) -> Any:
    """Two calls, and a moment between them."""
    first = await create(client)
    await wait(client, 0.3)
    return first, await create(client)


def reading(client: Any) -> Any:
    """Two reading calls, one right after the other."""
    return _both(client, read)


def making(client: Any) -> Any:
    """Two making calls, one right after the other."""
    return _both(client, create)


async def _both(client: Any, flow: Flow) -> Any:
    return [await outcome_of(flow(client)), await outcome_of(flow(client))]


def second_in_doubt(found: Any, site: Site) -> object:
    """Of the second call nobody knows what became: that is told, and it is not sent again."""
    doubt = getattr(found[1], "may_have_arrived", None)
    return (doubt is not True or len(site.asked) != 2) and f"got {found[1]!r}"


def interrupted(base_url: str = "") -> Flow:
    """A call that is given up by its task, and another one by the same client."""

    async def flow(client: Any) -> Any:
        options = {"base_url": base_url} if base_url else {}
        call = client.extract_runs.cancel("exr_1", **options)
        task = asyncio.create_task(call)
        await asyncio.sleep(0.4)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            return await cancel(client)
        return "the call was not interrupted"

    return of_extend(flow)


async def interrupted_stream(client: Any) -> Any:
    """A stream that is given up by its task while nothing comes, and another call."""
    task = asyncio.create_task(items(client.things.list()))
    await asyncio.sleep(0.4)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return await read(client)
    return "the stream was not interrupted"


def nothing_left(found: Any, site: Site) -> object:
    """The right value, and no connection that stays open: pyreqwest keeps one until its limit to read is over."""
    if isinstance(found, str):
        return found
    for _ in range(80):
        if not site.open:
            return None
        sleep(0.05)
    return f"{site.open} connections are still open"


CHANCE = random.Random(SEED)


def whatever(asked: Asked) -> Act:
    """A fault, or what was asked for: a run with the id of the path."""
    body = RUN.replace(b"exr_1", asked.target.split("/")[2].encode())
    whole = answer(200, body)
    busy = answer(503, refusal("BUSY", True), "retry-after: 0")
    acts: list[Act] = [
        (RESET,),
        (CLOSE,),
        (whole[:-40], CLOSE),
        (busy,),
        (answer(404, refusal("NOT_FOUND")),),
        (answer(200, b"<html>"),),
        (Pause(0.05), whole),
    ]
    return CHANCE.choice(acts) if CHANCE.random() < 0.4 else (whole,)


@of_extend
async def at_once(client: Any) -> Any:
    """Many calls at once; what came of each."""
    ids = [f"exr_{number}" for number in range(MANY)]
    if is_async(client):
        return await asyncio.gather(
            *(outcome_of(client.extract_runs.cancel(i)) for i in ids)
        )

    def one(name: str) -> Any:
        try:
            return client.extract_runs.cancel(name)
        except Exception as error:  # noqa: BLE001
            return error

    with ThreadPoolExecutor(50) as pool:
        return [*pool.map(one, ids)]


def each_its_own(found: Any, site: Site) -> object:
    """Every call ends in its own answer or in an error of ours, and most go well."""
    good = 0
    for number, outcome in enumerate(found):
        if getattr(outcome, "id", None) == f"exr_{number}":
            good += 1
        elif not isinstance(outcome, APIError):
            return f"call {number} gave {outcome!r}"
    return good < MANY / 2 and f"only {good} of {MANY} went well"


@of_extend
async def closed(client: Any) -> Any:
    """Closed twice, then used."""
    for _ in range(2):
        await told(client.aclose() if is_async(client) else client.close())
    return await cancel(client)


@of_extend
async def closed_meanwhile(client: Any) -> Any:
    """Closed by another task or thread while a call waits for its answer."""
    if is_async(client):
        task = asyncio.create_task(outcome_of(cancel(client)))
        await asyncio.sleep(0.4)
        await client.aclose()
        return await task
    with ThreadPoolExecutor(1) as pool:
        calling = pool.submit(client.extract_runs.cancel, "exr_1")
        sleep(0.4)
        client.close()
        return calling.exception() or calling.result()


def is_honest(found: Any, site: Site) -> object:
    """The answer, or that nobody knows."""
    good = getattr(found, "status", None) == "CANCELLED"
    doubt = isinstance(found, APIConnectionError) and found.may_have_arrived
    return not (good or doubt) and f"got {found!r}"


def fails(attempt: Any) -> None:
    """A hook with a fault of its own."""
    raise LookupError("the hook's own")


@of_extend
async def failing_hook(client: Any) -> Any:
    """The fault of a hook reaches the caller; the call after it has a connection."""
    first = await outcome_of(cancel(client))
    return first, await outcome_of(cancel(client))


def both_from_hook(found: Any, site: Site) -> object:
    """Both calls end in what the hook raised."""
    names = {type(error).__name__ for error in found}
    return names != {"LookupError"} and f"got {names}"


def gives_nothing() -> Any:
    """A provider with a fault."""


CASES = [
    Case(
        number=361,
        title="closed between two calls",
        does="It closes the connection after each answer, a moment later.",
        answers=((*MADE, Pause(0.05), CLOSE),),
        flow=with_a_pause,
        expected=value(requests=2),
    ),
    Case(
        number=362,
        title="reset between two calls",
        does="It resets the connection after each answer, a moment later.",
        answers=((*MADE, Pause(0.05), RESET),),
        flow=with_a_pause,
        expected=value(requests=2),
    ),
    Case(
        number=363,
        title="closed when the second request comes, GET",
        does="It reads the second request of a connection and closes.",
        answers=(READ, (CLOSE,), READ),
        flow=reading,
        expected=value(
            lambda found, _: isinstance(found[1], Exception) and f"{found[1]!r}",
            requests=3,
        ),
    ),
    Case(
        number=364,
        title="closed when the second request comes, POST",
        does="It reads the second request of a connection and closes.",
        answers=(MADE, (CLOSE,), MADE),
        flow=making,
        expected=value(second_in_doubt, requests=2),
    ),
    Case(
        number=371,
        title="interrupted while it connects",
        does="Its queue is full, and the caller gives up; the next call goes on.",
        answers=(DONE,),
        flow=interrupted(deaf()),
        settings={"timeout": Timeout(read=1.5)},
        only="async",
        expected=value(nothing_left),
    ),
    Case(
        number=372,
        title="interrupted while it waits for the answer",
        does="It says nothing, and the caller gives up; the next call goes on.",
        answers=((HOLD,), DONE),
        flow=interrupted(),
        settings={"timeout": Timeout(read=1.5)},
        only="async",
        expected=value(nothing_left, requests=2),
    ),
    Case(
        number=373,
        title="interrupted in the headers",
        does="It sends half of the headers, and the caller gives up.",
        answers=((b"HTTP/1.1 200 OK\r\nx-", HOLD), DONE),
        flow=interrupted(),
        settings={"timeout": Timeout(read=1.5)},
        only="async",
        expected=value(nothing_left, requests=2),
    ),
    Case(
        number=374,
        title="interrupted in the body",
        does="It sends a part of the body, and the caller gives up.",
        answers=((head(200, "content-length: 999"), RUN[:80], HOLD), DONE),
        flow=interrupted(),
        only="async",
        expected=value(nothing_left, requests=2),
    ),
    Case(
        number=375,
        title="interrupted between two attempts",
        does="It asks to come again in a minute, and the caller gives up.",
        answers=((answer(503, b"", "retry-after: 60"),), DONE),
        flow=interrupted(),
        only="async",
        expected=value(nothing_left, requests=2),
    ),
    Case(
        number=376,
        title="interrupted in a stream",
        does="It sends a line and nothing more, and the caller gives up.",
        answers=(
            (
                head(200, "content-type: application/jsonl", "content-length: 999"),
                b'{"id": "1"}\n',
                HOLD,
            ),
            READ,
        ),
        flow=interrupted_stream,
        only="async",
        expected=value(nothing_left, requests=2),
    ),
    Case(
        number=381,
        title="two hundred calls at once",
        does="It resets, closes, cuts, refuses, lies and lags at random.",
        answers=(whatever,),
        flow=at_once,
        settings={"timeout": Timeout(total=60.0)},
        expected=value(each_its_own, requests=(MANY, 3 * MANY), within=60.0),
    ),
    Case(
        number=382,
        title="closed twice, then used",
        does="It is not even asked.",
        answers=(DONE,),
        flow=closed,
        expected=Expected(outcome="RuntimeError", requests=0),
    ),
    Case(
        number=383,
        title="closed while a call waits",
        does="It would answer after twenty seconds.",
        answers=((Pause(20.0), *DONE),),
        flow=closed_meanwhile,
        settings={"max_retries": 0},
        expected=value(is_honest, requests=(0, 1)),
    ),
    Case(
        number=384,
        title="a hook that fails",
        does="It answers.",
        answers=(DONE,),
        flow=failing_hook,
        settings={"hooks": [Hooks(response=fails)]},
        expected=value(both_from_hook, requests=2),
    ),
    Case(
        number=385,
        title="a credential that ends a header",
        does="It is not even asked.",
        answers=(DONE,),
        settings={"token": "sk_q7F+zK/31vX=8pLw\r\nx: y"},
        expected=Expected(outcome="ValueError", requests=0),
    ),
    Case(
        number=386,
        title="a credential that is no text",
        does="It is not even asked.",
        answers=(DONE,),
        settings={"token": gives_nothing},
        expected=Expected(outcome="TypeError", requests=0),
    ),
    Case(
        number=391,
        title="a fork",
        does="It answers parent and child.",
        answers=(DONE,),
        play=in_child("fork"),
        expected=value(
            lambda _, site: site.connections != 2 and f"{site.connections} connections",
            requests=3,
            within=60.0,
        ),
    ),
    Case(
        number=392,
        title="several loops",
        does="It answers.",
        answers=(DONE,),
        play=in_child("loops"),
        only="async",
        expected=value(requests=3, within=60.0),
    ),
    Case(
        number=393,
        title="a client that nobody closes",
        does="It answers.",
        answers=(DONE,),
        play=in_child("unclosed"),
        expected=value(within=60.0),
    ),
    Case(
        number=394,
        title="clocks that jump by years",
        does="It asks to come again in a second, then serves.",
        answers=((answer(503, b"", "retry-after: 1"),), DONE),
        play=in_child("clocks"),
        expected=value(requests=2, within=60.0),
    ),
]
