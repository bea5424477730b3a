"""Boundaries of responses: wrong lengths and chunks, and bytes that belong to no response."""

from __future__ import annotations

from typing import Any

from extend_client import APIDecodeError

from tests.faults.actions import (
    CLOSE,
    RUN,
    SUCCESS,
    Pause,
    chunked,
    head,
    response,
    run_json,
)
from tests.faults.calls import call_twice, cancel_run, delete_thing
from tests.faults.case import (
    Case,
    expect_connection_error,
    expect_decode_error,
    expect_value,
)
from tests.faults.server import ServerScript

CHUNKED = head(200, "transfer-encoding: chunked")
LENGTH = f"content-length: {len(RUN)}"
SECOND_RESPONSE = (response(200, run_json("PROCESSED")),)
NO_RETRIES = {"max_retries": 0}


def check_second_response(result: Any, script: ServerScript) -> object:
    """Check that the second call returns the second response, not the rest of the first."""
    status = getattr(result[1], "status", None)
    return status != "PROCESSED" and f"the second call returned {result[1]!r}"


def check_truncated_then_second_response(result: Any, script: ServerScript) -> object:
    """Check that the first call reports a truncated body and the second one succeeds."""
    if not isinstance(result[0], APIDecodeError):
        return f"the first call returned {result[0]!r}"
    return check_second_response(result, script)


def check_both_empty(result: Any, script: ServerScript) -> object:
    """Check that both calls succeed without a value."""
    return result != [None, None] and f"got {result}"


CASES = [
    Case(
        number=161,
        title="valid chunks",
        behaviour="Sends the body in chunks, with extensions and a trailer.",
        responses=(
            (
                CHUNKED,
                b"5;x=y\r\n" + RUN[:5] + b"\r\n",
                chunked(RUN[5:], end=b"0\r\nx-sum: 1\r\n\r\n"),
            ),
        ),
        expected=expect_value(),
    ),
    Case(
        number=162,
        title="truncated chunk",
        behaviour="Closes the connection within a chunk.",
        responses=((CHUNKED, b"fff\r\n" + RUN[:80], CLOSE), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(status=200, raw=RUN[:80]),
    ),
    Case(
        number=163,
        title="non-numeric chunk size",
        behaviour="Sends zz as the size of a chunk.",
        responses=((CHUNKED, b"zz\r\n" + RUN, CLOSE), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(status=200),
    ),
    Case(
        number=164,
        title="missing last chunk",
        behaviour="Sends the complete body in a chunk and closes the connection without the last chunk.",
        responses=((CHUNKED, chunked(RUN, end=b""), CLOSE), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(status=200, raw=RUN),
    ),
    Case(
        number=165,
        title="Content-Length too large",
        behaviour="Declares ten bytes more than it sends and closes the connection.",
        responses=(
            (head(200, f"content-length: {len(RUN) + 10}"), RUN, CLOSE),
            SUCCESS,
        ),
        settings=NO_RETRIES,
        expected=expect_connection_error(status=200, raw=RUN),
    ),
    Case(
        number=166,
        title="Content-Length too small",
        behaviour="Declares ten bytes less than it sends, then serves the next call.",
        responses=(
            (head(200, f"content-length: {len(RUN) - 10}") + RUN,),
            SECOND_RESPONSE,
        ),
        call=call_twice(cancel_run),
        expected=expect_value(check_truncated_then_second_response, requests=2),
    ),
    Case(
        number=167,
        title="extra response",
        behaviour="Sends two responses to the first request, then serves the next call.",
        responses=((SUCCESS[0] + response(200, run_json("FAILED")),), SECOND_RESPONSE),
        call=call_twice(cancel_run),
        expected=expect_value(check_second_response, requests=2),
    ),
    Case(
        number=168,
        title="extra response after a pause",
        behaviour="Sends a second response after the first was read, then serves the next call.",
        responses=(
            (*SUCCESS, Pause(0.05), response(408, b"{}"), CLOSE),
            SECOND_RESPONSE,
        ),
        call=call_twice(cancel_run),
        expected=expect_value(check_second_response, requests=2),
    ),
    Case(
        number=169,
        title="body without length",
        behaviour="Sends the body and closes the connection.",
        responses=((head(200, "connection: close"), RUN, CLOSE),),
        expected=expect_value(),
    ),
    Case(
        number=170,
        title="truncated body without length",
        behaviour="Sends a part of the body and closes the connection.",
        responses=((head(200, "connection: close"), RUN[:80], CLOSE),),
        expected=expect_decode_error(RUN[:80]),
    ),
    Case(
        number=171,
        title="two different lengths",
        behaviour="Sends two Content-Length headers.",
        responses=((head(200, LENGTH, "content-length: 5"), RUN, CLOSE), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(),
    ),
    Case(
        number=172,
        title="negative Content-Length",
        behaviour="Declares a length of -1.",
        responses=((head(200, "content-length: -1"), RUN, CLOSE), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(),
    ),
    Case(
        number=173,
        title="Content-Length of thirty digits",
        behaviour="Declares a length of thirty digits and closes the connection.",
        responses=((head(200, "content-length: " + "9" * 30), RUN, CLOSE), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(),
    ),
    Case(
        number=174,
        title="Content-Length with chunks",
        behaviour="Sends chunks and a Content-Length header.",
        responses=(
            (head(200, LENGTH, "transfer-encoding: chunked"), chunked(RUN), CLOSE),
        ),
        expected=expect_value(),
    ),
    Case(
        number=175,
        title="unknown transfer coding",
        behaviour="Declares a transfer coding that does not exist.",
        responses=((head(200, "transfer-encoding: strange"), RUN, CLOSE), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(),
        expected_by_library={"pyreqwest": expect_value()},
    ),
    Case(
        number=176,
        title="204 with a body",
        behaviour="Sends 204 with a body, then serves the next call.",
        responses=((head(204) + b"surprise",), (response(204),)),
        call=call_twice(delete_thing),
        expected=expect_value(check_both_empty, requests=2),
    ),
]
