"""Iteration over pages gives each item once, whatever the server's pages look like."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.packages import PACKAGE, generate_from_tree, import_package

STRING, INTEGER, BOOLEAN = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
ITEMS = {"type": "array", "items": {"type": "object", "properties": {"id": STRING}}}
# The parameter and the properties of each operation: `limit` has a default where it is numbered.
OPERATIONS: dict[str, tuple[tuple[str, Any], dict[str, Any]]] = {
    "cursor": (("cursor", STRING), {"next_cursor": STRING}),
    "done": (("iterator", STRING), {"iterator": STRING, "done": BOOLEAN}),
    "item": (("after", STRING), {"has_more": BOOLEAN}),
    "offset": (("offset", INTEGER), {}),
    "total": (("offset", INTEGER), {"total": INTEGER}),
    "page": (("page", INTEGER), {}),
    "count": (("page", INTEGER), {"count": INTEGER}),
    "pages": (("page", INTEGER), {"total_pages": INTEGER}),
    "url": (("page", INTEGER), {"next_url": STRING}),
}
# Styles whose responses state which page is the last.
EXACT = OPERATIONS.keys() - {"offset", "page", "count"}


@dataclass
class Server:
    """A server that limits its pages to `cap` items."""

    total: int
    cap: int
    requests: int = 0

    def respond(self, request: Any) -> tuple[Any, Any]:
        """Return the items from the first one requested, and the rest of the body."""
        self.requests += 1
        url = urlsplit(request.url)
        name = url.path.strip("/")
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        size = min(int(query.get("limit", 10)), self.cap)
        start = self.find_start(name, query, size)
        items = [{"id": f"i{n}"} for n in range(start, min(start + size, self.total))]
        return items, self.describe(name, start, size)

    def find_start(self, name: str, query: dict[str, str], size: int) -> int:
        if name in ("page", "count", "pages", "url"):
            return (int(query.get("page", 1)) - 1) * size
        if name == "item":
            return int(query["after"][1:]) + 1 if "after" in query else 0
        value = query.get({"cursor": "cursor", "done": "iterator"}.get(name, "offset"))
        return int(value.removeprefix("c")) if value else 0

    def describe(self, name: str, start: int, size: int) -> dict[str, Any]:
        end = start + size
        is_last = end >= self.total
        number = start // size + 1
        bodies: dict[str, dict[str, Any]] = {
            "cursor": {} if is_last else {"next_cursor": f"c{end}"},
            "done": {"iterator": f"c{min(end, self.total)}", "done": is_last},
            "item": {"has_more": not is_last},
            "total": {"total": self.total},
            "count": {"count": self.total},
            "pages": {"total_pages": -(-self.total // size)},
            "url": (
                {} if is_last else {"next_url": f"/url?page={number + 1}&limit={size}"}
            ),
        }
        return bodies.get(name, {})


def create_document() -> dict[str, Any]:
    paths = {}
    limit = {"name": "limit", "in": "query", "schema": {**INTEGER, "default": 10}}
    for name, ((parameter, schema), properties) in OPERATIONS.items():
        body = {"type": "object", "properties": {"items": ITEMS, **properties}}
        content = {"application/json": {"schema": body}}
        paths[f"/{name}"] = {
            "get": {
                "operationId": f"list_{name}",
                "tags": ["things"],
                "parameters": [
                    {"name": parameter, "in": "query", "schema": schema},
                    limit,
                ],
                "responses": {"200": {"description": "", "content": content}},
            }
        }
    info = {"title": "Acme", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths}


@pytest.fixture(scope="module")
def list_ids() -> Any:
    """Return a function that lists the ids of all items, after each call at a cursor, too."""
    with import_package(generate_from_tree(create_document()).files) as package:
        testing = importlib.import_module(f"{PACKAGE}.testing")

        class Transport(testing.FakeTransport):  # type: ignore[misc]
            def __init__(self, server: Server) -> None:
                super().__init__()
                self.server = server

            def _next(self, request: Any) -> Any:
                items, rest = self.server.respond(request)
                return testing.response(200, {"items": items, **rest})

        def run(
            server: Server, name: str, limit: int | None, resume: bool
        ) -> list[str]:
            client = package.Acme(
                base_url="https://a.example", transport=Transport(server)
            )
            method = getattr(client.things, f"list_{name}")
            page, ids = method(limit=limit), []
            while page is not None:
                ids += [item.id for item in page.items]
                cursor = page.next_cursor
                if resume and cursor is not None:
                    page = method(limit=limit, page_cursor=cursor)
                else:
                    page = page.next_page()
            return ids

        yield run


@pytest.mark.parametrize("name", OPERATIONS)
@settings(max_examples=40)
@given(
    total=st.integers(0, 40),
    limit=st.none() | st.integers(1, 30),
    cap=st.integers(10, 20),
    resume=st.booleans(),
)
def test_each_item_once(
    list_ids: Callable[..., list[str]],
    name: str,
    total: int,
    limit: int | None,
    cap: int,
    resume: bool,
) -> None:
    server = Server(total, cap)
    assert list_ids(server, name, limit, resume) == [f"i{n}" for n in range(total)]
    size = min(limit or 10, cap)
    needed = max(1, -(-total // size))
    is_exact = name in EXACT and not (resume and name in ("pages", "count"))
    assert server.requests <= needed + (not is_exact)


@pytest.mark.parametrize("name", ["offset", "page", "count"])
def test_no_request_follows_a_short_page(
    list_ids: Callable[..., list[str]], name: str
) -> None:
    server = Server(13, 20)
    assert len(list_ids(server, name, 5, False)) == 13
    assert server.requests == 3
