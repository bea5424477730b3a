"""Extensions of Fern and Speakeasy in documents, and their configurations."""

from __future__ import annotations

import yaml

from tests.migrate.conftest import DOCUMENT, Migrate, list_left


def add(*extensions: tuple[str, str], root: str = "") -> str:
    """Return the document with lines after operations."""
    text = f"{DOCUMENT}{root}"
    for operation_id, line in extensions:
        marker = f"operationId: {operation_id}\n"
        assert marker in text or f"{operation_id}: " in text
        text = text.replace(marker, f"{marker}      {line}\n", 1)
    return text


FERN = add(
    ("listBooks", "x-fern-sdk-group-name: publications"),
    ("listBooks", "x-fern-sdk-method-name: browse"),
    ("createBook", "x-fern-idempotent: true"),
    ("createBook", "x-fern-streaming: true"),
    ("getBook", "x-fern-ignore: true"),
    ("getBook", "x-fern-sdk-method-name: read"),
    ("listReviews", "x-fern-sdk-group-name: [books, reviews]"),
    ("listReviews", "x-fern-sdk-method-name: list"),
    ("listReviews", "x-fern-oddity: 1"),
    root="x-fern-global-headers: [{header: X-Tenant-Id, name: tenant, env: TENANT}]\n",
).replace("    Kind: {", "    Kind: {x-fern-type-name: Genre, ")
GENERATORS = """default-group: local
api:
  specs:
    - openapi: ../openapi.yaml
      overrides: ../overrides.yml
groups:
  python-sdk:
    audiences: [external]
    generators:
      - name: fernapi/fern-python-sdk
        version: 4.3.1
        output: {location: pypi, package-name: acme-books, token: x}
        config:
          client: {class_name: BaseBooks, exported_class_name: AcmeBooks, filename: base.py}
          package_name: acme
          pydantic_config: {}
      - name: fernapi/fern-typescript-sdk
        version: 1.0.0
  local:
    generators:
      - name: fernapi/fern-python-sdk
        config: {package_name: other}
"""


def test_fern_extensions(run: Migrate) -> None:
    result = run("", FERN)
    assert result.tool.name == "fern"
    assert result.settings["exclude"] == [{"operations": ["getBook"]}]
    assert result.settings["client-parameters"] == {"X-Tenant-Id": "tenant"}
    (action,) = yaml.safe_load(result.overlay)["actions"]
    assert action["target"] == "$.paths['/books'].post"
    assert action["update"] == {"x-specpress-idempotent": True}
    names = result.settings["names"]
    assert names["operation createBook"] == "books.create_book"
    # `generate` reads these names from the document.
    assert "operation listBooks" not in names
    assert "operation listReviews" not in names


def test_fern_extensions_without_counterpart(run: Migrate) -> None:
    left = [
        text.split(",")[0].split(" [")[0] for text in list_left(run("", FERN)).values()
    ]
    assert sorted(left) == [
        "`x-fern-global-headers/0/env` has no counterpart: only credentials have a variable",
        "`x-fern-oddity` is unknown",
        "`x-fern-sdk-group-name` has no counterpart: resources are not nested: books.reviews is books_reviews",
        "`x-fern-streaming` has no counterpart: streams follow from the media type",
    ]


def test_generators_of_fern(run: Migrate) -> None:
    result = run(GENERATORS, FERN, name="generators.yml")
    settings = result.settings
    assert (settings["client"], settings["package"]) == ("AcmeBooks", "acme")
    assert settings["distribution"] == "acme-books"
    texts = {p.text.split(" has")[0] for p in result.problems}
    assert texts >= {
        "`api/specs/0/overrides`",
        "`groups/python-sdk/audiences`",
        "`groups/python-sdk/generators/0/config/pydantic_config`",
        "`groups/python-sdk/generators/0/config/client/filename`",
        "`groups/python-sdk/generators/1`",
        "`groups/local/generators/0`",
    }


SPEAKEASY = add(
    ("listBooks", "x-speakeasy-group: publications"),
    ("createBook", "x-speakeasy-retries: {strategy: backoff}"),
    ("getBook", "x-speakeasy-ignore: true"),
    ("listReviews", "x-speakeasy-name-override: reviews"),
    root="""x-speakeasy-name-override: [{operationId: '^listBooks$', methodNameOverride: browse}]
x-speakeasy-globals:
  parameters:
    - {name: X-Tenant-Id, in: header, schema: {type: string}}
    - {name: region, in: query, schema: {type: string}}
""",
).replace("    Kind: {", "    Kind: {x-speakeasy-unknown-values: allow, ")
GEN = """configVersion: 2.0.0
generation: {sdkClassName: acmebooks, fixes: {nameResolutionDec2023: true}}
python:
  version: 0.4.0
  packageName: acme-books
  moduleName: acme_books
  authors: [Ann Example]
  homepage: https://example.com
  license: ''
  maxMethodParams: 4
typescript: {version: 0.1.0}
"""


def test_speakeasy(run: Migrate) -> None:
    result = run(GEN, SPEAKEASY, name="gen.yaml")
    settings = {**result.settings}
    names = settings.pop("names")
    assert settings == {
        "spec": "openapi.yaml",
        "output": "client",
        "package": "acme_books",
        "distribution": "acme-books",
        "client": "Acmebooks",
        "version": "0.4.0",
        "authors": ["Ann Example"],
        "urls": {"Homepage": "https://example.com"},
        "client-parameters": {"X-Tenant-Id": "x_tenant_id"},
        "exclude": [{"operations": ["getBook"]}],
    }
    assert names == {"operation createBook": "books.create_book"}
    texts = {p.text.split(" has")[0] for p in result.problems}
    assert texts == {
        "`configVersion`",
        "`generation/fixes`",
        "`python/maxMethodParams`",
        "`typescript`",
        "`x-speakeasy-retries`",
        "`x-speakeasy-globals/parameters/1`",
        "`x-speakeasy-unknown-values`",
    }


def test_pagination_that_is_read_is_carried_over(run: Migrate) -> None:
    pages = "x-speakeasy-pagination: {type: cursor, inputs: [{name: start, in: parameters, type: cursor}], outputs: {results: $.data, nextCursor: $.token}}"
    result = run("", add(("listBooks", pages)))
    assert not result.problems
    body = pages.replace("in: parameters", "in: requestBody")
    (problem,) = run("", add(("listBooks", body))).problems
    assert problem.message.startswith("`x-speakeasy-pagination` has no counterpart")


def test_swagger_documents(run: Migrate) -> None:
    document = """swagger: '2.0'
info: {title: Books API, version: '1'}
paths:
  /books:
    post:
      operationId: books_add_one
      tags: [books]
      x-fern-idempotent: true
      responses: {'201': {description: Added, schema: {$ref: '#/definitions/new_book'}}}
definitions:
  new_book: {type: object, properties: {title: {type: string}}, x-fern-type-name: Volume}
"""
    result = run("", document)
    assert "x-specpress-applies-to: upgraded" in result.overlay
    assert "$.paths['/books'].post" in result.overlay
    assert "names" not in result.settings
    assert result.problems == []
