"""Pagination: what follows from the shape of a document, and what extensions declare."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from tests.property.packages import generate_from_tree

from specpress import ir
from specpress.cli import report
from specpress.config import Settings
from specpress.document.load import load
from specpress.document.problems import Problem, Problems
from specpress.document.resolve import Workspace
from specpress.pipeline import generate
from specpress.reader import build
from specpress.reader.paging import add_pages

STRING, INTEGER = {"type": "string"}, {"type": "integer"}
BOOLEAN = {"type": "boolean"}
URI = {"type": ["string", "null"], "format": "uri"}
THING = {"type": "object", "required": ["id"], "properties": {"id": STRING}}
THINGS = {"type": "array", "items": THING}
LINK = {"Link": {"schema": STRING}}


def query(name: str, schema: Any = STRING, text: str = "") -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": text}


def page(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"items": THINGS, **properties}}


def document(
    parameters: list[Any], schema: Any, path: str = "/things", **operation: Any
) -> dict[str, Any]:
    headers = operation.pop("headers", {})
    method = operation.pop("method", "get")
    content = {"application/json": {"schema": schema}}
    responses = {"200": {"description": "", "headers": headers, "content": content}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "paths": {
            path: {
                method: {"parameters": parameters, "responses": responses, **operation}
            }
        },
    }


def paginate(tree: dict[str, Any]) -> ir.Pagination | None:
    """Return the pagination of the first operation; nothing is rendered."""
    with TemporaryDirectory() as directory:
        path = Path(directory, "openapi.json")
        path.write_text(json.dumps(tree), "utf-8")
        root, problems = Workspace(load(str(path))).root, Problems()
        api = add_pages(root, build(root, problems), "infer", problems)
    assert not problems.items
    return api.operations[0].pagination


def describe(pagination: ir.Pagination | None) -> str:
    if pagination is None:
        return "none"
    parts = (pagination.style, pagination.parameter, pagination.next, pagination.items)
    return " ".join(filter(None, parts))


LIMIT = query("limit", INTEGER)
CASES = [
    ([query("cursor")], page(next_cursor=STRING), "cursor cursor /next_cursor /items"),
    (
        [query("pageToken")],
        page(nextPageToken={"type": ["string", "null"]}),
        "cursor pageToken /nextPageToken /items",
    ),
    (
        [query("cursor")],
        page(meta={"type": "object", "properties": {"next": STRING}}),
        "cursor cursor /meta/next /items",
    ),
    (
        [query("after")],
        page(cursors={"type": "object", "properties": {"after": STRING}}),
        "cursor after /cursors/after /items",
    ),
    ([query("after"), LIMIT], page(last_id=STRING), "cursor after /last_id /items"),
    ([query("from", INTEGER)], page(next=INTEGER), "cursor from /next /items"),
    ([query("page", INTEGER)], page(next=URI, count=INTEGER), "url page /next /items"),
    (
        [],
        page(_links={"type": "object", "properties": {"next": STRING}}),
        "url /_links/next /items",
    ),
    (
        [],
        page(
            _links={
                "type": "object",
                "properties": {
                    "next": {"type": "object", "properties": {"href": STRING}}
                },
            }
        ),
        "url /_links/next/href /items",
    ),
    ([], page(nextLink=STRING), "url /nextLink /items"),
    ([query("offset", INTEGER), LIMIT], THINGS, "offset offset"),
    ([query("page", INTEGER), query("per_page", INTEGER)], THINGS, "page page"),
    ([query("page[number]", INTEGER)], page(total=INTEGER), "page page[number] /items"),
    ([query("page", INTEGER, "The page to read.")], THINGS, "page page"),
    ([query("after"), LIMIT], page(has_more=BOOLEAN), "item after /id /items"),
    ([query("after", text="A cursor."), LIMIT], THINGS, "item after /id"),
    (
        [query("limit", INTEGER), query("offset", INTEGER)],
        {
            "type": "object",
            "properties": {"things": page(total=INTEGER), "message": STRING},
        },
        "offset offset /things/items",
    ),
    # Operations without pages, or whose next page is not clear.
    ([], THINGS, "none"),
    ([LIMIT], THINGS, "none"),
    ([query("q"), LIMIT], page(total=INTEGER), "none"),
    ([query("page", {"type": "object"}), LIMIT], THINGS, "none"),
    ([query("page", INTEGER)], THINGS, "none"),
    ([query("page"), query("offset")], page(total=INTEGER), "none"),
    ([query("page", INTEGER), query("offset", INTEGER), LIMIT], THINGS, "none"),
    (
        [query("after", {"type": "string", "format": "date-time"}), LIMIT],
        THINGS,
        "none",
    ),
    ([query("after"), LIMIT], THINGS, "none"),
    ([query("cursor")], THINGS, "none"),
    ([query("cursor")], page(previous_cursor=STRING), "none"),
    ([query("cursor")], page(next_cursor=BOOLEAN), "none"),
    ([query("offset", INTEGER), LIMIT], page(id=STRING), "none"),
    ([query("page", INTEGER), LIMIT], STRING, "none"),
    ([query("page", INTEGER), LIMIT], {"type": "object"}, "none"),
    ([], page(next=STRING), "none"),
    ([query("page", INTEGER)], page(next=STRING, a=THINGS, b=THINGS), "none"),
    (
        [query("page", INTEGER), LIMIT],
        {"type": "object", "properties": {"a": THINGS, "b": THINGS, "total": INTEGER}},
        "none",
    ),
]


@pytest.mark.parametrize(("parameters", "schema", "expected"), CASES)
def test_inference(parameters: list[Any], schema: Any, expected: str) -> None:
    assert describe(paginate(document(parameters, schema))) == expected


def test_link_header_needs_a_parameter() -> None:
    parameters = [query("page", INTEGER)]
    assert describe(paginate(document(parameters, THINGS, headers=LINK))) == "link page"
    assert paginate(document([], THINGS, headers=LINK)) is None
    assert paginate(document(parameters, THING, headers=LINK)) is None


@pytest.mark.parametrize(("path", "expected"), [("/search", "offset"), ("/things", "")])
def test_post_has_pages_only_where_it_reads(path: str, expected: str) -> None:
    parameters = [query("offset", INTEGER), LIMIT]
    pagination = paginate(document(parameters, THINGS, path, method="post"))
    assert (pagination.style if pagination else "") == expected


def test_limits_of_pages() -> None:
    parameters = [
        query("page", {"type": "integer", "default": 0}),
        query("limit", {"type": "integer", "default": 20}, "How many (max 50)."),
    ]
    schema = page(total_count=INTEGER, pages=INTEGER, is_last=BOOLEAN)
    pagination = paginate(document(parameters, schema))
    assert pagination is not None
    assert pagination.first == 0
    assert (pagination.size, pagination.default_size) == ("limit", 20)
    assert pagination.max_size == 50
    assert (pagination.total, pagination.pages) == ("/total_count", "/pages")
    assert pagination.last == "/is_last"


CURSOR = [query("mark"), query("n", INTEGER)]
RESULT = {"type": "object", "properties": {"data": THINGS, "next": STRING}}
VENDORS: list[tuple[dict[str, Any], str]] = [
    (
        {
            "x-fern-pagination": {
                "cursor": "$request.mark",
                "next_cursor": "$response.next",
                "results": "$response.data",
            }
        },
        "cursor mark /next /data",
    ),
    (
        {
            "x-fern-pagination": {
                "offset": "$request.n",
                "results": "$response.data",
            }
        },
        "page n /data",
    ),
    (
        {
            "x-fern-pagination": {
                "offset": "$request.n",
                "step": "$request.size",
                "results": "$response.data",
            }
        },
        "offset n /data",
    ),
    (
        {
            "x-speakeasy-pagination": {
                "type": "cursor",
                "inputs": [{"name": "mark", "in": "parameters", "type": "cursor"}],
                "outputs": {"results": "$.data", "nextCursor": "$.next"},
            }
        },
        "cursor mark /next /data",
    ),
    (
        {
            "x-speakeasy-pagination": {
                "type": "offsetLimit",
                "inputs": [{"name": "n", "in": "parameters", "type": "page"}],
                "outputs": {"results": "$.data[*]"},
            }
        },
        "page n /data",
    ),
    (
        {"x-speakeasy-pagination": {"type": "url", "outputs": {"nextUrl": "$.next"}}},
        "url /next /data",
    ),
    (
        {"x-ms-pageable": {"nextLinkName": "next", "itemName": "data"}},
        "url /next /data",
    ),
    # Neither of a known shape nor clear: inferred instead, which finds nothing here.
    ({"x-ms-pageable": {"nextLinkName": None}}, "none"),
    (
        {"x-fern-pagination": {"cursor": "$request.body", "results": "$response"}},
        "none",
    ),
    ({"x-fern-pagination": [1]}, "none"),
    (
        {"x-speakeasy-pagination": {"type": "cursor", "inputs": 1, "outputs": {}}},
        "none",
    ),
    (
        {"x-speakeasy-pagination": {"type": "url", "outputs": {"nextUrl": "$.a[0]"}}},
        "none",
    ),
]


@pytest.mark.parametrize(("extension", "expected"), VENDORS)
def test_extensions_of_other_tools(extension: dict[str, Any], expected: str) -> None:
    pagination = paginate(document(CURSOR, RESULT, **extension))
    assert describe(pagination) == expected
    assert pagination is None or pagination.source == min(extension)


def test_our_extension_has_precedence() -> None:
    ours = {"x-specpress-pagination": {"url": "/next"}}
    tree = document(CURSOR, RESULT, **ours, **VENDORS[0][0])
    assert describe(paginate(tree)) == "url /next /data"
    tree = document([query("cursor")], page(next_cursor=STRING))
    operation = tree["paths"]["/things"]["get"]
    operation["x-specpress-pagination"] = False
    assert paginate(tree) is None


def test_setting(tmp_path: Path) -> None:
    declared = document(CURSOR, RESULT, **VENDORS[0][0])
    declared["paths"] |= document([query("cursor")], page(next_cursor=STRING), "/b")[
        "paths"
    ]
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(declared), "utf-8")
    settings = Settings(str(path), tmp_path / "out", "acme", "acme", "Acme")
    styles: dict[str, list[bool]] = {}
    for mode in ("infer", "declared", "off"):
        generated = generate(replace(settings, pagination=mode))
        operations = generated.api.operations
        styles[mode] = [o.pagination is not None for o in operations]
        assert ("acme/pagination.py" in generated.files) is any(styles[mode])
        assert sum(generated.inferred_pages.values()) == (mode == "infer")
    assert styles == {
        "infer": [True, True],
        "declared": [True, False],
        "off": [False, False],
    }


def test_items_that_are_not_clear_are_reported() -> None:
    tree = document(CURSOR, STRING, **{"x-specpress-pagination": {"link": True}})
    generated = generate_from_tree(tree)
    (problem,) = generated.warnings
    assert isinstance(problem, Problem)
    assert "the items of the response are not clear; no pages" in problem.message
    assert "docs/pages.md" not in generated.files


def test_summary_counts_inferred_pages() -> None:
    with report.out.capture() as capture:
        report.print_pages({"page": 2, "cursor": 1})
        report.print_pages({})
    assert capture.get() == (
        "  3 methods return pages (1 cursor, 2 page), inferred from parameters and responses, "
        'see docs/pages.md; pagination = "declared" in the settings infers none\n'
    )
