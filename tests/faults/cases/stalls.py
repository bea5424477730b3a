"""Slow and silent servers: each phase of a call has a time limit, and so has the call."""

from __future__ import annotations

import gzip
from typing import Any

from extend_client import Timeout

from tests.faults.actions import (
    RUN,
    STALL,
    THING_RESPONSE,
    Pause,
    chunked,
    drip,
    error_json,
    head,
    response,
)
from tests.faults.calls import await_result, extend_call, read_thing
from tests.faults.case import (
    Case,
    Expected,
    check_timeout,
    expect_refusal,
    expect_timeout,
    expect_value,
)
from tests.faults.cases.disconnects import upload_large_body

READ_TIMEOUT = {"timeout": Timeout(read=2.0), "max_retries": 0}
READ_LIMIT = check_timeout("read timeout of 2 s exceeded")
TOTAL_TIMEOUT = {"timeout": Timeout(read=5.0, total=1.5)}
TRUNCATED = (head(200, f"content-length: {len(RUN)}"), RUN[:80])
BUSY = (response(503, error_json("BUSY", True), "retry-after: 1"),)
# Seconds: longer than each limit here, shorter than the slow responses.
MAX_SECONDS = 9.0


@extend_call
async def cancel_with_timeout(client: Any) -> Any:
    """Cancel a run with a time limit for this call."""
    return await await_result(
        client.extract_runs.cancel("exr_1", timeout=1.0, max_retries=0)
    )


CASES = [
    Case(
        number=141,
        title="no response",
        behaviour="Reads the request and sends nothing.",
        responses=((STALL,),),
        settings=READ_TIMEOUT,
        expected=expect_timeout(within=MAX_SECONDS, check=READ_LIMIT),
    ),
    Case(
        number=142,
        title="silence within the status line",
        behaviour="Sends half of the status line, then nothing.",
        responses=((b"HTTP/1.1 20", STALL),),
        settings=READ_TIMEOUT,
        expected=expect_timeout(within=MAX_SECONDS, check=READ_LIMIT),
    ),
    Case(
        number=143,
        title="silence within the headers",
        behaviour="Sends half of the headers, then nothing.",
        responses=((b"HTTP/1.1 200 OK\r\ncontent-ty", STALL),),
        settings=READ_TIMEOUT,
        expected=expect_timeout(within=MAX_SECONDS, check=READ_LIMIT),
    ),
    Case(
        number=144,
        title="silence after the headers",
        behaviour="Sends the headers, then nothing.",
        responses=((TRUNCATED[0], STALL),),
        settings=READ_TIMEOUT,
        expected=expect_timeout(within=MAX_SECONDS, status=200),
    ),
    Case(
        number=145,
        title="silence within the body",
        behaviour="Sends a part of the body, then nothing.",
        responses=((*TRUNCATED, STALL),),
        settings=READ_TIMEOUT,
        expected=expect_timeout(within=MAX_SECONDS, status=200, raw=RUN[:80]),
    ),
    Case(
        number=146,
        title="silence between chunks",
        behaviour="Sends a chunk, then nothing.",
        responses=(
            (
                head(200, "transfer-encoding: chunked"),
                chunked(RUN[:80], end=b""),
                STALL,
            ),
        ),
        settings=READ_TIMEOUT,
        expected=expect_timeout(within=MAX_SECONDS, status=200, raw=RUN[:80]),
    ),
    Case(
        number=147,
        title="no response to the first attempt, GET",
        behaviour="Sends nothing to the first request and serves the second.",
        responses=((STALL,), THING_RESPONSE),
        call=read_thing,
        settings={"timeout": Timeout(read=2.0)},
        expected=expect_value(requests=2),
    ),
    Case(
        number=148,
        title="no response, timeout of the call",
        behaviour="Reads the request and sends nothing.",
        responses=((STALL,),),
        call=cancel_with_timeout,
        expected=expect_timeout(within=MAX_SECONDS),
    ),
    Case(
        number=149,
        title="silence within the body of an error",
        behaviour="Sends 404, then nothing.",
        responses=((head(404, "content-length: 99"), b"{", STALL),),
        settings=READ_TIMEOUT,
        expected=expect_refusal(404, "NotFoundError", raw=b"{", within=MAX_SECONDS),
    ),
    Case(
        number=150,
        title="slow body",
        behaviour="Sends the body byte by byte.",
        responses=((TRUNCATED[0], *drip(RUN, 0.05)),),
        settings=TOTAL_TIMEOUT,
        expected=expect_timeout(can_succeed=True, within=MAX_SECONDS, status=200),
    ),
    Case(
        number=151,
        title="slow headers",
        behaviour="Sends the headers byte by byte.",
        responses=(drip(head(200, "x-slow: " + "z" * 300), 0.05),),
        settings=TOTAL_TIMEOUT,
        expected=expect_timeout(can_succeed=True, within=MAX_SECONDS),
    ),
    Case(
        number=152,
        title="slow compressed body",
        behaviour="Sends a compressed body so slowly that nothing can be decompressed in time.",
        responses=(
            (
                head(200, "content-encoding: gzip", "content-length: 999"),
                *drip(gzip.compress(RUN), 0.05),
            ),
        ),
        settings=TOTAL_TIMEOUT,
        expected=expect_timeout(can_succeed=True, within=MAX_SECONDS, status=200),
    ),
    Case(
        number=153,
        title="slow trailers",
        behaviour="Sends the complete body, then trailers byte by byte.",
        responses=(
            (
                head(200, "transfer-encoding: chunked"),
                chunked(RUN, end=b"0\r\n"),
                *drip(b"x-slow: " + b"z" * 300, 0.05),
            ),
        ),
        settings=TOTAL_TIMEOUT,
        expected=expect_timeout(can_succeed=True, within=MAX_SECONDS, status=200),
    ),
    Case(
        number=154,
        title="endless informational responses",
        behaviour="Sends 103 repeatedly and no final response.",
        responses=(drip(head(103) * 200, 0.05, len(head(103))),),
        settings=TOTAL_TIMEOUT,
        expected=expect_timeout(can_succeed=True, within=MAX_SECONDS),
    ),
    Case(
        number=155,
        title="request that the server does not read",
        behaviour="Does not read a large request.",
        greetings=((Pause(8),),),
        responses=((response(201, b"{}"),),),
        call=upload_large_body,
        settings={"timeout": Timeout(write=1.0, total=2.5), "max_retries": 0},
        expected=expect_timeout(requests=0, within=MAX_SECONDS),
    ),
    Case(
        number=156,
        title="total timeout over all attempts",
        behaviour="Sends Retry-After of one second to each request.",
        responses=(BUSY,),
        settings={"timeout": Timeout(total=4.0), "max_retries": 9},
        expected=Expected(outcome="APIError", requests=(2, 10), within=MAX_SECONDS),
    ),
    Case(
        number=157,
        title="slow response within the timeout",
        behaviour="Sends the body in forty pieces.",
        responses=((head(200, f"content-length: {len(RUN)}"), *drip(RUN, 0.01, 20)),),
        settings={"timeout": Timeout(read=5.0, total=20.0)},
        expected=expect_value(),
    ),
]
