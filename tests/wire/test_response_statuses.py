"""Responses by status: exact, ranges, default, empty, and undeclared ones."""

from __future__ import annotations

from types import ModuleType

import pytest

from tests.wire.clients import call, catch_error, generate_package
from tests.wire.server import RecordingServer, response

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


def generate(responses: str) -> ModuleType:
    return generate_package(DOCUMENT.replace("RESPONSES", responses))


@pytest.mark.parametrize(
    ("responses", "reply", "expected"),
    [
        (f"{{'200': {ORDER}}}", response(200, b'{"id":1}'), "Order(id=1)"),
        (f"{{2XX: {ORDER}}}", response(206, b'{"id":1}'), "Order(id=1)"),
        (f"{{2xx: {ORDER}}}", response(200, b'{"id":1}'), "Order(id=1)"),
        (f"{{default: {ORDER}}}", response(201, b'{"id":1}'), "Order(id=1)"),
        (
            "{'200': {$ref: '#/components/responses/Kept'}}",
            response(200, b'{"id":1}'),
            "Order(id=1)",
        ),
        (
            f"{{'200': {ORDER}, '202': {TICKET}}}",
            response(202, b'{"number":"a"}'),
            "Ticket(number='a')",
        ),
        (
            f"{{'202': {TICKET}, 2XX: {ORDER}}}",
            response(201, b'{"id":1}'),
            "Order(id=1)",
        ),
        (f"{{'200': {ORDER}, '204': {EMPTY}}}", response(204), "None"),
        (f"{{'200': {EMPTY}}}", response(200, b"whatever", "text/plain"), "None"),
        (f"{{'204': {ORDER}}}", response(204), "None"),
    ],
)
def test_success_is_decoded_by_status(
    server: RecordingServer, responses: str, reply: bytes, expected: str
) -> None:
    server.responses[:] = [reply]
    assert (
        repr(call(generate(responses), server, lambda c: c.orders.read())) == expected
    )


def test_undeclared_success_is_decoded_like_a_declared_one(
    server: RecordingServer,
) -> None:
    acme = generate(f"{{'200': {ORDER}, default: {FAULT}}}")
    server.responses[:] = [response(201, b'{"id":1}')]
    assert call(acme, server, lambda c: c.orders.read()).id == 1
    server.responses[:] = [response(201, b'{"reason":"full"}')]
    error = catch_error(acme, server, lambda c: c.orders.read(), acme.APIDecodeError)
    assert (error.status, error.raw) == (201, b'{"reason":"full"}')


def test_empty_body_raises_if_content_is_declared(server: RecordingServer) -> None:
    acme = generate(f"{{'200': {ORDER}}}")
    for reply in (response(204), response(200), response(200, b" ")):
        server.responses[:] = [reply]
        error = catch_error(
            acme, server, lambda c: c.orders.read(), acme.APIDecodeError
        )
        assert error.faults[0].expected == "JSON"


def test_response_to_head_has_no_body(server: RecordingServer) -> None:
    acme = generate(f"{{'200': {ORDER}, '404': {FAULT}}}")
    server.responses[:] = [response(200)]
    assert call(acme, server, lambda c: c.orders.probe()) is None
    server.responses[:] = [response(404)]
    expected = acme.errors.NotFoundError
    assert catch_error(acme, server, lambda c: c.orders.probe(), expected).body is None


@pytest.mark.parametrize(
    ("responses", "reply", "error_name", "body"),
    [
        (f"{{'404': {FAULT}}}", response(404, b'{"reason":"a"}'), "NotFoundError", "a"),
        (
            f"{{4XX: {FAULT}}}",
            response(410, b'{"reason":"a"}'),
            "OtherClientError",
            "a",
        ),
        (
            f"{{5XX: {FAULT}}}",
            response(500, b'{"reason":"a"}'),
            "OtherServerError",
            "a",
        ),
        (
            f"{{'200': {ORDER}, default: {FAULT}}}",
            response(418, b'{"reason":"a"}'),
            "OtherClientError",
            "a",
        ),
        (
            f"{{'404': {ORDER}, 4XX: {FAULT}, default: {ORDER}}}",
            response(410, b'{"reason":"a"}'),
            "OtherClientError",
            "a",
        ),
        (f"{{'404': {FAULT}}}", response(404, b"<p>"), "NotFoundError", None),
    ],
)
def test_error_has_decoded_body(
    server: RecordingServer,
    responses: str,
    reply: bytes,
    error_name: str,
    body: str | None,
) -> None:
    acme = generate(responses)
    server.responses[:] = [reply]
    error = catch_error(
        acme, server, lambda c: c.orders.read(), getattr(acme.errors, error_name)
    )
    assert type(error).__name__ == error_name
    assert getattr(error.body, "reason", None) == body
    assert error.raw in reply


@pytest.mark.parametrize(
    ("reply", "error_name", "body"),
    [
        (response(404, b'{"why":"a"}'), "NotFoundError", {"why": "a"}),
        (response(410, b'{"why":"a"}'), "ClientStatusError", {"why": "a"}),
        (response(502, b"<p>Bad", "text/html"), "ServerStatusError", "<p>Bad"),
        (response(502, b"\xff", "image/png"), "ServerStatusError", b"\xff"),
        (response(502, b'{"why":', "application/json"), "ServerStatusError", None),
        (response(304), "APIStatusError", None),
    ],
)
def test_undeclared_error_body_is_decoded_by_media_type(
    server: RecordingServer, reply: bytes, error_name: str, body: object
) -> None:
    acme = generate(f"{{'200': {ORDER}, '404': {EMPTY}}}")
    server.responses[:] = [reply]
    error = catch_error(acme, server, lambda c: c.orders.read(), acme.APIStatusError)
    assert type(error).__name__ == error_name
    assert error.body == body


def test_redirect_is_followed_unless_it_is_the_only_response(
    server: RecordingServer,
) -> None:
    redirect = response(302, location="/elsewhere")
    server.responses[:] = [redirect, response(200, b'{"id":1}')]
    both = generate(f"{{'200': {ORDER}, '302': {EMPTY}}}")
    assert call(both, server, lambda c: c.orders.read()).id == 1
    only = generate(f"{{'302': {EMPTY}}}")
    server.responses[:] = [redirect]
    error = catch_error(only, server, lambda c: c.orders.read(), only.errors.FoundError)
    assert error.headers["location"] == "/elsewhere"


def test_declared_redirect_raises_with_location(server: RecordingServer) -> None:
    acme = generate(f"{{'200': {ORDER}, '304': {EMPTY}, '300': {FAULT}}}")
    for status, error_name in (
        (304, "NotModifiedError"),
        (300, "MultipleChoicesError"),
    ):
        server.responses[:] = [response(status, location="/elsewhere")]
        expected = getattr(acme.errors, error_name)
        error = catch_error(acme, server, lambda c: c.orders.read(), expected)
        assert (error.status, error.headers["location"]) == (status, "/elsewhere")
