"""Rejections contain the reason in the documented error, and the log has one line per request."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from datetime import date

import pytest

from tests.mock.serving import MockServer, serve_document

DOCUMENT = """
paths:
  /login:
    post:
      operationId: login
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Body'}}}}
      responses:
        '204': {description: in}
        '400': {description: bad, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
  /list:
    get:
      operationId: list
      parameters: [{name: size, in: query, schema: {type: integer}}]
      responses:
        '204': {description: ok}
        '422': {description: bad, content: {application/json: {schema: {type: object, required: [errors],
          properties: {errors: {type: array, minItems: 2, items: {type: object, required: [kind, message, source],
          properties: {kind: {enum: [a]}, message: {type: string}, source: {type: object,
          properties: {pointer: {type: string}}}}}}}}}}}
components:
  schemas:
    Body:
      oneOf: [{$ref: '#/components/schemas/ByPassword'}, {$ref: '#/components/schemas/ByCode'}]
      discriminator: {propertyName: method, mapping: {password: '#/components/schemas/ByPassword', code: ByCode}}
    ByPassword: {type: object, required: [method, user], properties: {method: {type: string},
      user: {type: string}, password: {type: string}}}
    ByCode: {type: object, required: [method, user], properties: {method: {type: string},
      user: {type: string}, code: {type: string}}}
    Error:
      type: object
      required: [title, error, status, hint]
      properties:
        title: {enum: [Bad request]}
        error: {type: object, required: [message, detail], properties: {message: {type: string},
          detail: {type: string}}}
        status: {type: integer}
        hint: {type: string}
"""


@pytest.fixture(scope="module")
def server() -> Iterator[MockServer]:
    with serve_document(DOCUMENT) as running:
        yield running


def log_in(server: MockServer, body: object) -> tuple[int, str]:
    response = server.request(
        "POST", "/login", json.dumps(body), content_type="application/json"
    )
    reason = response.headers.get("x-mock-reason", "")
    return response.status, without_directory(reason)


def without_directory(text: str) -> str:
    return re.sub(r"/\S*/(?=openapi.yaml)", "", text)


@pytest.mark.parametrize("method", ["password", "code"])
def test_discriminator_selects_the_variant(server: MockServer, method: str) -> None:
    """Both variants allow the body; the discriminator decides."""
    assert log_in(server, {"method": method, "user": "u"})[0] == 204


def test_selected_variant_alone_is_validated(server: MockServer) -> None:
    assert log_in(server, {"method": "code", "user": "u", "code": 3}) == (
        400,
        'request body is invalid: at /code: 3 is not of type "string" (openapi.yaml:30:42)',
    )


@pytest.mark.parametrize("body", [{"method": "sms", "user": "u"}, {"user": "u"}, []])
def test_unselected_variants(server: MockServer, body: object) -> None:
    """Without a known discriminator, the value must match exactly one variant."""
    status, reason = log_in(server, body)
    assert (status, reason.count("openapi.yaml:")) == (400, 1)


def test_message_is_in_all_text_properties(server: MockServer) -> None:
    response = server.request(
        "POST", "/login", '{"method": "code"}', content_type="application/json"
    )
    reason = (
        'request body is invalid: "user" is a required property (openapi.yaml:29:38)'
    )
    body = json.loads(without_directory(response.body.decode()))
    assert (body["title"], body["status"]) == ("Bad request", 400)
    assert body["error"] == {"message": reason, "detail": reason}
    assert reason not in body["hint"]


def test_message_is_in_the_first_error_of_a_list(server: MockServer) -> None:
    response = server.request("GET", "/list?size=many")
    first, second = response.json["errors"]
    assert first["message"].startswith("query parameter 'size' is invalid: \"many\"")
    assert without_directory(first["message"]).endswith("(openapi.yaml:15:20)")
    assert "size" not in second["message"]


def test_one_line_per_request(
    server: MockServer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "specpress.mock"):
        server.request("GET", "/list?size=1")
        server.request("GET", "/list?size=many")
        server.request("GET", "/lists%0Aforged")
        server.request("PUT", "/list")
        server.request("GET", "/list", x_mock_status="many")
    assert [message.partition(" (")[0] for message in caplog.messages] == [
        "GET /list: 204, list",
        'GET /list: 422, list: query parameter \'size\' is invalid: "many" is not of type "integer"',
        "GET /lists%0Aforged: 404, no operation: path /lists%0Aforged is not documented; did you mean /list?",
        "PUT /list: 405, no operation: method PUT is not documented for /list: expected GET",
        "GET /list: 400, /list: header 'x-mock-status' must be a number from 200 to 599, got 'many'",
    ]


EXAMPLES = """
paths:
  /pet:
    get:
      operationId: pet
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: &pet {type: object, required: [name], properties: {name: {type: string}}}
              examples: {tom: {value: {name: Tom}}, wrong: {value: {name: 1}}}
            application/xml: {schema: *pet, examples: {jerry: {value: {name: Jerry}}}}
        '404':
          description: no
          content: {application/json: {examples: {gone: {value: {why: gone}}, never: {value: {why: never}}}}}
"""


@pytest.mark.parametrize(
    ("target", "headers", "status", "body"),
    [
        ("/pet", {"prefer": "example=tom"}, 200, b'{"name": "Tom"}'),
        ("/pet", {"x-mock-example": "tom"}, 200, b'{"name": "Tom"}'),
        ("/pet?__example=tom", {}, 200, b'{"name": "Tom"}'),
        ("/pet", {"prefer": "code=404, example=never"}, 404, b'{"why": "never"}'),
        ("/pet", {"prefer": 'code=404; example="never"'}, 404, b'{"why": "never"}'),
        ("/pet?__code=404", {}, 404, b'{"why": "gone"}'),
        ("/pet", {"prefer": "return=minimal"}, 200, b'{"name": "Tom"}'),
        ("/pet", {"prefer": "example=jerry"}, 200, b"<pet"),
        ("/pet", {"prefer": "example=wrong"}, 200, b'{"name": 1}'),
    ],
)
def test_examples_by_name(
    target: str, headers: dict[str, str], status: int, body: bytes
) -> None:
    with serve_document(EXAMPLES) as server:
        response = server.request("GET", target, **headers)
        if body == b"<pet":
            assert b"<name>Jerry</name>" in response.body
        else:
            assert (response.status, response.body) == (status, body)


def test_unknown_example() -> None:
    with serve_document(EXAMPLES) as server:
        response = server.request("GET", "/pet", prefer="example=rex")
    assert response.status == 404
    assert response.json["detail"] == (
        "unknown example 'rex'; documented examples: tom, wrong, jerry of status 200 of pet"
    )


def test_invalid_example_has_a_reason(caplog: pytest.LogCaptureFixture) -> None:
    with (
        caplog.at_level(logging.INFO, "specpress.mock"),
        serve_document(EXAMPLES) as server,
    ):
        server.request("GET", "/pet", prefer="example=wrong")
    assert caplog.messages == [
        "GET /pet: 200, pet: example 'wrong' contradicts its schema: at /name: 1 is not of type \"string\""
    ]


SAMPLES = """
paths:
  /day: {get: {responses: {'200': {description: ok, content: {application/json: {schema:
    {type: string, format: date, pattern: '^\\d{4}-\\d{2}-\\d{2}$'}}}}}}}
  /mail: {get: {responses: {'200': {description: ok, content: {application/json: {schema:
    {type: string, format: email, maxLength: 12}}}}}}}
  /code: {get: {responses: {'200': {description: ok, content: {application/json: {schema:
    {type: string, pattern: '^(?=.*\\d)[A-Z]{3}-\\d{2,4}$'}}}}}}}
  /word: {get: {responses: {'200': {description: ok, content: {application/json: {schema:
    {type: string, pattern: '^[\\p{Lu}\\p{Nd}_]{4}$'}}}}}}}
"""


def test_samples_of_formats_and_patterns() -> None:
    with serve_document(SAMPLES) as server:
        day, mail, code, word = (
            server.request("GET", path).json
            for path in ("/day", "/mail", "/code", "/word")
        )
    assert date.fromisoformat(day)
    assert re.fullmatch(r"[^@]+@[^@]+\.[a-z]+", mail)
    assert len(mail) <= 12
    assert re.fullmatch(r"[A-Z]{3}-\d{2,4}", code)
    assert re.fullmatch(r"[A-Z\d_]{4}", word)
