"""Requests find their operation: base paths, templates, methods, encoded slashes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.mock.serving import Service, served

ANSWER = "responses: {{'200': {{description: ok, content: {{text/plain: {{example: {}}}}}}}}}"
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
""" % tuple(  # noqa: UP031 -- the document has braces of its own
    ANSWER.format(name)
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
def service() -> Iterator[Service]:
    with served(DOCUMENT) as found:
        yield found


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
def test_a_request_finds_its_operation(
    service: Service, method: str, target: str, operation: str
) -> None:
    told = service.ask(method, target)
    if operation:
        assert (told.status, told.body.decode()) == (200, operation)
    else:
        assert told.status in (404, 405)
        assert told.headers["content-type"] == "application/problem+json"


def test_a_method_that_there_is_not_is_told_with_those_that_there_are(
    service: Service,
) -> None:
    told = service.ask("HEAD", "/v1/pets/mine")
    assert (told.status, told.headers["allow"]) == (405, "GET")
    assert (
        service.ask("DELETE", "/v1/search").json["detail"]
        == "/v1/search has no DELETE: it has GET"
    )


def test_a_path_that_there_is_not_is_told_with_the_nearest(service: Service) -> None:
    told = service.ask("GET", "/v1/pet/mine")
    assert told.status == 404
    assert told.json["detail"].endswith("did you mean /v1/pets/mine?")


def test_pages_of_other_origins_may_ask_where_they_are_let() -> None:
    with served(DOCUMENT, cors=True) as service:
        told = service.ask("GET", "/v1/pets/7", origin="https://example.com")
        assert told.headers["access-control-allow-origin"] == "*"


def test_operations_that_differ_by_a_fragment_are_told_apart_by_what_they_take() -> (
    None
):
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
    with served(document) as service:
        for body, found in (("5", b"number"), ('"a"', b"text")):
            told = service.ask("POST", "/things", body, content_type="application/json")
            assert told.body == found
        assert (
            service.ask("POST", "/things", "{}", content_type="application/json").status
            == 400
        )
