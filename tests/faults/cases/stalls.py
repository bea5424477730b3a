"""Servers that are slow or silent: every phase has its limit, and the whole has one."""

from __future__ import annotations

import gzip
from typing import Any

from extend_client import Timeout

from tests.faults.acts import (
    HOLD,
    READ,
    RUN,
    Pause,
    answer,
    chunks,
    drip,
    head,
    refusal,
)
from tests.faults.case import Case, Expected, late, refused, value
from tests.faults.cases.broken_off import upload
from tests.faults.flows import of_extend, read, told

READING = {"timeout": Timeout(read=2.0), "max_retries": 0}
IN_ALL = {"timeout": Timeout(read=5.0, total=1.5)}
SHORT = (head(200, f"content-length: {len(RUN)}"), RUN[:80])
BUSY = (answer(503, refusal("BUSY", True), "retry-after: 1"),)
SOON = 9.0
"""Seconds: more than any limit here, less than the slow answers would take."""


@of_extend
async def cancel_soon(client: Any) -> Any:
    """The limit is the call's own."""
    return await told(client.extract_runs.cancel("exr_1", timeout=1.0, max_retries=0))


CASES = [
    Case(
        number=141,
        title="silence",
        does="It reads the request and says nothing.",
        answers=((HOLD,),),
        settings=READING,
        expected=late(within=SOON),
    ),
    Case(
        number=142,
        title="silence in the status line",
        does="It sends half a status line, then nothing.",
        answers=((b"HTTP/1.1 20", HOLD),),
        settings=READING,
        expected=late(within=SOON),
    ),
    Case(
        number=143,
        title="silence in the headers",
        does="It sends half of the headers, then nothing.",
        answers=((b"HTTP/1.1 200 OK\r\ncontent-ty", HOLD),),
        settings=READING,
        expected=late(within=SOON),
    ),
    Case(
        number=144,
        title="silence after the headers",
        does="It sends the headers, then nothing.",
        answers=((SHORT[0], HOLD),),
        settings=READING,
        expected=late(within=SOON, status=200),
    ),
    Case(
        number=145,
        title="silence in the body",
        does="It sends a part of the body, then nothing.",
        answers=((*SHORT, HOLD),),
        settings=READING,
        expected=late(within=SOON, status=200, raw=RUN[:80]),
    ),
    Case(
        number=146,
        title="silence between chunks",
        does="It sends a chunk, then nothing.",
        answers=(
            (
                head(200, "transfer-encoding: chunked"),
                chunks(RUN[:80], end=b""),
                HOLD,
            ),
        ),
        settings=READING,
        expected=late(within=SOON, status=200, raw=RUN[:80]),
    ),
    Case(
        number=147,
        title="silence once, GET",
        does="It says nothing to the first request and serves the second.",
        answers=((HOLD,), READ),
        flow=read,
        settings={"timeout": Timeout(read=2.0)},
        expected=value(requests=2),
    ),
    Case(
        number=148,
        title="silence, with a limit of the call's own",
        does="It reads the request and says nothing.",
        answers=((HOLD,),),
        flow=cancel_soon,
        expected=late(within=SOON),
    ),
    Case(
        number=149,
        title="silence in the body of an error",
        does="It says 404, then nothing.",
        answers=((head(404, "content-length: 99"), b"{", HOLD),),
        settings=READING,
        expected=refused(404, "NotFoundError", raw=b"{", within=SOON),
    ),
    Case(
        number=150,
        title="a body that drips",
        does="It sends the body byte by byte.",
        answers=((SHORT[0], *drip(RUN, 0.05)),),
        settings=IN_ALL,
        expected=late(or_value=True, within=SOON, status=200),
    ),
    Case(
        number=151,
        title="headers that drip",
        does="It sends the headers byte by byte.",
        answers=(drip(head(200, "x-slow: " + "z" * 300), 0.05),),
        settings=IN_ALL,
        expected=late(or_value=True, within=SOON),
    ),
    Case(
        number=152,
        title="a packed body that drips",
        does="It sends the body, packed, so slowly that nothing of it can be unpacked.",
        answers=(
            (
                head(200, "content-encoding: gzip", "content-length: 999"),
                *drip(gzip.compress(RUN), 0.05),
            ),
        ),
        settings=IN_ALL,
        expected=late(or_value=True, within=SOON, status=200),
    ),
    Case(
        number=153,
        title="trailers that drip",
        does="It sends the whole body, then trailers byte by byte.",
        answers=(
            (
                head(200, "transfer-encoding: chunked"),
                chunks(RUN, end=b"0\r\n"),
                *drip(b"x-slow: " + b"z" * 300, 0.05),
            ),
        ),
        settings=IN_ALL,
        expected=late(or_value=True, within=SOON, status=200),
    ),
    Case(
        number=154,
        title="hints without end",
        does="It sends 103 again and again, and no answer.",
        answers=(drip(head(103) * 200, 0.05, len(head(103))),),
        settings=IN_ALL,
        expected=late(or_value=True, within=SOON),
    ),
    Case(
        number=155,
        title="a request that is not read",
        does="It reads nothing of a large request.",
        greetings=((Pause(8),),),
        answers=((answer(201, b"{}"),),),
        flow=upload,
        settings={"timeout": Timeout(write=1.0, total=2.5), "max_retries": 0},
        expected=late(requests=0, within=SOON),
    ),
    Case(
        number=156,
        title="the total is over all attempts",
        does="It asks to come again in a second, always.",
        answers=(BUSY,),
        settings={"timeout": Timeout(total=2.5), "max_retries": 9},
        expected=Expected(outcome="APIError", requests=(2, 10), within=SOON),
    ),
    Case(
        number=157,
        title="slow, but in time",
        does="It sends the body in forty pieces.",
        answers=((head(200, f"content-length: {len(RUN)}"), *drip(RUN, 0.01, 20)),),
        settings={"timeout": Timeout(read=5.0, total=20.0)},
        expected=value(),
    ),
]
