"""Fixtures of migrations: a working directory with a document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from specpress.migrate.migration import Migration, migrate

DOCUMENT = """openapi: 3.1.0
info: {title: Books API, version: 1.2.0}
servers:
  - {url: https://api.example.com}
  - {url: https://sandbox.example.com}
security: [{BearerAuth: []}]
paths:
  /books:
    get:
      operationId: listBooks
      tags: [Books]
      parameters:
        - {name: start, in: query, schema: {type: string}}
        - {name: X-Tenant-Id, in: header, schema: {type: string}}
      responses:
        '200':
          description: Books
          content:
            application/json:
              schema:
                type: object
                properties:
                  data: {type: array, items: {$ref: '#/components/schemas/book_record'}}
                  token: {type: string}
    post:
      operationId: createBook
      tags: [Books]
      requestBody:
        content:
          application/json: {schema: {$ref: '#/components/schemas/book_record'}}
      responses:
        '201':
          description: The book
          content:
            application/json: {schema: {$ref: '#/components/schemas/book_record'}}
  /books/{book_id}:
    parameters:
      - {name: book_id, in: path, required: true, schema: {type: string}}
    get:
      operationId: getBook
      tags: [Books]
      responses:
        '200':
          description: The book
          content:
            application/json: {schema: {$ref: '#/components/schemas/book_record'}}
  /books/{book_id}/reviews:
    parameters:
      - {name: book_id, in: path, required: true, schema: {type: string}}
    get:
      operationId: listReviews
      tags: [Books]
      responses: {'200': {description: Reviews}}
  /internal/health:
    get: {operationId: health, responses: {'200': {description: Healthy}}}
components:
  securitySchemes:
    BearerAuth: {type: http, scheme: bearer}
  schemas:
    book_record:
      type: object
      required: [id, from]
      properties:
        id: {type: string}
        from: {type: string}
        pageCount: {type: integer}
        kind: {$ref: '#/components/schemas/Kind'}
    Kind: {type: string, enum: [non-fiction, fiction]}
"""
Migrate = Callable[..., Migration]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Migrate:
    """Return a function that migrates a configuration in a new directory."""
    monkeypatch.chdir(tmp_path)

    def migrate_text(
        config: str,
        document: str = DOCUMENT,
        *,
        name: str = "config.yaml",
        generator: str | None = None,
        is_named: bool = False,
    ) -> Migration:
        Path("openapi.yaml").write_text(document, "utf-8")
        if config:
            Path(name).write_text(config, "utf-8")
        has_document = "inputSpec" in config or not config
        named = "openapi.yaml" if is_named or not has_document else None
        path = Path(name if config else "openapi.yaml")
        return migrate(path, named, generator, {"output": "client"})

    return migrate_text


def list_left(result: Migration) -> dict[str, str]:
    """Return the messages about what is not carried over, by position without the file."""
    return {
        f"{p.position.line}:{p.position.column}": p.text
        for p in result.problems
        if p.position is not None
    }
