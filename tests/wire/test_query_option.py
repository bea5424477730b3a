"""Undeclared query parameters: the option `query` of a call, and the query of a base URL."""

from __future__ import annotations

from datetime import date
from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import call, generate_package
from tests.wire.server import RecordingServer

HEAD = """
openapi: 3.1.0
info: {title: Acme, version: '1'}
"""
PATHS = """
paths:
  /things:
    get:
      operationId: listThings
      tags: [things]
      parameters:
        - {name: color, in: query, schema: {type: string}}
        - {name: ids, in: query, schema: {type: array, items: {type: integer}}}
      responses: {'204': {description: Done.}}
  /search:
    get:
      operationId: search
      tags: [searches]
      parameters: [{name: query, in: query, schema: {type: string}}]
      responses: {'204': {description: Done.}}
  /fixed?kind=a:
    get: {operationId: fixed, tags: [things], responses: {'204': {description: Done.}}}
  /own:
    servers: [{url: /v9?own=1}]
    get: {operationId: own, tags: [things], responses: {'204': {description: Done.}}}
"""


@pytest.fixture(scope="module")
def acme() -> ModuleType:
    return generate_package(HEAD + PATHS)


def send(
    server: RecordingServer,
    acme: ModuleType,
    method: str = "things.list",
    base_url: str = "",
    **arguments: Any,
) -> str:
    """Return the target of the request of a call."""
    resource, _, name = method.partition(".")
    call(
        acme,
        server,
        lambda client: getattr(getattr(client, resource), name)(**arguments),
        base_url=server.url + base_url,
    )
    return server.last.target


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"debug": "yes & no", "a b": ""}, "debug=yes%20%26%20no&a%20b="),
        ({"page": 2, "ratio": 0.5, "all": True}, "page=2&ratio=0.5&all=true"),
        ({"ids": [1, 2], "none": []}, "ids=1&ids=2"),
        ({"day": date(2026, 2, 9)}, "day=2026-02-09"),
    ],
)
def test_query_of_a_call(
    server: RecordingServer, acme: ModuleType, query: dict[str, Any], expected: str
) -> None:
    assert send(server, acme, query=query) == f"/things?{expected}"
    target = send(server, acme, color="x", query=query)
    assert target == f"/things?color=x&{expected}"


def test_query_of_a_call_replaces_parameters_with_its_names(
    server: RecordingServer, acme: ModuleType
) -> None:
    target = send(server, acme, color="x", ids=[1, 2], query={"ids": 3})
    assert target == "/things?color=x&ids=3"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"a": {"b": 1}}, "query.a: expected text, a number, a boolean or a list"),
        ({"a": [[1]]}, "query.a: expected text, a number, a boolean or a list"),
        ({"a": None}, "query.a: expected text, a number, a boolean or a list"),
        ({1: "a"}, "query[1]: expected a str, got 1"),
        ("a=b", "query: expected a dict, got 'a=b'"),
    ],
)
def test_invalid_query_is_refused(
    server: RecordingServer, acme: ModuleType, query: Any, message: str
) -> None:
    with (
        acme.Acme(base_url=server.url) as client,
        pytest.raises(acme.InvalidArgumentError) as caught,
    ):
        client.things.list(query=query)
    assert message in str(caught.value)
    assert server.requests == []


def test_argument_with_the_name_query_replaces_the_option(
    server: RecordingServer, acme: ModuleType
) -> None:
    target = send(server, acme, "searches.search", query="a b")
    assert target == "/search?query=a%20b"
    target = send(server, acme, "searches.search", "?debug=1", query="a")
    assert target == "/search?debug=1&query=a"


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("/api?version=2", "/api/things?version=2&color=x"),
        ("/api/?version=2&a=%20", "/api/things?version=2&a=%20&color=x"),
        ("?version=2", "/things?version=2&color=x"),
        ("/api?path=/", "/api/things?path=/&color=x"),
        ("?color=y&version=2", "/things?version=2&color=x"),
        ("/api?", "/api/things?color=x"),
    ],
)
def test_query_of_the_base_url_is_part_of_each_request(
    server: RecordingServer, acme: ModuleType, base_url: str, expected: str
) -> None:
    assert send(server, acme, base_url=base_url, color="x") == expected


def test_query_of_the_base_url_joins_other_queries(
    server: RecordingServer, acme: ModuleType
) -> None:
    target = send(server, acme, "things.fixed", "?version=2", query={"version": 3})
    assert target == "/fixed?kind=a&version=3"
    target = send(server, acme, "things.own", "/api?version=2")
    assert target == "/v9/own?version=2&own=1"
    options = {"base_url": f"{server.url}?version=4"}
    call(acme, server, lambda client: client.things.list(**options))
    assert server.last.target == "/things?version=4"


def test_query_of_a_declared_server(server: RecordingServer) -> None:
    variables = "{version: {default: '2'}}"
    entry = f"{{url: '{server.url}/api?version={{version}}', variables: {variables}}}"
    acme = generate_package(f"{HEAD}servers: [{entry}]{PATHS}")
    settings = {"server_variables": {"version": "a&b"}}
    with acme.Acme(**settings) as client:
        client.things.list(color="x")
    assert server.last.target == "/api/things?version=a%26b&color=x"
