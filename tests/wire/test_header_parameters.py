"""Header parameters: style `simple`, content, and case-insensitive names."""

from __future__ import annotations

import pytest

from tests.wire.clients import call, generate_package
from tests.wire.parameters import send_parameter
from tests.wire.server import RecordingServer, response

TEXT = "{type: string}"
LIST = "{type: array, items: {type: string}}"
OBJECT = "{type: object, additionalProperties: {type: integer}}"
COLOURS, RGB = ["blue", "black"], {"R": 100, "G": 200}


def header(keywords: str, schema: str) -> str:
    """Return a header parameter in YAML."""
    return f"in: header, {keywords}, schema: {schema}"


STYLES = [
    ("false", TEXT, "blue", "blue"),
    ("false", TEXT, "a, b; c=d é/%", "a, b; c=d é/%"),
    ("false", TEXT, "", ""),
    ("false", LIST, COLOURS, "blue,black"),
    ("true", LIST, COLOURS, "blue,black"),
    ("false", OBJECT, RGB, "R,100,G,200"),
    ("true", OBJECT, RGB, "R=100,G=200"),
    ("false", "{type: boolean}", False, "false"),
    ("false", "{type: integer}", -(2**63), "-9223372036854775808"),
    ("false", "{type: number}", 1e-7, "1e-07"),
]
ROWS = [*dict.fromkeys(header(f"explode: {e}", schema) for e, schema, _, _ in STYLES)]


@pytest.mark.parametrize("version", ["3.0.4", "3.1.0", "3.2.0"])
@pytest.mark.parametrize(("explode", "schema", "value", "expected"), STYLES)
def test_header_style(
    server: RecordingServer,
    version: str,
    explode: str,
    schema: str,
    value: object,
    expected: str,
) -> None:
    parameter = header(f"explode: {explode}", schema)
    request = send_parameter(server, ROWS, parameter, value, version)
    assert request.headers["color"] == expected


@pytest.mark.parametrize("value", [None, []])
def test_absent_header_is_not_sent(server: RecordingServer, value: object) -> None:
    request = send_parameter(server, ROWS, header("explode: false", LIST), value)
    assert "color" not in request.headers


def test_json_header_is_ascii(server: RecordingServer) -> None:
    parameter = "in: header, content: {application/json: {schema: {}}}"
    request = send_parameter(
        server, [parameter], parameter, {"path": "/é😀\n", "n": 1.0}
    )
    assert request.headers["color"] == '{"path":"/\\u00e9\\ud83d\\ude00\\n","n":1.0}'


@pytest.mark.parametrize("value", ["a\r\nx: y", "a\nb", "a\rb", "a\0b"])
def test_line_break_in_header_is_rejected(server: RecordingServer, value: str) -> None:
    with pytest.raises(ValueError, match="line break"):
        send_parameter(server, ROWS, header("explode: false", TEXT), value)
    assert server.requests == []


SEVERAL = """
paths:
  /things:
    parameters:
      - {name: X-Trace, in: header, schema: {type: integer}}
      - {name: Accept, in: header, required: true, schema: {type: string}}
      - {name: content-type, in: header, required: true, schema: {type: string}}
      - {name: Authorization, in: header, required: true, schema: {type: string}}
    post:
      operationId: createThing
      tags: [things]
      security: [{key: []}]
      parameters: [{name: x-trace, in: header, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'200': {description: Made., content: {application/json: {schema: {}}}}}
components:
  securitySchemes: {key: {type: http, scheme: bearer}}
"""


def test_header_names_are_case_insensitive(server: RecordingServer) -> None:
    acme, server.responses = generate_package(SEVERAL), [response(200, b"{}")]
    call(acme, server, lambda client: client.things.create(body={}, x_trace="a"))
    assert server.last.headers["x-trace"] == "a"


def test_reserved_headers_are_set_by_the_client(server: RecordingServer) -> None:
    acme, server.responses = generate_package(SEVERAL), [response(200, b"{}")]
    call(acme, server, lambda client: client.things.create(body={}), token="s3cret")
    assert server.last.headers["accept"] == "application/json"
    assert server.last.headers["content-type"] == "application/json"
    assert server.last.headers["authorization"] == "Bearer s3cret"


def test_call_headers_override_client_headers(server: RecordingServer) -> None:
    acme, server.responses = generate_package(SEVERAL), [response(200, b"{}")]
    call(
        acme,
        server,
        lambda client: client.things.create(body={}, headers={"X-CALL": "2"}),
        headers={"X-Client": "1", "x-call": "1"},
    )
    assert server.last.headers["x-client"] == "1"
    assert server.last.headers["x-call"] == "2"
