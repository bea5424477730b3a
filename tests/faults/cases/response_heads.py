"""Heads of responses: informational responses, old versions, too many headers, invalid bytes."""

from __future__ import annotations

from typing import Any

from tests.faults.actions import CLOSE, RUN, SUCCESS, head, response
from tests.faults.calls import await_result, extend_call
from tests.faults.case import (
    Case,
    Expected,
    expect_connection_error,
    expect_refusal,
    expect_value,
)
from tests.faults.server import ServerScript

LENGTH = f"content-length: {len(RUN)}"
JSON = "content-type: application/json"
NO_RETRIES = {"max_retries": 0}


@extend_call
async def read_headers(client: Any) -> Any:
    """Return the headers of a raw response."""
    method = client.extract_runs.cancel
    return (await await_result(client.raw(method)("exr_1"))).headers


def check_both_values(result: Any, script: ServerScript) -> object:
    """Check that a repeated header has both values."""
    return result.get("x-two") != "one, two" and f"got {result.get('x-two')!r}"


def check_is_str(result: Any, script: ServerScript) -> object:
    """Check that the header is a str."""
    return not isinstance(result.get("x-odd"), str) and f"got {result.get('x-odd')!r}"


CASES = [
    Case(
        number=221,
        title="100 before the response",
        behaviour="Sends 100 Continue, then responds.",
        responses=((head(100), *SUCCESS),),
        expected=expect_value(),
    ),
    Case(
        number=222,
        title="103 before the response",
        behaviour="Sends 103 Early Hints twice, then responds.",
        responses=((head(103, "link: </a>") * 2, *SUCCESS),),
        expected=expect_value(),
    ),
    Case(
        number=223,
        title="101 without an Upgrade request",
        behaviour="Sends 101 and continues in another protocol.",
        responses=((head(101, "upgrade: other"), b"\x00\x01", CLOSE), SUCCESS),
        settings=NO_RETRIES,
        expected=Expected(outcome="APIError"),
    ),
    Case(
        number=224,
        title="HTTP/1.0",
        behaviour="Responds with HTTP/1.0 and closes the connection.",
        responses=((head(200, JSON, version="1.0"), RUN, CLOSE),),
        expected=expect_value(),
    ),
    Case(
        number=225,
        title="HTTP/1.0 with Content-Length",
        behaviour="Responds with HTTP/1.0 and a length, and keeps the connection open.",
        responses=((head(200, LENGTH, "connection: keep-alive", version="1.0"), RUN),),
        expected=expect_value(),
    ),
    Case(
        number=226,
        title="ninety headers",
        behaviour="Sends ninety headers.",
        responses=((head(200, LENGTH, *(f"x-{i}: {i}" for i in range(90))), RUN),),
        expected=expect_value(),
    ),
    Case(
        number=227,
        title="twenty thousand headers",
        behaviour="Sends twenty thousand headers.",
        responses=(
            (head(200, LENGTH, *(f"x-{i}: {i}" for i in range(20000))), RUN, CLOSE),
            SUCCESS,
        ),
        settings=NO_RETRIES,
        expected=expect_connection_error(),
    ),
    Case(
        number=228,
        title="header of four megabytes",
        behaviour="Sends a header of four megabytes.",
        responses=(
            (head(200, LENGTH, "x-long: " + "z" * (4 << 20)), RUN, CLOSE),
            SUCCESS,
        ),
        settings=NO_RETRIES,
        expected=expect_connection_error(),
    ),
    Case(
        number=229,
        title="header that is not UTF-8",
        behaviour="Sends a header whose bytes are not valid UTF-8.",
        responses=((head(200, LENGTH, "x-odd: a\xff\xfe\xe9z"), RUN),),
        call=read_headers,
        expected=expect_value(check_is_str),
        expected_by_library={"pyreqwest": expect_value()},
    ),
    Case(
        number=230,
        title="NUL in a header",
        behaviour="Sends a header that contains NUL.",
        responses=((head(200, LENGTH, "x-odd: a\x00z"), RUN, CLOSE), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(),
    ),
    Case(
        number=231,
        title="repeated header",
        behaviour="Sends a header twice with different values.",
        responses=((head(200, LENGTH, "x-two: one", "X-Two: two"), RUN),),
        call=read_headers,
        expected=expect_value(check_both_values),
    ),
    Case(
        number=232,
        title="header without a colon",
        behaviour="Sends a header line without a colon.",
        responses=((head(200, LENGTH, "no header at all"), RUN, CLOSE), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(),
    ),
    Case(
        number=233,
        title="status line without a reason",
        behaviour="Sends a status line that ends after the status.",
        responses=((f"HTTP/1.1 200\r\n{LENGTH}\r\n\r\n".encode(), RUN),),
        expected=expect_value(),
    ),
    Case(
        number=234,
        title="other protocol",
        behaviour="Responds in another protocol.",
        responses=((b"SSH-2.0-Other_1.0\r\n\r\n", CLOSE), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(),
    ),
    Case(
        number=235,
        title="unknown HTTP version",
        behaviour="Responds with HTTP/9.9.",
        responses=((head(200, LENGTH, version="9.9"), RUN, CLOSE), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_value(),
        expected_by_library={"pyreqwest": expect_connection_error()},
    ),
    Case(
        number=236,
        title="non-numeric status",
        behaviour="Sends the status 2xx.",
        responses=((b"HTTP/1.1 2xx OK\r\n\r\n", CLOSE), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(),
    ),
    Case(
        number=237,
        title="body without a head",
        behaviour="Sends only the body, like HTTP/0.9.",
        responses=((RUN, CLOSE), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(),
    ),
    Case(
        number=238,
        title="repeated Content-Length",
        behaviour="Sends the same Content-Length twice.",
        responses=((head(200, LENGTH, LENGTH), RUN),),
        expected=expect_value(),
    ),
    Case(
        number=239,
        title="error with ninety headers",
        behaviour="Sends 404 with ninety headers.",
        responses=(
            (response(404, b"{}", *(f"x-{i}: {i}" for i in range(90))),),
            SUCCESS,
        ),
        expected=expect_refusal(404, "NotFoundError"),
    ),
]
