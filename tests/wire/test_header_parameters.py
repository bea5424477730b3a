"""Header parameters: style `simple`, content, and the names that have no case."""

from __future__ import annotations

import pytest

from tests.wire.pressing import call, package
from tests.wire.server import Wire, answer
from tests.wire.single import send

TEXT = "{type: string}"
LIST = "{type: array, items: {type: string}}"
OBJECT = "{type: object, additionalProperties: {type: integer}}"
COLOURS, RGB = ["blue", "black"], {"R": 100, "G": 200}


def header(how: str, schema: str) -> str:
    """A header parameter in YAML."""
    return f"in: header, {how}, schema: {schema}"


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
@pytest.mark.parametrize(("explode", "schema", "value", "written"), STYLES)
def test_a_header_is_written_simply(
    server: Wire, version: str, explode: str, schema: str, value: object, written: str
) -> None:
    parameter = header(f"explode: {explode}", schema)
    asked = send(server, ROWS, parameter, value, version)
    assert asked.headers["color"] == written


@pytest.mark.parametrize("value", [None, [], [None]])
def test_no_header_is_sent_for_what_is_not_there(server: Wire, value: object) -> None:
    asked = send(server, ROWS, header("explode: false", LIST), value)
    assert "color" not in asked.headers


def test_json_in_a_header_has_ascii_alone(server: Wire) -> None:
    parameter = "in: header, content: {application/json: {schema: {}}}"
    asked = send(server, [parameter], parameter, {"path": "/é😀\n", "n": 1.0})
    assert asked.headers["color"] == '{"path":"/\\u00e9\\ud83d\\ude00\\n","n":1.0}'


@pytest.mark.parametrize("value", ["a\r\nx: y", "a\nb", "a\rb", "a\0b"])
def test_a_header_that_would_be_two_is_refused(server: Wire, value: str) -> None:
    with pytest.raises(ValueError, match="line break"):
        send(server, ROWS, header("explode: false", TEXT), value)
    assert server.asked == []


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


def test_an_operation_declares_a_header_again_in_another_case(server: Wire) -> None:
    made, server.answers = package(SEVERAL), [answer(200, b"{}")]
    call(made, server, lambda client: client.things.create(body={}, x_trace="a"))
    assert server.last.headers["x-trace"] == "a"


def test_headers_that_are_described_elsewhere_need_no_argument(server: Wire) -> None:
    """OpenAPI has header parameters of these names ignored: the client fills them in."""
    made, server.answers = package(SEVERAL), [answer(200, b"{}")]
    call(made, server, lambda client: client.things.create(body={}), token="s3cret")
    assert server.last.headers["accept"] == "application/json"
    assert server.last.headers["content-type"] == "application/json"
    assert server.last.headers["authorization"] == "Bearer s3cret"


def test_headers_that_are_described_elsewhere_can_be_given(server: Wire) -> None:
    made, server.answers = package(SEVERAL), [answer(200, b"{}")]
    given = {
        "accept": "application/vnd.acme+json",
        "content_type_": "application/vnd.acme+json",
        "authorization": "Acme abc",
    }
    call(
        made,
        server,
        lambda client: client.things.create(body={}, **given),
        token="s3cret",
    )
    sent = server.last.headers
    assert [sent[n] for n in ("accept", "content-type", "authorization")] == [
        *given.values()
    ]


def test_headers_of_the_client_and_of_the_call(server: Wire) -> None:
    made, server.answers = package(SEVERAL), [answer(200, b"{}")]
    call(
        made,
        server,
        lambda client: client.things.create(body={}, headers={"X-CALL": "2"}),
        headers={"X-Client": "1", "x-call": "1"},
    )
    assert server.last.headers["x-client"] == "1"
    assert server.last.headers["x-call"] == "2"
