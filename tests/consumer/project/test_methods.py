"""Methods: docstrings, defaults, sequences, deprecation, errors, undocumented endpoints."""

from __future__ import annotations

import asyncio
import inspect
import warnings
from typing import Any, assert_type

import bookshop_client
import pytest
from bookshop_client import APIStatusError, Bookshop, errors
from bookshop_client.models import Book, Card, OrderIn, OrderLine

from bookshop_client.models import Voucher  # type: ignore[deprecated]  # pyright: ignore[reportDeprecated] # isort: skip
from bookshop_client.resources import books, ops, orders
from bookshop_client.testing import FakeBookshop, response
from samples import GONE, KINDRED, make_order

RESOURCES = (
    (books.Books, books.AsyncBooks),
    (orders.Orders, orders.AsyncOrders),
    (ops.Ops, ops.AsyncOps),
)


@pytest.mark.parametrize(("sync", "asynchronous"), RESOURCES)
def test_async_docstrings_are_as_full(sync: type, asynchronous: type) -> None:
    names = [name for name in vars(sync) if not name.startswith("_")]
    assert names
    for name in names:
        text = inspect.getdoc(getattr(sync, name))
        assert text
        assert inspect.getdoc(getattr(asynchronous, name)) == text


def test_parameters_with_a_default_need_not_be_given(
    fake_bookshop: FakeBookshop,
) -> None:
    place = fake_bookshop.orders.place.returns(make_order(1))
    order = OrderIn(
        lines=[OrderLine(book_id=KINDRED.id)], payment=Card(number="4", expires="1/30")
    )
    with fake_bookshop.client() as client:
        client.orders.place(body=order)
        client.orders.place(body=order, currency="USD")
    queries = [request.url.partition("?")[2] for request in place.requests]
    assert queries == ["currency=EUR", "currency=USD"]


def test_parameters_accept_sequences(fake_bookshop: FakeBookshop) -> None:
    fake_bookshop.books.list.returns({"items": [], "total": 0, "limit": 1, "offset": 0})
    with fake_bookshop.client() as client:
        client.books.list(tag=("new", "used"))
    (request,) = fake_bookshop.books.list.requests
    assert request.url.endswith("/books?tag=new&tag=used")


def test_deprecated_operations_and_classes(fake_bookshop: FakeBookshop) -> None:
    fake_bookshop.ops.flaky.returns({"calls": 1})
    with warnings.catch_warnings():
        # A document that deprecates an operation must not fail the tests of its users.
        warnings.simplefilter("error")
        with fake_bookshop.client() as client:
            client.ops.flaky()  # type: ignore[deprecated]  # pyright: ignore[reportDeprecated]
        Voucher(code="x")  # pyright: ignore[reportDeprecated]
    reason = "GET /flaky is deprecated: use `ops.slow` instead."
    for resource in (ops.Ops, ops.AsyncOps):
        assert vars(resource)["flaky"].__deprecated__ == reason
    assert "q: Deprecated. Words" in (inspect.getdoc(books.Books.list) or "")
    assert "tags: Deprecated. Labels of the shop." in (inspect.getdoc(Book) or "")


STATUSES = [
    (401, errors.UnauthorizedError),
    (403, errors.ForbiddenError),
    (404, errors.NotFoundError),
    (409, errors.ConflictError),
    (422, errors.UnprocessableEntityError),
    (429, errors.TooManyRequestsError),
    (500, errors.ServerStatusError),
    (503, errors.ServerStatusError),
]


@pytest.mark.parametrize(("status", "kind"), STATUSES)
def test_errors_have_their_classes(
    fake_bookshop: FakeBookshop, status: int, kind: type[APIStatusError]
) -> None:
    fake_bookshop.ops.slow.returns(response(status, {"reason": "why"}))
    with fake_bookshop.client(max_retries=0) as client, pytest.raises(kind) as caught:
        client.ops.slow()
    assert type(caught.value) is kind
    assert caught.value.status == status
    assert getattr(bookshop_client, kind.__name__) is kind


def handle(client: Bookshop) -> str:
    try:
        return client.books.get(KINDRED.id).title
    except bookshop_client.NotFoundError as error:
        assert_type(error.status, int)
        return f"missing: {error.message}"
    except bookshop_client.TooManyRequestsError:
        return "later"


def test_errors_are_handled_by_class(fake_bookshop: FakeBookshop) -> None:
    with fake_bookshop.client(max_retries=0) as client:
        fake_bookshop.books.get.raises(404, GONE)
        assert handle(client) == "missing: No such book"
        fake_bookshop.books.get.raises(429)
        assert handle(client) == "later"


def test_undocumented_endpoint(fake_bookshop: FakeBookshop) -> None:
    route = fake_bookshop.on("GET", "/books/best").returns(
        response(503, retry_after="0"), [KINDRED]
    )
    with fake_bookshop.client(token="secret") as client:
        result = client.request(
            "GET", "/books/best", query={"year": 1979}, cast_to=list[Book]
        )
        assert_type(result.parsed, list[Book])
        assert (result.parsed, result.attempts) == ([KINDRED], 2)
        fake_bookshop.on("POST", "/covers").raises(409)
        with pytest.raises(errors.ConflictError, match="POST /covers returned 409"):
            client.request("POST", "/covers", json=KINDRED)
    assert route.requests[1].url == "https://fake.invalid/books/best?year=1979"
    assert route.requests[1].headers["authorization"] == "Bearer secret"


def test_undocumented_endpoint_of_an_asynchronous_client(
    fake_bookshop: FakeBookshop,
) -> None:
    fake_bookshop.on("GET", "/health").returns({"ok": True})

    async def call() -> Any:
        async with fake_bookshop.async_client() as client:
            return (await client.request("GET", "/health")).parsed

    assert asyncio.run(call()) == {"ok": True}
