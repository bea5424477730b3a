"""Connections that end too soon. The request may have arrived, so only a harmless one is repeated."""

from __future__ import annotations

from typing import Any

from tests.faults.actions import (
    CLOSE,
    RESET,
    RUN,
    STALL,
    SUCCESS,
    THING,
    THING_RESPONSE,
    Pause,
    Receive,
    head,
    response,
)
from tests.faults.calls import (
    add_thing,
    await_result,
    create_thing,
    delete_thing,
    read_thing,
    replace_thing,
)
from tests.faults.case import (
    Case,
    expect_connection_error,
    expect_refusal,
    expect_value,
)
from tests.faults.document import load_acme
from tests.faults.server import ServerScript

CREATED = (response(201, THING),)
TRUNCATED = (head(200, f"content-length: {len(RUN)}"), RUN[:80])
NO_RETRIES = {"max_retries": 0}


def check_same_key(result: Any, script: ServerScript) -> object:
    """Check that all requests have the same idempotency key."""
    keys = {request.headers.get("idempotency-key") for request in script.requests}
    return (len(keys) != 1 or None in keys) and f"keys {keys}"


async def upload_large_body(client: Any) -> Any:
    """POST with a body that exceeds all buffers of the operating system."""
    more = "x" * (16 << 20)
    body = load_acme().models.Thing(id="1", more=more)
    return await await_result(client.things.create(body=body))


CASES = [
    Case(
        number=121,
        title="closed before the request was read, POST",
        behaviour="Accepts the connection and closes it.",
        greetings=((CLOSE,),),
        responses=(CREATED,),
        call=create_thing,
        expected=expect_connection_error(requests=0),
    ),
    Case(
        number=122,
        title="closed before the request was read, GET",
        behaviour="Accepts the connection and closes it, then serves the next one.",
        greetings=((CLOSE,),),
        responses=(THING_RESPONSE,),
        call=read_thing,
        expected=expect_value(),
    ),
    Case(
        number=123,
        title="reset before the headers, POST",
        behaviour="Reads the request and resets the connection.",
        responses=((RESET,), CREATED),
        call=create_thing,
        expected=expect_connection_error(),
    ),
    Case(
        number=124,
        title="reset before the headers, GET",
        behaviour="Reads the request and resets the connection, then serves the next request.",
        responses=((RESET,), THING_RESPONSE),
        call=read_thing,
        expected=expect_value(requests=2),
    ),
    Case(
        number=125,
        title="reset before the headers, PUT",
        behaviour="Reads the request and resets the connection, then serves the next request.",
        responses=((RESET,), THING_RESPONSE),
        call=replace_thing,
        expected=expect_value(requests=2),
    ),
    Case(
        number=126,
        title="reset before the headers, DELETE",
        behaviour="Reads the request and resets the connection, then serves the next request.",
        responses=((RESET,), (response(204),)),
        call=delete_thing,
        expected=expect_value(requests=2),
    ),
    Case(
        number=127,
        title="reset before the headers, POST with an idempotency key",
        behaviour="Reads the request and resets the connection, then serves the next request.",
        responses=((RESET,), CREATED),
        call=add_thing,
        expected=expect_value(check_same_key, requests=2),
    ),
    Case(
        number=128,
        title="closed before the headers, POST",
        behaviour="Reads the request and closes the connection.",
        responses=((CLOSE,), CREATED),
        call=create_thing,
        expected=expect_connection_error(),
    ),
    Case(
        number=129,
        title="closed within the status line",
        behaviour="Sends half of the status line and closes the connection.",
        responses=((b"HTTP/1.1 20", CLOSE), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(),
    ),
    Case(
        number=130,
        title="reset within the headers",
        behaviour="Sends half of the headers and resets the connection.",
        responses=((b"HTTP/1.1 200 OK\r\ncontent-ty", Pause(0.1), RESET), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(),
    ),
    Case(
        number=131,
        title="reset after the headers",
        behaviour="Sends the headers and resets the connection.",
        responses=((TRUNCATED[0], Pause(0.1), RESET), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(status=200, raw=b""),
    ),
    Case(
        number=132,
        title="reset within the body",
        behaviour="Sends the headers and a part of the body and resets the connection.",
        responses=((*TRUNCATED, Pause(0.1), RESET), SUCCESS),
        settings=NO_RETRIES,
        expected=expect_connection_error(status=200, raw=RUN[:80]),
    ),
    Case(
        number=133,
        title="closed within the body, GET",
        behaviour="Sends a part of the body and closes the connection, then serves the next request.",
        responses=((head(200, "content-length: 22"), THING[:9], CLOSE), THING_RESPONSE),
        call=read_thing,
        expected=expect_value(requests=2),
    ),
    Case(
        number=134,
        title="closed within the body of an error",
        behaviour="Sends 404 and closes the connection within the body.",
        responses=((head(404, "content-length: 99"), b'{"code": "NOT', CLOSE), SUCCESS),
        expected=expect_refusal(404, "NotFoundError", raw=b'{"code": "NOT'),
    ),
    Case(
        number=135,
        title="closed within the body of a transient error",
        behaviour="Sends 503 and closes the connection within the body, then serves the next request.",
        responses=((head(503, "content-length: 99"), b"{", CLOSE), SUCCESS),
        expected=expect_value(requests=2),
    ),
    Case(
        number=136,
        title="reset while the request is being sent",
        behaviour="Resets the connection without reading the body of the request.",
        # More than the head: before that, the client knows that nothing arrived.
        greetings=((Receive(4096), RESET),),
        responses=(CREATED,),
        call=upload_large_body,
        expected=expect_connection_error(requests=0),
    ),
    Case(
        number=137,
        title="response before the request is complete",
        behaviour="Sends 413 at once and reads the rest of the request.",
        greetings=((response(413, b"{}", "connection: close"), STALL),),
        call=upload_large_body,
        expected=expect_refusal(413, "ClientStatusError", requests=0),
    ),
]
