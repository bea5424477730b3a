"""Pagination as the document or an overlay declares it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from specpress.document.problems import DocumentError
from tests.wire.clients import generate_package, import_submodule
from tests.wire.server import RecordingServer, response

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
    module = import_submodule(acme, "pagination")

    async def run() -> list[int]:
        async with acme.AsyncAcme(base_url=server.url, api_key="k") as client:
            pages = module.async_pages(client.t.list_things)(**arguments)
            return [item async for page in pages for item in page.data]

    server.responses = list(replies)
    with acme.Acme(base_url=server.url, api_key="k") as client:
        pages = module.pages(client.t.list_things)(**arguments)
        items = [item for page in pages for item in page.data]
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
            [page_response(1, next="a"), page_response(2, next="a")],
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
            [page_response(1, 2), page_response(3), page_response()],
            ["/things?limit=2", "/things?after=2&limit=2", "/things?after=3&limit=2"],
        ),
        (
            "{offset: {parameter: start, items: /data}}",
            [page_response(1, 2), page_response(3), page_response()],
            ["/things?limit=2", "/things?start=2&limit=2", "/things?start=3&limit=2"],
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
                page_response(2, next="/things?p=2"),
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


def test_operation_without_pagination_extension(
    server: RecordingServer,
) -> None:
    acme = generate_package(DOCUMENT.replace("PAGINATION", "{link: true}"))
    module = import_submodule(acme, "pagination")
    client = acme.Acme(base_url=server.url, api_key="k")
    pages = module.pages(client.others.other)()
    assert next(pages) is None
    with pytest.raises(ValueError, match=r"declares no pagination of others\.other"):
        next(pages)


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


@pytest.mark.parametrize("url", INVALID_URLS)
@pytest.mark.parametrize("is_link", [False, True])
def test_invalid_url_of_the_next_page(
    server: RecordingServer, url: str, is_link: bool
) -> None:
    pagination = "{link: true}" if is_link else "{url: /meta/next}"
    acme = generate_package(DOCUMENT.replace("PAGINATION", pagination))
    module = import_submodule(acme, "pagination")
    meta = {"link": f"<{url}>; rel=next"} if is_link else {"next": url}
    server.responses = [page_response(1, **meta)]
    with acme.Acme(base_url=server.url, api_key="k_1234") as client:
        pages = module.pages(client.t.list_things)()
        assert next(pages).data == [1]
        with pytest.raises(acme.APIDecodeError, match="the URL of the next page"):
            next(pages)


@pytest.mark.parametrize("url", ["http://", "//", "?", "/things", "../things"])
def test_page_that_links_to_itself_is_the_last(
    server: RecordingServer, url: str
) -> None:
    replies = page_response(1, next=url), page_response(2)
    assert request_targets(server, "{url: /meta/next}", *replies) == ["/things"]


def test_cursor_of_5000_digits_is_sent_as_text(server: RecordingServer) -> None:
    cursor = "9" * 5_000
    pagination = "{cursor: {parameter: after, next: /meta/next}}"
    replies = page_response(1, next=cursor), page_response(2)
    targets = request_targets(server, pagination, *replies)
    assert targets[1] == f"/things?after={cursor}"
