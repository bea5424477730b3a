"""Required parameters with a default: they need not be passed, and the client sends the default."""

from __future__ import annotations

import inspect
from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import call, generate_package
from tests.wire.server import RecordingServer, response

DOCUMENT = """
paths:
  /{version}/books/{id}:
    get:
      operationId: readBook
      tags: [books]
      parameters:
        - {name: version, in: path, required: true, schema: {type: string, default: v2}}
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: order, in: query, required: true, schema: {$ref: '#/components/schemas/Order'}}
        - {name: limit, in: query, required: true, schema: {type: integer, default: 20}}
        - {name: exact, in: query, required: true, schema: {type: boolean, default: false}}
        - {name: fields, in: query, required: true, schema: {type: array, items: {type: string}, default: [a, b]}}
        - {name: X-Kind, in: header, required: true, schema: {type: string, enum: [x, y], default: y}}
        - {name: page, in: query, schema: {type: integer, default: 1}}
      responses: {'204': {description: Done.}}
  /shelves/{name}/{size}:
    get:
      operationId: readShelf
      tags: [shelves]
      parameters:
        - {name: name, in: path, required: true, schema: {type: string}}
        - {name: size, in: path, required: true, schema: {type: integer, default: 3}}
        - {name: wrong, in: query, required: true, schema: {type: integer, default: many}}
        - {name: none, in: query, required: true, schema: {type: [string, 'null'], default: null}}
      responses: {'204': {description: Done.}}
components:
  schemas:
    Order: {type: string, enum: [asc, desc], default: desc}
"""


@pytest.fixture
def acme(server: RecordingServer) -> ModuleType:
    server.responses[:] = [response(204)]
    return generate_package(DOCUMENT)


def test_defaults_are_sent(acme: ModuleType, server: RecordingServer) -> None:
    call(acme, server, lambda client: client.books.read(7))
    expected = "/v2/books/7?order=desc&limit=20&exact=false&fields=a&fields=b"
    assert server.last.target == expected
    assert server.last.headers["x-kind"] == "y"


def test_arguments_replace_defaults(acme: ModuleType, server: RecordingServer) -> None:
    arguments: dict[str, Any] = {"version": "v1", "order": "asc", "limit": 0}
    arguments |= {"exact": True, "fields": ["c"], "x_kind": "x", "page": 2}
    call(acme, server, lambda client: client.books.read(7, **arguments))
    expected = "/v1/books/7?order=asc&limit=0&exact=true&fields=c&page=2"
    assert server.last.target == expected
    assert server.last.headers["x-kind"] == "x"


def test_last_path_parameters_remain_positional(
    acme: ModuleType, server: RecordingServer
) -> None:
    call(acme, server, lambda client: client.shelves.read("a", wrong=1, none="n"))
    assert server.last.target == "/shelves/a/3?wrong=1&none=n"
    call(acme, server, lambda client: client.shelves.read("a", 9, wrong=1, none=""))
    assert server.last.target == "/shelves/a/9?wrong=1&none="


def test_signature_requires_only_parameters_without_default(acme: ModuleType) -> None:
    client = acme.Acme(base_url="https://x.test")
    for method, names in (
        (client.books.read, ["id"]),
        (client.shelves.read, ["name", "wrong", "none"]),
    ):
        parameters = inspect.signature(method).parameters.values()
        required = [
            p.name for p in parameters if p.default is p.empty and p.name != "options"
        ]
        assert required == names


def test_docstring_names_the_default(acme: ModuleType) -> None:
    books = acme.Acme(base_url="https://x.test").books
    assert "limit: Default: 20." in books.read.__doc__
    assert 'order: Default: "desc".' in books.read.__doc__
