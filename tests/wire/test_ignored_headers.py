"""Header parameters that are no arguments, and headers that a caller cannot set."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from specpress.document.fields import CONNECTION_HEADERS
from tests.unit.test_warnings import describe, list_warnings
from tests.wire.clients import call, generate_package
from tests.wire.server import RecordingServer, response

NAMES = ["Accept", "Authorization", "Content-Type", *sorted(CONNECTION_HEADERS)]
DOCUMENT = """
openapi: 3.2.0
info: {title: Acme, version: '1'}
paths:
  /things:
    parameters: [PARAMETERS]
    post:
      operationId: createThing
      tags: [things]
      requestBody: {content: {application/octet-stream: {}}}
      responses: {'204': {description: ok}}
    additionalOperations:
      purge: {operationId: purgeThings, tags: [things], responses: {'204': {description: gone}}}
  /form:
    post:
      operationId: sendForm
      tags: [things]
      requestBody: {content: {x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}}}
      responses: {'200': {description: ok, content: {json: {schema: {type: object, properties: {n: {type: integer}}}}}}}
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
""".replace(
    "PARAMETERS",
    ", ".join(
        f"{{name: {name.title()}, in: header, required: true, schema: {{type: string}}}}"
        for name in [*NAMES, "X-Trace"]
    ),
)
ACME = generate_package(DOCUMENT)


def test_headers_are_no_arguments() -> None:
    client = ACME.Acme(base_url="https://a.example")
    names = [*inspect.signature(client.things.create).parameters]
    assert names == ["body", "x_trace", "options"]


def test_call_sends_one_header_each(server: RecordingServer) -> None:
    call(ACME, server, lambda client: client.things.create(x_trace="a", body=b"abc"))
    assert server.last.headers["content-length"] == "3"
    assert server.last.headers["content-type"] == "application/octet-stream"
    assert server.last.headers["accept"] == "*/*"


@pytest.mark.parametrize("name", sorted(CONNECTION_HEADERS))
@pytest.mark.parametrize("place", ["call", "client", "hook"])
def test_header_of_the_http_library_is_refused(
    server: RecordingServer, name: str, place: str
) -> None:
    def add_header(attempt: Any) -> None:
        attempt.send_headers[name.title()] = "5"

    headers = {name.title(): "5"}
    settings: dict[str, Any] = {"headers": headers} if place == "client" else {}
    if place == "hook":
        settings["hooks"] = [ACME.Hooks(request=add_header)]
    options = {"headers": headers} if place == "call" else {}
    with (
        pytest.raises(
            ValueError,
            match=f"(?i)header '{name}': .*set by the HTTP library.*; remove it",
        ),
        ACME.Acme(base_url=server.url, **settings) as client,
    ):
        client.things.create(x_trace="a", body=b"abc", **options)
    assert server.requests == []


@pytest.mark.parametrize("name", ["Accept", "Authorization", "Content-Type"])
def test_other_headers_can_be_set_for_a_call(
    server: RecordingServer, name: str
) -> None:
    headers = {name: "application/vnd.acme+json"}
    call(
        ACME,
        server,
        lambda client: client.things.create(x_trace="a", body=b"a", headers=headers),
    )
    assert server.last.headers[name.lower()] == "application/vnd.acme+json"


def test_media_type_without_slash(server: RecordingServer) -> None:
    server.responses = [response(200, b'{"n": 1}')]
    result = call(
        ACME,
        server,
        lambda client: client.things.send_form(body={"a": "b c"}),
    )
    assert result.n == 1
    assert server.last.headers["content-type"] == "application/x-www-form-urlencoded"
    assert server.last.headers["accept"] == "application/json"
    assert server.last.body == b"a=b+c"


def test_method_is_sent_as_it_is_written(server: RecordingServer) -> None:
    call(ACME, server, lambda client: client.things.purge(x_trace="a"))
    assert server.last.line == "purge /things HTTP/1.1"


LOSS = """
paths:
  /a:
    get:
      parameters: [{name: NAME, in: header, schema: SCHEMA}]
      requestBody: {content: {application/json: {}}}
      responses: {'200': {description: ok, content: {application/json; charset=utf-8: {}, text/csv: {}}}}
"""
SCHEMES = "components: {securitySchemes: {s: {type: apiKey, in: header, name: HEADER}}}\nsecurity: [{s: []}]\n"
OPTION = "until then, pass it in the option `headers` of a call"


@pytest.mark.parametrize(
    ("name", "schema", "message"),
    [
        ("Accept", "{type: string}", None),
        ("Accept", "{enum: [application/json, text/csv, '*/*']}", None),
        (
            "accept",
            "{enum: [application/json, text/html, image/png]}",
            "header parameter 'accept' is ignored, and no `content` has 'text/html', 'image/png'",
        ),
        ("Content-Type", "{const: application/json}", None),
        (
            "Content-Type",
            "{const: text/csv}",
            "header parameter 'Content-Type' is ignored, and no `content` has 'text/csv'",
        ),
        (
            "Authorization",
            "{type: string}",
            "header parameter 'Authorization' is ignored: security schemes describe credentials",
        ),
        ("Host", "{type: string}", None),
    ],
)
def test_loss_is_reported(
    tmp_path: Any, name: str, schema: str, message: str | None
) -> None:
    document = LOSS.replace("NAME", name).replace("SCHEMA", schema)
    warnings = describe(list_warnings(tmp_path, document))
    assert [text for text, _ in warnings] == ([message] if message else [])
    assert all(hint and hint.endswith(OPTION) for _, hint in warnings)


@pytest.mark.parametrize(("header", "is_lost"), [("authorization", False), ("X", True)])
def test_authorization_parameter_with_a_security_scheme(
    tmp_path: Any, header: str, is_lost: bool
) -> None:
    document = LOSS.replace("NAME", "Authorization").replace("SCHEMA", "{}")
    document += SCHEMES.replace("HEADER", header)
    assert bool(list_warnings(tmp_path, document)) is is_lost


def test_security_scheme_with_a_header_of_the_http_library(tmp_path: Any) -> None:
    document = "paths: {}\n" + SCHEMES.replace("HEADER", "Host")
    (warning,) = list_warnings(tmp_path, document)
    assert warning.omits == "security scheme 's'"
    assert (
        warning.message
        == "security scheme 's' is ignored: the HTTP library sets 'Host'"
    )


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        (
            "x-www-form-urlencoded",
            "media type 'x-www-form-urlencoded' has no slash; read as 'application/x-www-form-urlencoded'",
            "write `application/x-www-form-urlencoded`",
        ),
        (
            "JSON; charset=utf-8",
            "media type 'JSON; charset=utf-8' has no slash; read as 'application/json; charset=utf-8'",
            "write `application/json; charset=utf-8`",
        ),
        (
            "thing",
            "media type 'thing' has no slash",
            "write a type and a subtype, such as `application/json`",
        ),
    ],
)
@pytest.mark.parametrize("place", ["body", "response", "parameter"])
def test_media_type_without_slash_is_reported(
    tmp_path: Any, place: str, name: str, message: str, hint: str
) -> None:
    keys = {
        "body": "requestBody: {content: {%s: {}}}, responses: {'204': {description: ok}}",
        "response": "responses: {'200': {description: ok, content: {%s: {}}}}",
        "parameter": "parameters: [{name: a, in: query, content: {%s: {}}}], responses: {'204': {description: ok}}",
    }
    operation = keys[place].replace("%s", f"{name!r}")
    warnings = list_warnings(tmp_path, f"paths: {{/a: {{post: {{{operation}}}}}}}")
    assert describe(warnings) == [(message, hint)]
