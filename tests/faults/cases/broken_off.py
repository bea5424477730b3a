"""Connections that end too soon: what was sent may have arrived, so only what does no harm is sent again."""

from __future__ import annotations

from typing import Any

from tests.faults.acts import (
    CLOSE,
    DONE,
    HOLD,
    READ,
    RESET,
    RUN,
    THING,
    Pause,
    answer,
    head,
)
from tests.faults.case import Case, lost, refused, value
from tests.faults.document import acme
from tests.faults.flows import add, create, delete, read, replace, told
from tests.faults.server import Site

MADE = (answer(201, THING),)
SHORT = (head(200, f"content-length: {len(RUN)}"), RUN[:80])


def same_key(found: Any, site: Site) -> object:
    """The repeated request must be known by its key as the first one."""
    keys = {asked.headers.get("idempotency-key") for asked in site.asked}
    return (len(keys) != 1 or None in keys) and f"keys {keys}"


async def upload(client: Any) -> Any:
    """POST with a body that no buffer on the way holds."""
    more = "x" * (16 << 20)
    body = acme().models.Thing(id="1", more=more)
    return await told(client.things.create(body=body))


ONCE = {"max_retries": 0}

CASES = [
    Case(
        number=121,
        title="closed before the request was read, POST",
        does="It accepts and closes.",
        greetings=((CLOSE,),),
        answers=(MADE,),
        flow=create,
        expected=lost(requests=0),
    ),
    Case(
        number=122,
        title="closed before the request was read, GET",
        does="It accepts and closes, then serves.",
        greetings=((CLOSE,),),
        answers=(READ,),
        flow=read,
        expected=value(),
    ),
    Case(
        number=123,
        title="reset before the headers, POST",
        does="It reads the request and resets.",
        answers=((RESET,), MADE),
        flow=create,
        expected=lost(),
    ),
    Case(
        number=124,
        title="reset before the headers, GET",
        does="It reads the request and resets, then serves.",
        answers=((RESET,), READ),
        flow=read,
        expected=value(requests=2),
    ),
    Case(
        number=125,
        title="reset before the headers, PUT",
        does="It reads the request and resets, then serves.",
        answers=((RESET,), READ),
        flow=replace,
        expected=value(requests=2),
    ),
    Case(
        number=126,
        title="reset before the headers, DELETE",
        does="It reads the request and resets, then serves.",
        answers=((RESET,), (answer(204),)),
        flow=delete,
        expected=value(requests=2),
    ),
    Case(
        number=127,
        title="reset before the headers, POST with an idempotency key",
        does="It reads the request and resets, then serves.",
        answers=((RESET,), MADE),
        flow=add,
        expected=value(same_key, requests=2),
    ),
    Case(
        number=128,
        title="closed before the headers, POST",
        does="It reads the request and closes.",
        answers=((CLOSE,), MADE),
        flow=create,
        expected=lost(),
    ),
    Case(
        number=129,
        title="closed in the status line",
        does="It sends half a status line and closes.",
        answers=((b"HTTP/1.1 20", CLOSE), DONE),
        settings=ONCE,
        expected=lost(),
    ),
    Case(
        number=130,
        title="reset in the headers",
        does="It sends half of the headers and resets.",
        answers=((b"HTTP/1.1 200 OK\r\ncontent-ty", Pause(0.1), RESET), DONE),
        settings=ONCE,
        expected=lost(),
    ),
    Case(
        number=131,
        title="reset after the headers",
        does="It sends the headers and resets.",
        answers=((SHORT[0], Pause(0.1), RESET), DONE),
        settings=ONCE,
        expected=lost(status=200, raw=b""),
    ),
    Case(
        number=132,
        title="reset in the body",
        does="It sends the headers and a part of the body, and resets.",
        answers=((*SHORT, Pause(0.1), RESET), DONE),
        settings=ONCE,
        expected=lost(status=200, raw=RUN[:80]),
    ),
    Case(
        number=133,
        title="closed in the body, GET",
        does="It sends a part of the body and closes, then serves.",
        answers=((head(200, "content-length: 22"), THING[:9], CLOSE), READ),
        flow=read,
        expected=value(requests=2),
    ),
    Case(
        number=134,
        title="closed in the body of an error",
        does="It says 404 and closes within the body.",
        answers=((head(404, "content-length: 99"), b'{"code": "NOT', CLOSE), DONE),
        expected=refused(404, "NotFoundError", raw=b'{"code": "NOT'),
    ),
    Case(
        number=135,
        title="closed in the body of a passing error",
        does="It says 503 and closes within the body, then serves.",
        answers=((head(503, "content-length: 99"), b"{", CLOSE), DONE),
        expected=value(requests=2),
    ),
    Case(
        number=136,
        title="reset while the request is written",
        does="It resets without reading the body of the request.",
        greetings=((Pause(0.3), RESET),),
        answers=(MADE,),
        flow=upload,
        expected=lost(requests=0),
    ),
    Case(
        number=137,
        title="an answer before the request is whole",
        does="It says 413 at once, reads what comes, and closes.",
        greetings=((answer(413, b"{}", "connection: close"), HOLD),),
        flow=upload,
        expected=refused(413, "ClientStatusError", requests=0),
    ),
]
