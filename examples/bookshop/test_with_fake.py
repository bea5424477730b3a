"""Tests of a program that uses the client, without a server: `python -m pytest test_with_fake.py`."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import assert_type
from unittest.mock import create_autospec, patch
from uuid import UUID

import pytest
from bookshop_client import APIConnectionError, AsyncBookshop, Bookshop, testing
from bookshop_client.errors import NotFoundError
from bookshop_client.models import Author, Book, BookIn, BookPage, BookPatch, Problem
from bookshop_client.resources.books import Books
from bookshop_client.testing import FakeBookshop, NotConfiguredError

pytest_plugins = ["bookshop_client.testing.plugin"]
KINDRED = Book(
    id=UUID(int=1),
    title="Kindred",
    price="9.00",
    authors=[Author(name="Octavia E. Butler")],
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
)
PARABLE = BookIn(
    title="Parable of the Sower",
    price="11.00",
    authors=[Author(name="Octavia E. Butler")],
    published=date(1993, 10, 1),
)
GONE = Problem(code="not_found", message="No such book")


def rename(client: Bookshop, book_id: UUID, title: str) -> str:
    """Rename a book; return its title before."""
    before = client.books.get(book_id)
    client.books.update(book_id, body=BookPatch(title=title))
    return before.title


def test_results_and_calls(fake_bookshop: FakeBookshop) -> None:
    fake_bookshop.books.get.returns(KINDRED)
    fake_bookshop.books.update.returns(KINDRED)
    with fake_bookshop.client() as client:
        assert rename(client, KINDRED.id, "Kindred (1979)") == "Kindred"
    (call,) = fake_bookshop.books.update.calls
    assert_type(call.book_id, UUID)
    assert call.book_id == KINDRED.id
    assert call.body == BookPatch(title="Kindred (1979)")


def test_a_result_for_each_call(fake_bookshop: FakeBookshop) -> None:
    get = fake_bookshop.books.get
    get.returns(KINDRED, lambda call: replace(KINDRED, id=call.book_id))
    with fake_bookshop.client() as client:
        books = [client.books.get(UUID(int=number)) for number in (7, 8, 9)]
    assert [book.id.int for book in books] == [1, 8, 9]
    assert [call.book_id.int for call in get.calls] == [7, 8, 9]


def test_results_of_another_type_are_refused(fake_bookshop: FakeBookshop) -> None:
    page = BookPage(items=[], total=0, limit=1, offset=0)
    with pytest.raises(ValueError, match=r"books.get cannot return BookPage"):
        fake_bookshop.books.get.returns(page)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match="/price: expected a string"):
        fake_bookshop.books.get.returns({"title": "Kindred"})


def test_errors(fake_bookshop: FakeBookshop) -> None:
    fake_bookshop.books.get.raises(404, GONE)
    fake_bookshop.books.list.raises(503)
    fake_bookshop.books.delete.raises(testing.TransportError("connection reset"))
    with fake_bookshop.client() as client:
        with pytest.raises(NotFoundError, match="No such book"):
            client.books.get(KINDRED.id)
        with pytest.raises(testing.error(503).__class__):
            client.books.list()
        with pytest.raises(APIConnectionError):
            client.books.delete(KINDRED.id)
    assert len(fake_bookshop.books.list.calls) == 1
    assert len(fake_bookshop.books.list.requests) == 3


def test_operation_without_a_response(fake_bookshop: FakeBookshop) -> None:
    hint = r"fake\.books\.get\.returns\(Book\(…\)\)"
    with (
        fake_bookshop.client() as client,
        pytest.raises(NotConfiguredError, match=hint),
    ):
        client.books.get(KINDRED.id)


def test_pages_and_files(fake_bookshop: FakeBookshop) -> None:
    page = BookPage(items=[KINDRED], total=1, limit=20, offset=0)
    fake_bookshop.books.list.returns(page)
    fake_bookshop.books.download_cover.returns(b"PNG")
    fake_bookshop.books.download_cover_stream.returns([b"P", b"NG"])
    with fake_bookshop.client() as client:
        assert client.books.list(limit=20).items == [KINDRED]
        assert client.books.download_cover(KINDRED.id) == b"PNG"
        with client.books.download_cover_stream(KINDRED.id) as chunks:
            assert b"".join(chunks) == b"PNG"
    assert fake_bookshop.books.list.calls[0].limit == 20


def test_asynchronous_client(fake_bookshop: FakeBookshop) -> None:
    fake_bookshop.books.get.returns(KINDRED)

    async def read(client: AsyncBookshop) -> Book:
        async with client:
            return await client.books.get(KINDRED.id)

    assert asyncio.run(read(fake_bookshop.async_client())) == KINDRED


def test_routes(fake_bookshop: FakeBookshop) -> None:
    route = fake_bookshop.on("GET", "/books/{id}").returns(KINDRED)
    with fake_bookshop.client() as client:
        assert client.books.get(KINDRED.id) == KINDRED
    assert route.calls[0].id == str(KINDRED.id)


def test_living_books() -> None:
    fake = FakeBookshop(living=True)
    fake.add(KINDRED)
    with fake.client() as client:
        parable = client.books.create(body=PARABLE)
        assert rename(client, parable.id, "Parable") == "Parable of the Sower"
        client.books.delete(KINDRED.id)
        page = client.books.list()
        with pytest.raises(NotFoundError):
            client.books.get(KINDRED.id)
    assert [book.title for book in page.items] == ["Parable"]
    assert [book.id for book in fake.stored(Book)] == [parable.id]


def test_exception_without_a_client() -> None:
    gone = testing.error(404, GONE, Books.get)
    with (
        patch.object(Books, "get", side_effect=gone),
        FakeBookshop().client() as client,
        pytest.raises(
            NotFoundError, match=r"GET /books/\{book_id\} returned 404"
        ) as caught,
    ):
        rename(client, KINDRED.id, "Kindred")
    assert caught.value.body == GONE


def test_mocks_of_methods_and_clients() -> None:
    with (
        FakeBookshop().client() as client,
        patch.object(client.books, "get", return_value=KINDRED),
        patch.object(client.books, "update") as update,
    ):
        rename(client, KINDRED.id, "Kindred")
    update.assert_called_once_with(KINDRED.id, body=BookPatch(title="Kindred"))
    shop = create_autospec(Bookshop, instance=True)
    shop.books.get.return_value = KINDRED
    assert rename(shop, KINDRED.id, "Kindred") == "Kindred"
    with pytest.raises(TypeError):
        shop.books.get(1, 2, 3)


class CachedBooks(Books):
    """Books that are read once."""

    def __init__(self, client: Bookshop) -> None:
        super().__init__(client)
        self.cache: dict[UUID, Book] = {}

    def get_cached(self, book_id: UUID) -> Book:
        """Read a book, unless it was read before."""
        if book_id not in self.cache:
            self.cache[book_id] = self.get(book_id)
        return self.cache[book_id]


def test_subclass_of_a_resource(fake_bookshop: FakeBookshop) -> None:
    fake_bookshop.books.get.returns(KINDRED)
    with fake_bookshop.client() as client:
        books = CachedBooks(client)
        assert books.get_cached(KINDRED.id) is books.get_cached(KINDRED.id)
    assert len(fake_bookshop.books.get.calls) == 1
