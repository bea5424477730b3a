"""Answers by their status: exact, ranges, default, empty ones, and what the document does not list."""

from __future__ import annotations

from types import ModuleType

import pytest

from tests.wire.pressing import call, package, refused
from tests.wire.server import Wire, answer

DOCUMENT = """
paths:
  /orders:
    get:
      operationId: readOrder
      tags: [orders]
      responses: RESPONSES
    head:
      operationId: probeOrder
      tags: [orders]
      responses: RESPONSES
components:
  responses:
    Kept: {description: Kept., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
  schemas:
    Order: {type: object, required: [id], properties: {id: {type: integer}}}
    Ticket: {type: object, required: [number], properties: {number: {type: string}}}
    Fault: {type: object, required: [reason], properties: {reason: {type: string}}}
"""
ORDER = "{content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}, description: Made.}"
TICKET = "{content: {application/json: {schema: {$ref: '#/components/schemas/Ticket'}}}, description: Later.}"
FAULT = "{content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}, description: Wrong.}"
EMPTY = "{description: Nothing.}"


def made(responses: str) -> ModuleType:
    return package(DOCUMENT.replace("RESPONSES", responses))


@pytest.mark.parametrize(
    ("responses", "told", "expected"),
    [
        (f"{{'200': {ORDER}}}", answer(200, b'{"id":1}'), "Order(extra={}, id=1)"),
        (f"{{2XX: {ORDER}}}", answer(206, b'{"id":1}'), "Order(extra={}, id=1)"),
        (f"{{2xx: {ORDER}}}", answer(200, b'{"id":1}'), "Order(extra={}, id=1)"),
        (f"{{default: {ORDER}}}", answer(201, b'{"id":1}'), "Order(extra={}, id=1)"),
        (
            "{'200': {$ref: '#/components/responses/Kept'}}",
            answer(200, b'{"id":1}'),
            "Order(extra={}, id=1)",
        ),
        (
            f"{{'200': {ORDER}, '202': {TICKET}}}",
            answer(202, b'{"number":"a"}'),
            "Ticket(extra={}, number='a')",
        ),
        (
            f"{{'202': {TICKET}, 2XX: {ORDER}}}",
            answer(201, b'{"id":1}'),
            "Order(extra={}, id=1)",
        ),
        (f"{{'200': {ORDER}, '204': {EMPTY}}}", answer(204), "None"),
        (f"{{'200': {EMPTY}}}", answer(200, b"whatever", "text/plain"), "None"),
        (f"{{'204': {ORDER}}}", answer(204), "None"),
    ],
)
def test_a_success_is_read_as_its_status_says(
    server: Wire, responses: str, told: bytes, expected: str
) -> None:
    server.answers[:] = [told]
    assert repr(call(made(responses), server, lambda c: c.orders.read())) == expected


def test_a_success_that_is_not_listed_is_read_as_one_that_is(server: Wire) -> None:
    acme = made(f"{{'200': {ORDER}, default: {FAULT}}}")
    server.answers[:] = [answer(201, b'{"id":1}')]
    assert call(acme, server, lambda c: c.orders.read()).id == 1
    server.answers[:] = [answer(201, b'{"reason":"full"}')]
    error = refused(acme, server, lambda c: c.orders.read(), acme.APIDecodeError)
    assert (error.status, error.raw) == (201, b'{"reason":"full"}')


def test_nothing_where_something_was_promised_is_told(server: Wire) -> None:
    acme = made(f"{{'200': {ORDER}}}")
    for told in (answer(204), answer(200), answer(200, b" ")):
        server.answers[:] = [told]
        error = refused(acme, server, lambda c: c.orders.read(), acme.APIDecodeError)
        assert error.faults[0].expected == "JSON"


def test_an_answer_to_head_has_no_body(server: Wire) -> None:
    acme = made(f"{{'200': {ORDER}, '404': {FAULT}}}")
    server.answers[:] = [answer(200)]
    assert call(acme, server, lambda c: c.orders.probe()) is None
    server.answers[:] = [answer(404)]
    kind = acme.errors.NotFoundError
    assert refused(acme, server, lambda c: c.orders.probe(), kind).body is None


@pytest.mark.parametrize(
    ("responses", "told", "kind", "body"),
    [
        (f"{{'404': {FAULT}}}", answer(404, b'{"reason":"a"}'), "NotFoundError", "a"),
        (f"{{4XX: {FAULT}}}", answer(404, b'{"reason":"a"}'), "OtherClientError", "a"),
        (f"{{5XX: {FAULT}}}", answer(500, b'{"reason":"a"}'), "OtherServerError", "a"),
        (
            f"{{'200': {ORDER}, default: {FAULT}}}",
            answer(418, b'{"reason":"a"}'),
            "OtherClientError",
            "a",
        ),
        (
            f"{{'404': {ORDER}, 4XX: {FAULT}, default: {ORDER}}}",
            answer(409, b'{"reason":"a"}'),
            "OtherClientError",
            "a",
        ),
        (f"{{'404': {FAULT}}}", answer(404, b"<p>"), "NotFoundError", None),
    ],
)
def test_an_error_is_raised_with_its_body(
    server: Wire, responses: str, told: bytes, kind: str, body: str | None
) -> None:
    acme = made(responses)
    server.answers[:] = [told]
    error = refused(acme, server, lambda c: c.orders.read(), getattr(acme.errors, kind))
    assert type(error).__name__ == kind
    assert getattr(error.body, "reason", None) == body
    assert error.raw in told


@pytest.mark.parametrize(
    ("told", "kind", "body"),
    [
        (answer(404, b'{"why":"a"}'), "NotFoundError", {"why": "a"}),
        (answer(409, b'{"why":"a"}'), "ClientStatusError", {"why": "a"}),
        (answer(502, b"<p>Bad", "text/html"), "ServerStatusError", "<p>Bad"),
        (answer(502, b"\xff", "image/png"), "ServerStatusError", b"\xff"),
        (answer(502, b'{"why":', "application/json"), "ServerStatusError", None),
        (answer(304), "APIStatusError", None),
    ],
)
def test_the_body_of_an_error_that_is_not_described_is_as_its_media_type_says(
    server: Wire, told: bytes, kind: str, body: object
) -> None:
    acme = made(f"{{'200': {ORDER}, '404': {EMPTY}}}")
    server.answers[:] = [told]
    error = refused(acme, server, lambda c: c.orders.read(), acme.APIStatusError)
    assert type(error).__name__ == kind
    assert error.body == body


def test_a_redirect_is_followed_unless_it_is_all_that_is_promised(server: Wire) -> None:
    found = answer(302, location="/elsewhere")
    server.answers[:] = [found, answer(200, b'{"id":1}')]
    both = made(f"{{'200': {ORDER}, '302': {EMPTY}}}")
    assert call(both, server, lambda c: c.orders.read()).id == 1
    only = made(f"{{'302': {EMPTY}}}")
    server.answers[:] = [found]
    error = refused(only, server, lambda c: c.orders.read(), only.errors.FoundError)
    assert error.headers["location"] == "/elsewhere"


def test_a_documented_redirect_is_raised_with_its_place(server: Wire) -> None:
    acme = made(f"{{'200': {ORDER}, '304': {EMPTY}, '300': {FAULT}}}")
    for status, kind in ((304, "NotModifiedError"), (300, "MultipleChoicesError")):
        server.answers[:] = [answer(status, location="/elsewhere")]
        wanted = getattr(acme.errors, kind)
        error = refused(acme, server, lambda c: c.orders.read(), wanted)
        assert (error.status, error.headers["location"]) == (status, "/elsewhere")
