"""Pagination as the document or an overlay declares it."""

from __future__ import annotations

import asyncio
import importlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from specpress.document.problems import DocumentError
from tests.wire.clients import generate_package, import_submodule
from tests.wire.server import RecordingServer, response

CURSOR = "{cursor: {parameter: after, next: /meta/next}}"
URL = "{url: /meta/next}"
LINK = "{link: true}"
DOCUMENT = """
security: [{key: []}]
paths:
  /things:
    get:
      operationId: listThings
      tags: [t]
      x-specpress-pagination: PAGINATION
      parameters:
        - {name: after, in: query, schema: {type: string}}
        - {name: start, in: query, schema: {type: integer}}
        - {name: limit, in: query, schema: {type: integer}}
        - {name: since, in: query, schema: {type: string, format: date-time}}
      responses:
        '200':
          description: A page.
          content:
            application/json:
              schema:
                type: object
                properties:
                  data: {type: array, items: {type: integer}}
                  meta: {type: object, additionalProperties: true}
  /others:
    get: {operationId: other, tags: [others], responses: {'204': {description: None.}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
"""


def page_response(*data: int, **meta: Any) -> bytes:
    link = meta.pop("link", None)
    body = json.dumps({"data": data, "meta": meta}).encode()
    return response(200, body, **({"link": link} if link else {}))


def request_targets(
    server: RecordingServer, pagination: str, *replies: bytes, **arguments: Any
) -> list[str]:
    """Return the targets of the requests, which must be the same for both clients."""
    acme = generate_package(DOCUMENT.replace("PAGINATION", pagination))

    async def run() -> list[int]:
        async with acme.AsyncAcme(base_url=server.url, api_key="k") as client:
            return [item async for item in client.t.list_things(**arguments)]

    server.responses = list(replies)
    with acme.Acme(base_url=server.url, api_key="k") as client:
        items = list(client.t.list_things(**arguments))
    targets = [request.target for request in server.requests]
    server.requests.clear()
    server.responses = list(replies)
    assert asyncio.run(run()) == items
    assert [request.target for request in server.requests] == targets
    return targets


@pytest.mark.parametrize(
    ("pagination", "replies", "targets"),
    [
        (
            "{cursor: {parameter: after, next: /meta/next}}",
            [
                page_response(1, next="a/b"),
                page_response(2, next="c"),
                page_response(3, next=None),
            ],
            [
                "/things?limit=2",
                "/things?after=a%2Fb&limit=2",
                "/things?after=c&limit=2",
            ],
        ),
        (
            "{cursor: {parameter: after, next: /meta/next}}",
            [page_response(1, next="a"), page_response(next="a")],
            ["/things?limit=2", "/things?after=a&limit=2"],
        ),
        (
            "{cursor: {parameter: after, next: /meta/next}}",
            [page_response(1, next=7), page_response(2)],
            ["/things?limit=2", "/things?after=7&limit=2"],
        ),
        (
            "{cursor: {parameter: start, next: /meta/next}}",
            [page_response(1, next="7"), page_response(2)],
            ["/things?limit=2", "/things?start=7&limit=2"],
        ),
        (
            "{cursor: {parameter: since, next: /meta/next}}",
            [page_response(1, next="2026-02-09T00:00:00"), page_response(2)],
            ["/things?limit=2", "/things?limit=2&since=2026-02-09T00%3A00%3A00"],
        ),
        (
            "{offset: {parameter: after, items: /data}}",
            [page_response(1, 2), page_response(3)],
            ["/things?limit=2", "/things?after=2&limit=2"],
        ),
        (
            "{offset: {parameter: start, items: /data}}",
            [page_response(1, 2), page_response(3, 4), page_response()],
            ["/things?limit=2", "/things?start=2&limit=2", "/things?start=4&limit=2"],
        ),
        (
            "{page: {parameter: start, items: /data, first: 0}, more: /meta/more}",
            [page_response(1, more=True), page_response(2, more=False)],
            ["/things?limit=2", "/things?start=1&limit=2"],
        ),
        (
            "{link: true}",
            [
                page_response(1, link='</a>; rel="prev", </things?p=2>; rel="next"'),
                page_response(2),
            ],
            ["/things?limit=2", "/things?p=2"],
        ),
        (
            "{url: /meta/next}",
            [page_response(1, next="/things?p=2"), page_response(2, next="")],
            ["/things?limit=2", "/things?p=2"],
        ),
        (
            "{url: /meta/next}",
            [
                page_response(1, next="/things?p=2"),
                page_response(next="/things?p=2"),
            ],
            ["/things?limit=2", "/things?p=2"],
        ),
        (
            "{link: true}",
            [
                page_response(1, link="</things?p=2>; title=a; rel='last NEXT'; x"),
                page_response(2),
            ],
            ["/things?limit=2", "/things?p=2"],
        ),
        (
            "{link: true}",
            [
                page_response(
                    1, link='</things?p=2>; rel=nexter, </a>; title="rel=next"'
                )
            ],
            ["/things?limit=2"],
        ),
    ],
)
def test_next_page_request(
    server: RecordingServer, pagination: str, replies: list[bytes], targets: list[str]
) -> None:
    assert request_targets(server, pagination, *replies, limit=2) == targets


def test_credentials_are_not_sent_to_another_origin(server: RecordingServer) -> None:
    elsewhere = server.url.replace("127.0.0.1", "localhost")
    first = page_response(1, next=f"{elsewhere}/things?p=2")
    request_targets(server, "{url: /meta/next}", first, page_response(2))
    first_request, second_request = server.requests
    assert first_request.headers["x-key"] == "k"
    assert "x-key" not in second_request.headers


@pytest.mark.parametrize(
    ("pagination", "message"),
    [
        ("{}", "has neither `cursor` nor `offset` nor `page`"),
        ("{link: true, url: /x}", "has both `link` and `url`"),
        ("{cursor: {parameter: after}}", "`cursor` has no `next`"),
        ("{cursor: {parameter: nobody, next: /n}}", "unknown query parameter 'nobody'"),
        ("{url: next}", "`url` does not match the required pattern"),
    ],
)
def test_invalid_extension_is_reported_with_position(
    pagination: str, message: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        generate_package(DOCUMENT.replace("PAGINATION", pagination))
    (problem,) = caught.value.problems
    assert message in problem.message
    assert problem.position is not None
    assert problem.position.line > 3


INVALID_URLS = [
    "http://[::1",
    "http://a:99999999/",
    "http://a:b/",
    "ftp://a/",
    "http://a/" + "b" * 70_000,
]


@contextmanager
def open_client(server: RecordingServer, pagination: str) -> Iterator[Any]:
    acme = generate_package(DOCUMENT.replace("PAGINATION", pagination))
    with acme.Acme(base_url=server.url, api_key="k_1234") as client:
        yield client


def find_error(client: Any, name: str) -> type[Exception]:
    package = type(client).__module__.partition(".")[0]
    module = "pagination" if name == "RepeatedPageError" else "errors"
    error: type[Exception] = getattr(
        importlib.import_module(f"{package}.{module}"), name
    )
    return error


@pytest.mark.parametrize("url", INVALID_URLS)
@pytest.mark.parametrize("is_link", [False, True])
def test_invalid_url_of_the_next_page(
    server: RecordingServer, url: str, is_link: bool
) -> None:
    meta = {"link": f"<{url}>; rel=next"} if is_link else {"next": url}
    server.responses = [page_response(1, **meta)]
    with open_client(server, LINK if is_link else URL) as client:
        page = client.t.list_things()
        assert page.items == [1]
        with pytest.raises(
            find_error(client, "APIDecodeError"), match="the URL of the next page"
        ):
            page.next_page()


@pytest.mark.parametrize("url", ["http://", "//", "?", "/things", "../things"])
@pytest.mark.parametrize("items", [(), (1,)])
def test_page_that_links_to_itself(
    server: RecordingServer, url: str, items: tuple[int, ...]
) -> None:
    server.responses = [page_response(*items, next=url)]
    with open_client(server, URL) as client:
        page = client.t.list_things()
        if items:
            with pytest.raises(find_error(client, "RepeatedPageError")):
                page.next_page()
        assert page.has_next is bool(items)
    assert len(server.requests) == 1


def test_cursor_of_5000_digits_is_sent_as_text(server: RecordingServer) -> None:
    cursor = "9" * 5_000
    replies = page_response(1, next=cursor), page_response(2)
    targets = request_targets(server, CURSOR, *replies)
    assert targets[1] == f"/things?after={cursor}"


@pytest.mark.parametrize("cursor", ["a\ud800", "a" * 70_000, {"a": 1}, [1]])
def test_cursor_that_cannot_be_sent(server: RecordingServer, cursor: Any) -> None:
    server.responses = [page_response(1, next=cursor)]
    with open_client(server, CURSOR) as client:
        page = client.t.list_things()
        assert page.items == [1]
        with pytest.raises(
            find_error(client, "APIDecodeError"), match="a cursor that can be sent"
        ):
            page.next_page()


def test_argument_that_cannot_be_sent_is_the_fault_of_the_caller(
    server: RecordingServer,
) -> None:
    with (
        open_client(server, CURSOR) as client,
        pytest.raises(ValueError, match="after: "),
    ):
        client.t.list_things(after="a\ud800")


@pytest.mark.parametrize(
    ("pagination", "replies", "count"),
    [
        (CURSOR, [page_response(1, next="a"), page_response(2, next="a")], 2),
        (
            CURSOR,
            [
                page_response(1, next="a"),
                page_response(2, next="b"),
                page_response(3, next="a"),
            ],
            3,
        ),
        (URL, [page_response(1, next="?p=2"), page_response(2, next="/things?p=2")], 2),
        (LINK, [page_response(1, link="<?p=2>; rel=next")] * 2, 2),
        ("{page: {parameter: start}}", [page_response(1, 2)] * 2, 2),
        ("{offset: {parameter: start}}", [page_response(1, 2)] * 2, 2),
    ],
)
def test_repeated_page_is_an_error(
    server: RecordingServer, pagination: str, replies: list[bytes], count: int
) -> None:
    server.responses = list(replies)
    with open_client(server, pagination) as client:
        with pytest.raises(find_error(client, "RepeatedPageError"), match="page"):
            list(client.t.list_things())
        assert len(server.requests) == count


@pytest.mark.parametrize(
    ("pagination", "first", "second"),
    [
        (CURSOR, page_response(1, 2, next="a/b"), "/things?after=a%2Fb&limit=2"),
        (
            "{cursor: {parameter: since, next: /meta/next}}",
            page_response(1, next="2026-02-09T00:00:00Z"),
            "/things?limit=2&since=2026-02-09T00%3A00%3A00Z",
        ),
        (
            "{offset: {parameter: start}}",
            page_response(1, 2),
            "/things?start=2&limit=2",
        ),
        ("{page: {parameter: start}}", page_response(1, 2), "/things?start=2&limit=2"),
        (URL, page_response(1, next="/things?p=2&x-key=k"), "/things?p=2&x-key=k"),
        (LINK, page_response(1, link="<?p=2>; rel=next"), "/things?p=2"),
        (
            "{page: {parameter: start}}",
            page_response(1, 2, link="<?p=2>; rel=next"),
            "/things?p=2",
        ),
    ],
)
def test_call_continues_at_a_cursor(
    server: RecordingServer, pagination: str, first: bytes, second: str
) -> None:
    server.responses = [first, page_response(3)]
    with open_client(server, pagination) as client:
        cursor = client.t.list_things(limit=2).next_cursor
        assert isinstance(cursor, str)
        page = client.t.list_things(limit=2, page_cursor=cursor)
    assert page.items == [3]
    assert [r.target for r in server.requests] == ["/things?limit=2", second]
    assert not page.has_next
    assert page.next_cursor is None
    assert page.next_page() is None


@pytest.mark.parametrize(
    ("pagination", "cursor"),
    [
        ("{page: {parameter: start}}", "a"),
        ("{page: {parameter: start}}", "ftp://a"),
        (URL, "http://[::1"),
        (CURSOR, 7),
    ],
)
def test_invalid_page_cursor(
    server: RecordingServer, pagination: str, cursor: Any
) -> None:
    refused = pytest.raises(ValueError, match="page_cursor: ")
    with open_client(server, pagination) as client, refused:
        client.t.list_things(page_cursor=cursor)
    assert not server.requests


def test_options_apply_to_all_pages(server: RecordingServer) -> None:
    busy = response(503, b"", **{"retry-after": "0"})
    server.responses = [page_response(1, next="a"), busy, page_response(2)]
    with open_client(server, CURSOR) as client:
        page = client.t.list_things(headers={"x-a": "b"}, query={"q": 1}, max_retries=1)
        assert list(page) == [1, 2]
        server.responses = [page_response(1, next="a"), busy]
        page = client.t.list_things(max_retries=0)
        with pytest.raises(find_error(client, "ServerStatusError"), match="503"):
            page.next_page()
    assert [r.target for r in server.requests[:3]] == [
        "/things?q=1",
        "/things?after=a&q=1",
        "/things?after=a&q=1",
    ]
    assert {r.headers["x-a"] for r in server.requests[:3]} == {"b"}


def test_pages_of_both_clients(server: RecordingServer) -> None:
    acme = generate_package(DOCUMENT.replace("PAGINATION", CURSOR))
    replies = [page_response(1, 2, next="a"), page_response(3)]

    async def run() -> list[Any]:
        async with acme.AsyncAcme(base_url=server.url, api_key="k") as client:
            first = await client.t.list_things()
            server.responses = list(replies)
            pages = [page.items async for page in client.t.list_things().pages()]
            server.responses = list(replies)
            raw = await client.raw(client.t.list_things)()
            task = asyncio.create_task(client.t.list_things(page_cursor="a"))
            return [
                first.response.data,
                pages,
                raw.parsed.items,
                raw.status,
                await task,
            ]

    server.responses = list(replies)
    *values, last = asyncio.run(run())
    assert values == [[1, 2], [[1, 2], [3]], [1, 2], 200]
    assert repr(last) == "<AsyncPage with 1 items, has_next=False>"
    server.responses = list(replies)
    with acme.Acme(base_url=server.url, api_key="k") as client:
        raw = client.raw(client.t.list_things)()
        assert [page.items for page in raw.parsed.pages()] == [[1, 2], [3]]
        assert raw.headers["content-type"] == "application/json"
        # A page can be requested again.
        server.responses = [page_response(3), page_response(4)]
        assert client.raw(raw.parsed.next_page)().parsed.items == [3]
        assert raw.parsed.next_page().items == [4]


def test_https_is_kept_behind_a_proxy() -> None:
    acme = generate_package(DOCUMENT.replace("PAGINATION", URL))
    testing = import_submodule(acme, "testing")
    first = {"data": [1], "meta": {"next": "http://api.example/things?p=2"}}
    transport = testing.FakeTransport(
        testing.response(200, first), testing.response(200, {"data": [2]})
    )
    with acme.Acme(
        base_url="https://api.example", api_key="k", transport=transport
    ) as client:
        assert list(client.t.list_things()) == [1, 2]
    assert transport.requests[1].url == "https://api.example/things?p=2"
    assert transport.requests[1].headers["x-key"] == "k"
