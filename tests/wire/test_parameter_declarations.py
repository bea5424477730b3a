"""Declarations of parameters: on paths, by reference, in several locations, with unusual names."""

from __future__ import annotations

import inspect

import pytest

from tests.wire.clients import call, generate_package, import_submodule
from tests.wire.server import RecordingServer

DOCUMENT = """
openapi: VERSION
info: {title: Acme, version: '1'}
paths:
  /shelves/{id}/things/{thing}:
    summary: Things on a shelf.
    parameters:
      - {name: thing, in: path, required: true, schema: {type: string}}
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: id, in: query, schema: {type: integer}}
      - {name: limit, in: query, required: true, schema: {type: integer}}
      - $ref: '#/components/parameters/Trace'
    get:
      operationId: readThing
      tags: [things]
      parameters:
        - {name: limit, in: query, description: At most so many., schema: {type: string, default: all}}
        - {name: id, in: header, schema: {type: string}}
        - {name: id, in: cookie, schema: {type: string}}
        - {name: old, in: query, deprecated: true, description: Not this., schema: {type: string}}
        - $ref: '#/components/parameters/Page'
      responses: {'204': {description: Read.}}
    delete:
      operationId: deleteThing
      tags: [things]
      responses: {'204': {description: Gone.}}
components:
  parameters:
    Page: {name: page, in: query, required: true, schema: {$ref: '#/components/schemas/Number'}}
    Trace: {name: X-Trace, in: header, schema: {type: string}}
  schemas:
    Number: {type: integer, minimum: 1}
"""
VERSIONS = pytest.mark.parametrize("version", ["3.0.4", "3.1.0", "3.2.0"])


@VERSIONS
def test_parameters_with_equal_names_are_sent_to_their_locations(
    server: RecordingServer, version: str
) -> None:
    acme = generate_package(DOCUMENT.replace("VERSION", version))
    call(
        acme,
        server,
        lambda client: client.things.read(
            "s",
            "t",
            page=1,
            id_query=2,
            id_header="h",
            id_cookie="c",
            x_trace="x",
            limit="few",
        ),
    )
    assert server.last.target == "/shelves/s/things/t?id=2&limit=few&page=1"
    headers = server.last.headers
    assert (headers["id"], headers["cookie"], headers["x-trace"]) == ("h", "id=c", "x")


@VERSIONS
def test_operation_parameter_overrides_path_parameter(
    server: RecordingServer, version: str
) -> None:
    """`limit` is required on the path only, and the server applies the default."""
    acme = generate_package(DOCUMENT.replace("VERSION", version))
    call(acme, server, lambda client: client.things.read("s", "t", page=1))
    assert server.last.target == "/shelves/s/things/t?page=1"
    call(acme, server, lambda client: client.things.delete("s", "t", limit=5))
    assert server.last.line == "DELETE /shelves/s/things/t?limit=5 HTTP/1.1"


def test_method_signature_and_docstring(server: RecordingServer) -> None:
    acme = generate_package(DOCUMENT.replace("VERSION", "3.1.0"))
    with acme.Acme(base_url=server.url) as client:
        signature = inspect.signature(client.things.read)
        text = inspect.getdoc(client.things.read) or ""
        with pytest.raises(TypeError, match="page"):
            client.things.read("s", "t")
    kinds = {name: p.kind.name for name, p in signature.parameters.items()}
    assert [*kinds][:2] == ["id", "thing"]
    assert kinds["thing"] == "POSITIONAL_OR_KEYWORD"
    assert kinds["page"] == kinds["limit"] == "KEYWORD_ONLY"
    required = [n for n, p in signature.parameters.items() if p.default is p.empty]
    assert required == ["id", "thing", "page", "options"]
    assert 'limit: At most so many. Default: "all".' in text
    assert "old: Deprecated. Not this." in text


UNUSUAL_NAMES = [
    "class",
    "self",
    "body",
    "options",
    "timeout",
    "base_url",
    "content_type",
    "filter[name]",
    "$top",
    "ids[]",
    "a b",
    "-",
    "str",
    "2nd",
    "X-Y",
    "x_y",
    "é",
]


def test_unusual_parameter_names_are_sent_unchanged(server: RecordingServer) -> None:
    parameters = ", ".join(
        f"{{name: '{name}', in: query, schema: {{type: string}}}}"
        for name in UNUSUAL_NAMES
    )
    acme = generate_package(
        f"paths: {{/things: {{get: {{operationId: listThings, tags: [things], parameters: [{parameters}],"
        " responses: {'204': {description: Listed.}}}}}"
    )
    with acme.Acme(base_url=server.url) as client:
        names = [*inspect.signature(client.things.list).parameters][
            : len(UNUSUAL_NAMES)
        ]
    call(
        acme,
        server,
        lambda client: client.things.list(**dict.fromkeys(names, "1")),
    )
    assert server.last.target.partition("?")[2].split("&") == [
        "class=1",
        "self=1",
        "body=1",
        "options=1",
        "timeout=1",
        "base_url=1",
        "content_type=1",
        "filter%5Bname%5D=1",
        "%24top=1",
        "ids%5B%5D=1",
        "a%20b=1",
        "-=1",
        "str=1",
        "2nd=1",
        "X-Y=1",
        "x_y=1",
        "%C3%A9=1",
    ]


QUERYSTRING = """
openapi: 3.2.0
info: {title: Acme, version: '1'}
paths:
  /form:
    get:
      operationId: byForm
      tags: [calls]
      parameters:
        - name: filter
          in: querystring
          content:
            application/x-www-form-urlencoded:
              schema:
                type: object
                required: [name]
                properties:
                  name: {type: string}
                  sizes: {type: array, items: {type: integer}}
                  more: {type: object, additionalProperties: true}
      responses: {'204': {description: Done.}}
  /json:
    get:
      operationId: byJson
      tags: [calls]
      security: [{key: []}]
      parameters:
        - {name: filter, in: querystring, required: true, content: {application/json: {schema: {}}}}
      responses: {'204': {description: Done.}}
  /text:
    get:
      operationId: byText
      tags: [calls]
      parameters:
        - {name: filter, in: querystring, content: {application/jsonpath: {schema: {type: string}}}}
      responses: {'204': {description: Done.}}
  /copy:
    query:
      operationId: queryThings
      tags: [calls]
      requestBody: {content: {application/json: {schema: {}}}}
      responses: {'204': {description: Done.}}
    additionalOperations:
      COPY:
        operationId: copyThings
        tags: [calls]
        responses: {'204': {description: Done.}}
components:
  securitySchemes: {key: {type: apiKey, in: query, name: key}}
"""


def test_querystring_form(server: RecordingServer) -> None:
    acme = generate_package(QUERYSTRING)
    model = import_submodule(acme, "models").ByFormFilter(
        name="a b&c", sizes=[1, 2], more={"x": [None]}
    )
    call(acme, server, lambda client: client.calls.by_form(filter=model))
    assert server.last.target == (
        "/form?name=a+b%26c&sizes=1&sizes=2&more=%7B%22x%22%3A%5Bnull%5D%7D"
    )
    call(acme, server, lambda client: client.calls.by_form())
    assert server.last.target == "/form"


def test_querystring_json_and_text(server: RecordingServer) -> None:
    acme = generate_package(QUERYSTRING)
    call(acme, server, lambda client: client.calls.by_json(filter=[1, "é&"]))
    assert server.last.target == "/json?%5B1%2C%22%C3%A9%26%22%5D"
    call(acme, server, lambda client: client.calls.by_json(filter=1), api_key="k")
    assert server.last.target == "/json?1&key=k"
    call(acme, server, lambda client: client.calls.by_text(filter="$.a[?@.b==1]"))
    assert server.last.target == "/text?%24.a%5B%3F%40.b%3D%3D1%5D"


def test_query_and_additional_methods(server: RecordingServer) -> None:
    acme = generate_package(QUERYSTRING)
    call(acme, server, lambda client: client.calls.query_things(body={"a": 1}))
    assert server.last.line == "QUERY /copy HTTP/1.1"
    assert server.last.body == b'{"a":1}'
    call(acme, server, lambda client: client.calls.copy_things())
    assert server.last.line == "COPY /copy HTTP/1.1"
