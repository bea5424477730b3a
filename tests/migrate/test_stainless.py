"""`stainless.yml`: resources, methods, models and options keep their names."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.migrate.conftest import Migrate, list_left

CONFIG = """edition: 2025-10-08
organization: {name: acme-books, docs: https://docs.example.com}
targets:
  node: {package_name: acme}
  python:
    package_name: acme_books
    project_name: acme-books-sdk
    production_repo: acme/acme-python
    publish: {pypi: true}
client_settings:
  default_env_prefix: ACME
  opts:
    api_key:
      type: string
      read_env: ACME_API_KEY
      auth: {security_scheme: BearerAuth}
    tenant:
      type: string
      nullable: true
      send_in_header: X-Tenant-Id
environments:
  production: https://api.example.com
  sandbox: https://sandbox.example.com
  local: http://localhost:8000
pagination:
  - name: cursor_page
    type: cursor
    request:
      start:
        type: string
        x-stainless-pagination-property: {purpose: next_cursor_param}
    response:
      data: {type: array, items: {}}
      token:
        type: string
        x-stainless-pagination-property: {purpose: next_cursor_field}
settings: {license: MIT, unwrap_response_fields: [data]}
resources:
  publications:
    models:
      publication: '#/components/schemas/book_record'
      genre: Kind
    methods:
      list: get /books
      add: {type: http, endpoint: post /books}
      retrieve: get /books/{id}
      remove: delete /books/{id}
    subresources:
      reviews:
        methods:
          list:
            endpoint: get /books/{id}/reviews
            paginated: false
openapi:
  code_samples: mintlify
unspecified_endpoints: [get /internal/health]
resourses: {}
"""


def test_settings(run: Migrate) -> None:
    settings = {**run(CONFIG).settings}
    assert settings.pop("names") == {
        "class Kind": "Genre",
        "class book_record": "Publication",
        "environment https://api.example.com": "PRODUCTION",
        "environment https://sandbox.example.com": "SANDBOX",
        "operation createBook": "publications.add",
        "operation getBook": "publications.retrieve",
        "operation listBooks": "publications.list",
        "operation listReviews": "publications_reviews.list",
    }
    assert settings == {
        "spec": "openapi.yaml",
        "output": "client",
        "package": "acme_books",
        "distribution": "acme-books-sdk",
        "client": "AcmeBooks",
        "license": "MIT",
        "overlays": ["stainless.overlay.yaml"],
        "urls": {"Repository": "https://github.com/acme/acme-python"},
        "client-parameters": {"X-Tenant-Id": "tenant"},
        "credentials": {"BearerAuth": {"argument": "api_key", "env": "ACME_API_KEY"}},
        "exclude": [{"operations": ["health"]}],
    }


def test_overlay_declares_pages(run: Migrate) -> None:
    (action,) = yaml.safe_load(run(CONFIG).overlay)["actions"]
    assert action == {
        "target": "$.paths['/books'].get",
        "description": "pages as in the scheme 'cursor_page'",
        "update": {
            "x-specpress-pagination": {
                "cursor": {"parameter": "start", "next": "/token"},
                "items": "/data",
            }
        },
    }


def test_what_is_not_carried_over_is_listed(run: Migrate) -> None:
    left = list_left(run(CONFIG))
    texts = [line.split(":")[0].split(" [")[0] for line in left.values()]
    assert sorted(texts) == sorted(
        [
            "`edition` has no counterpart",
            "`organization/docs` has no counterpart",
            "`targets/node` has no counterpart",
            "`targets/python/publish` has no counterpart",
            "`client_settings/default_env_prefix` has no counterpart",
            "`environments/local` has no counterpart",
            "`settings/unwrap_response_fields` has no counterpart",
            "`resources/publications/methods/add/type` has no counterpart",
            "`resources/publications/methods/remove` has no counterpart",
            "`resources/publications/subresources/reviews/methods/list/endpoint` has no counterpart",
            "`openapi/code_samples` has no counterpart",
            "`resourses` is unknown, so it is not carried over",
        ]
    )
    assert left["1:1"].endswith("[no-counterpart]")
    assert "did you mean `resources`?" in {p.hint for p in run(CONFIG).problems}


def test_nested_resources_are_joined(run: Migrate) -> None:
    (problem,) = (p for p in run(CONFIG).problems if "not nested" in p.message)
    assert "publications.reviews.list is publications_reviews.list" in problem.message
    assert problem.hint == "write client.publications_reviews.list in the calls"


def test_an_operation_is_one_method(run: Migrate) -> None:
    result = run(
        "resources:\n  books:\n    methods: {list: get /books, all: get /books}\n"
    )
    (problem,) = result.problems
    assert "an operation is one method: books.list" in problem.message
    assert str(problem.position).endswith(":3:33")


def test_skipped_methods_are_left_out(run: Migrate) -> None:
    methods = "{list: {endpoint: get /books, skip: [python]}, get: {endpoint: get /books/{b}, only: [go]}}"
    result = run(f"resources: {{books: {{methods: {methods.replace('{b}', 'x')}}}}}\n")
    assert result.settings["exclude"] == [{"operations": ["listBooks"]}]


def test_pages_that_are_turned_off(run: Migrate) -> None:
    document = Path(__file__).parent.joinpath("paged.yaml").read_text("utf-8")
    config = "resources: {books: {methods: {list: {endpoint: get /books, paginated: false}}}}"
    (action,) = yaml.safe_load(run(config, document).overlay)["actions"]
    assert action["update"] == {"x-specpress-pagination": False}
