"""Deprecated operations, schemas, parameters and fields: marks for type checkers, notes in docstrings."""

from __future__ import annotations

import inspect
import warnings
from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import call, generate_package
from tests.wire.server import RecordingServer, response
from tests.wire.type_checkers import check_with_mypy, check_with_pyright, write_calls

DOCUMENT = """
paths:
  /books:
    get:
      operationId: listBooks
      tags: [books]
      deprecated: true
      description: "Returns books. Deprecated since May: use `books.search` instead.\\n\\nMore."
      parameters:
        - {name: old, in: query, deprecated: true, description: Earlier filter., schema: {type: string}}
      responses:
        '200': {description: D., content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
  /books/search:
    get: {operationId: searchBooks, tags: [books], responses: {'204': {description: D.}}}
  /books/marks:
    get: {operationId: deprecated, tags: [marks], deprecated: true, responses: {'204': {description: D.}}}
components:
  schemas:
    Book:
      type: object
      deprecated: true
      description: A book. Replaced by Work.
      properties:
        deprecated: {type: boolean}
        isbn: {type: string, deprecated: true, description: Number.}
        genre: {$ref: '#/components/schemas/Genre'}
    Genre: {type: string, enum: [a, b], deprecated: true}
    Titles: {type: array, items: {type: string}, deprecated: true}
    Work: {type: object, properties: {title: {type: string}, titles: {$ref: '#/components/schemas/Titles'}}}
"""


@pytest.fixture(scope="module")
def acme() -> ModuleType:
    return generate_package(DOCUMENT)


def test_classes_and_methods_have_the_reason(acme: ModuleType) -> None:
    for client in (
        acme.Acme(base_url="https://x.test"),
        acme.AsyncAcme(base_url="https://x.test"),
    ):
        text = client.books.list.__deprecated__
        assert text.startswith("GET /books is deprecated. Deprecated since May: use")
        assert not hasattr(client.books.search, "__deprecated__")
        assert "old: Deprecated. Earlier filter." in client.books.list.__doc__
        assert client.books.list.__doc__.startswith("Deprecated.")
        (mark,) = (m for n, m in inspect.getmembers(client.marks) if n[0] != "_")
        assert mark.__deprecated__ == "GET /books/marks is deprecated."
    models = acme.models
    assert models.Book.__deprecated__ == "Book is deprecated. Replaced by Work."
    assert models.Genre.__deprecated__ == "Genre is deprecated."
    assert models.Book.__doc__.startswith("Deprecated.")
    assert "__deprecated__" not in vars(models.Work)


def test_use_is_silent(acme: ModuleType, server: RecordingServer) -> None:
    server.responses[:] = [response(200, b'{"genre": "a"}')]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book: Any = call(acme, server, lambda client: client.books.list(old="x"))
    assert book == acme.models.Book(genre=acme.models.Genre.A)
    assert book.to_dict() == {"genre": "a"}


def test_type_checkers_report_deprecated_names(acme: ModuleType) -> None:
    imports = (
        '# mypy: enable-error-code="deprecated"\n# pyright: reportDeprecated=error\n'
        "from NAME import Acme, AsyncAcme, models\n"
    )
    right = ["books.search()"]
    wrong = ["books.list(old='x')"]
    module = write_calls(acme.__name__, imports, right, wrong)
    check_with_mypy(module)
    check_with_pyright(module)
