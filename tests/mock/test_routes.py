"""Routing: server paths, templates, methods and encoded slashes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.mock.serving import MockServer, serve_document

RESPONSES = "responses: {{'200': {{description: ok, content: {{text/plain: {{example: {}}}}}}}}}"
DOCUMENT = """
openapi: 3.2.0
info: {title: Acme, version: '1'}
servers: [{url: 'https://{region}.example.com/v1', variables: {region: {default: eu}}}, {url: /other}]
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: one, %s}
    query: {operationId: asks, %s}
    additionalOperations: {COPY: {operationId: copies, %s}}
  /pets/mine:
    get: {operationId: mine, %s}
  /pets/{id}.{format}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: format, in: path, required: true, schema: {type: string, enum: [csv]}}
    get: {operationId: file, %s}
  /pets/{id}:feed:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    post: {operationId: feeds, %s}
  /häuser/a b:
    get: {operationId: spaced, %s}
  /search?kind=cat:
    get: {operationId: cats, %s}
  /search:
    get: {operationId: all, %s}
  /elsewhere:
    servers: [{url: 'https://example.org/deep/path/'}]
    get: {operationId: elsewhere, %s}
""" % tuple(  # noqa: UP031 -- the document contains braces
    RESPONSES.format(name)
    for name in [
        "one",
        "asks",
        "copies",
        "mine",
        "file",
        "feeds",
        "spaced",
        "cats",
        "all",
        "elsewhere",
    ]
)


@pytest.fixture(scope="module")
def server() -> Iterator[MockServer]:
    with serve_document(DOCUMENT) as running:
        yield running


@pytest.mark.parametrize(
    ("method", "target", "operation"),
    [
        ("GET", "/v1/pets/7", "one"),
        ("GET", "/other/pets/7", "one"),
        ("GET", "/v1/pets/mine", "mine"),
        ("QUERY", "/v1/pets/mine", "asks"),
        ("QUERY", "/v1/pets/7", "asks"),
        ("COPY", "/v1/pets/7", "copies"),
        ("GET", "/v1/pets/7.csv", "file"),
        ("POST", "/v1/pets/7:feed", "feeds"),
        ("POST", "/v1/pets/7%3Afeed", ""),
        ("GET", "/v1/pets/a%2Fb", "one"),
        ("GET", "/v1/pets/%37", "one"),
        ("GET", "/v1/h%C3%A4user/a%20b", "spaced"),
        ("GET", "/v1/search?kind=cat&more=1", "cats"),
        ("GET", "/v1/search?kind=dog", "all"),
        ("GET", "/deep/path/elsewhere", "elsewhere"),
        ("GET", "/v1/elsewhere", ""),
        ("GET", "/pets/7", ""),
        ("GET", "/v1/pets/", ""),
    ],
)
def test_request_is_routed_to_its_operation(
    server: MockServer, method: str, target: str, operation: str
) -> None:
    response = server.request(method, target)
    if operation:
        assert (response.status, response.body.decode()) == (200, operation)
    else:
        assert response.status in (404, 405)
        assert response.headers["content-type"] == "application/problem+json"


def test_undocumented_method(
    server: MockServer,
) -> None:
    response = server.request("HEAD", "/v1/pets/mine")
    assert (response.status, response.headers["allow"]) == (405, "GET")
    assert (
        server.request("DELETE", "/v1/search").json["detail"]
        == "method DELETE is not documented for /v1/search: expected GET"
    )


def test_undocumented_path_suggests_a_similar_one(server: MockServer) -> None:
    response = server.request("GET", "/v1/pet/mine")
    assert response.status == 404
    assert response.json["detail"].endswith("did you mean /v1/pets/mine?")


def test_cors() -> None:
    with serve_document(DOCUMENT, cors=True) as server:
        response = server.request("GET", "/v1/pets/7", origin="https://example.com")
        assert response.headers["access-control-allow-origin"] == "*"


def test_operations_on_one_path_are_selected_by_body() -> None:
    document = """
paths:
  /things#number:
    post:
      requestBody: {required: true, content: {application/json: {schema: {type: integer}}}}
      responses: {'200': {description: ok, content: {text/plain: {example: number}}}}
  /things#text:
    post:
      requestBody: {required: true, content: {application/json: {schema: {type: string}}}}
      responses: {'200': {description: ok, content: {text/plain: {example: text}}}}
"""
    with serve_document(document) as server:
        for body, expected in (("5", b"number"), ('"a"', b"text")):
            response = server.request(
                "POST", "/things", body, content_type="application/json"
            )
            assert response.body == expected
        assert (
            server.request(
                "POST", "/things", "{}", content_type="application/json"
            ).status
            == 400
        )


def test_method_is_case_sensitive() -> None:
    """OpenAPI sends the keys of `additionalOperations` as they are written."""
    operations = "purge: {operationId: purges, responses: {'204': {description: ok}}}"
    document = f"""
openapi: 3.2.0
info: {{title: Acme, version: '1'}}
paths: {{/things: {{additionalOperations: {{{operations}}}}}}}
"""
    with serve_document(document) as server:
        assert server.request("purge", "/things").status == 204
        rejected = server.request("PURGE", "/things")
        assert rejected.status == 405
        assert rejected.headers["allow"] == "purge"
