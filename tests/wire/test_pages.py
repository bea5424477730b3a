"""Pages: one after the other, as the document (or an overlay) says how; never guessed."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from specpress.problems import DocumentError
from tests.wire.pressing import package
from tests.wire.server import Wire, answer

DOCUMENT = """
security: [{key: []}]
paths:
  /things:
    get:
      operationId: listThings
      tags: [t]
      x-pagination: PAGING
      parameters:
        - {name: after, in: query, schema: {type: string}}
        - {name: start, in: query, schema: {type: integer}}
        - {name: limit, in: query, schema: {type: integer}}
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
    get: {operationId: other, tags: [t], responses: {'204': {description: None.}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
"""


def page(*data: int, **meta: Any) -> bytes:
    link = meta.pop("link", None)
    body = json.dumps({"data": data, "meta": meta}).encode()
    return answer(200, body, **({"link": link} if link else {}))


def targets(server: Wire, paging: str, *answers: bytes, **arguments: Any) -> list[str]:
    """Where the requests went of both flavours, which are the same."""
    made = package(DOCUMENT.replace("PAGING", paging))
    pagination = __import__(f"{made.__name__}.pagination", fromlist=["pages"])

    async def run() -> list[int]:
        async with made.AsyncAcme(base_url=server.url, api_key="k") as client:
            listed = pagination.async_pages(client.t.list_things)(**arguments)
            return [item async for found in listed for item in found.data]

    server.answers = list(answers)
    with made.Acme(base_url=server.url, api_key="k") as client:
        listed = pagination.pages(client.t.list_things)(**arguments)
        items = [item for found in listed for item in found.data]
    asked, server.asked[:] = [a.target for a in server.asked], []
    server.answers = list(answers)
    assert asyncio.run(run()) == items
    assert [a.target for a in server.asked] == asked
    return asked


@pytest.mark.parametrize(
    ("paging", "answers", "asked"),
    [
        (
            "{cursor: {parameter: after, next: /meta/next}}",
            [page(1, next="a/b"), page(2, next="c"), page(3, next=None)],
            [
                "/things?limit=2",
                "/things?after=a%2Fb&limit=2",
                "/things?after=c&limit=2",
            ],
        ),
        (
            "{cursor: {parameter: after, next: /meta/next}}",
            [page(1, next="a"), page(2, next="a")],
            ["/things?limit=2", "/things?after=a&limit=2"],
        ),
        (
            "{offset: {parameter: start, items: /data}}",
            [page(1, 2), page(3), page()],
            ["/things?limit=2", "/things?start=2&limit=2", "/things?start=3&limit=2"],
        ),
        (
            "{page: {parameter: start, items: /data, first: 0}, more: /meta/more}",
            [page(1, more=True), page(2, more=False)],
            ["/things?limit=2", "/things?start=1&limit=2"],
        ),
        (
            "{link: true}",
            [page(1, link='</a>; rel="prev", </things?p=2>; rel="next"'), page(2)],
            ["/things?limit=2", "/things?p=2"],
        ),
        (
            "{url: /meta/next}",
            [page(1, next="/things?p=2"), page(2, next="")],
            ["/things?limit=2", "/things?p=2"],
        ),
        (
            "{url: /meta/next}",
            [page(1, next="/things?p=2"), page(2, next="/things?p=2")],
            ["/things?limit=2", "/things?p=2"],
        ),
        (
            "{link: true}",
            [page(1, link="</things?p=2>; title=a; rel='last NEXT'; x"), page(2)],
            ["/things?limit=2", "/things?p=2"],
        ),
        (
            "{link: true}",
            [page(1, link='</things?p=2>; rel=nexter, </a>; title="rel=next"')],
            ["/things?limit=2"],
        ),
    ],
)
def test_the_next_page_is_asked_for_as_the_document_says(
    server: Wire, paging: str, answers: list[bytes], asked: list[str]
) -> None:
    assert targets(server, paging, *answers, limit=2) == asked


def test_no_credential_goes_to_the_page_of_another_origin(server: Wire) -> None:
    elsewhere = server.url.replace("127.0.0.1", "localhost")
    first = page(1, next=f"{elsewhere}/things?p=2")
    targets(server, "{url: /meta/next}", first, page(2))
    one, two = server.asked
    assert one.headers["x-key"] == "k"
    assert "x-key" not in two.headers


def test_an_operation_without_the_word_of_the_document_is_not_paged(
    server: Wire,
) -> None:
    made = package(DOCUMENT.replace("PAGING", "{link: true}"))
    pagination = __import__(f"{made.__name__}.pagination", fromlist=["pages"])
    client = made.Acme(base_url=server.url, api_key="k")
    listed = pagination.pages(client.t.other)()
    assert next(listed) is None
    with pytest.raises(ValueError, match=r"does not say how t\.other is paged"):
        next(listed)


@pytest.mark.parametrize(
    ("paging", "told"),
    [
        ("{}", "must have exactly one style"),
        ("{link: true, url: /x}", "must have exactly one style"),
        ("{cursor: {parameter: after}}", "requires `next`"),
        ("{cursor: {parameter: nobody, next: /n}}", "unknown query parameter 'nobody'"),
        ("{url: next}", "is not a JSON Pointer"),
    ],
)
def test_misuse_is_a_located_problem(paging: str, told: str) -> None:
    with pytest.raises(DocumentError) as caught:
        package(DOCUMENT.replace("PAGING", paging))
    (problem,) = caught.value.problems
    assert told in problem.message
    assert problem.position is not None
    assert problem.position.line > 3
