"""Tests of a program without a server: mocks, exceptions, fakes."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import assert_type
from unittest.mock import AsyncMock, create_autospec, patch
from uuid import UUID

import pytest
from bookshop_client import APIConnectionError, AsyncBookshop, Bookshop, testing
from bookshop_client.errors import NotFoundError, UnprocessableEntityError
from bookshop_client.models import Book, BookPatch
from bookshop_client.resources.books import AsyncBooks, Books
from bookshop_client.testing import FakeBookshop, NotConfiguredError
from samples import GONE, KINDRED, PARABLE


def rename(client: Bookshop, book_id: UUID, title: str) -> str:
    """Rename a book; return its title before."""
    before = client.books.get(book_id)
    client.books.update(book_id, body=BookPatch(title=title))
    return before.title


async def rename_async(client: AsyncBookshop, book_id: UUID, title: str) -> str:
    """Rename a book; return its title before."""
    before = await client.books.get(book_id)
    await client.books.update(book_id, body=BookPatch(title=title))
    return before.title


def test_patched_method() -> None:
    with (
        Bookshop(base_url="https://shop.test") as client,
        patch.object(client.books, "get", return_value=KINDRED),
        patch.object(client.books, "update") as update,
    ):
        assert rename(client, KINDRED.id, "New") == "Kindred"
    update.assert_called_once_with(KINDRED.id, body=BookPatch(title="New"))


def test_patched_method_of_an_asynchronous_client() -> None:
    async def call() -> str:
        async with AsyncBookshop(base_url="https://shop.test") as client:
            with (
                patch.object(client.books, "get", return_value=KINDRED) as get,
                patch.object(client.books, "update"),
            ):
                assert isinstance(get, AsyncMock)
                return await rename_async(client, KINDRED.id, "New")

    assert asyncio.run(call()) == "Kindred"


def test_specified_mock_of_a_client() -> None:
    shop = create_autospec(Bookshop, instance=True)
    shop.books.get.return_value = KINDRED
    assert rename(shop, KINDRED.id, "New") == "Kindred"
    with pytest.raises(TypeError):
        shop.books.get()
    with pytest.raises(AttributeError):
        shop.books.read(KINDRED.id)
    other = create_autospec(AsyncBookshop, instance=True)
    other.books.get.return_value = KINDRED
    assert asyncio.run(rename_async(other, KINDRED.id, "New")) == "Kindred"


class CachedBooks(Books):
    """Books that are read once."""

    def __init__(self, client: Bookshop) -> None:
        super().__init__(client)
        self.cache: dict[UUID, Book] = {}

    def get_cached(self, book_id: UUID) -> Book:
        if book_id not in self.cache:
            self.cache[book_id] = self.get(book_id)
        return self.cache[book_id]


class AsyncNamedBooks(AsyncBooks):
    """Books with a method for their titles."""

    async def get_title(self, book_id: UUID) -> str:
        return (await self.get(book_id)).title


def test_subclasses_of_resources(fake_bookshop: FakeBookshop) -> None:
    fake_bookshop.books.get.returns(KINDRED)
    with fake_bookshop.client() as client:
        books = CachedBooks(client)
        assert books.get_cached(KINDRED.id) is books.get_cached(KINDRED.id)

    async def read() -> str:
        async with fake_bookshop.async_client() as client:
            return await AsyncNamedBooks(client).get_title(KINDRED.id)

    assert asyncio.run(read()) == "Kindred"
    assert len(fake_bookshop.books.get.calls) == 2


def test_exception_without_a_client() -> None:
    gone = testing.error(404, GONE, Books.get)
    assert type(gone) is NotFoundError
    assert gone.body == GONE
    assert str(gone).startswith("GET /books/{book_id} returned 404: No such book")
    books = create_autospec(Books, instance=True)
    books.get.side_effect = gone
    with pytest.raises(NotFoundError, match="No such book"):
        books.get(KINDRED.id)


def test_returns_and_calls(fake_bookshop: FakeBookshop) -> None:
    get = fake_bookshop.books.get
    get.returns(KINDRED, lambda call: replace(KINDRED, id=call.book_id))
    fake_bookshop.books.update.returns(KINDRED)
    with fake_bookshop.client() as client:
        assert rename(client, KINDRED.id, "New") == "Kindred"
        assert client.books.get(UUID(int=7)).id == UUID(int=7)
    (call,) = fake_bookshop.books.update.calls
    assert_type(call.book_id, UUID)
    assert (call.book_id, call.body) == (KINDRED.id, BookPatch(title="New"))
    assert [call.book_id.int for call in get.calls] == [1, 7]


def test_returns_of_an_asynchronous_client(fake_bookshop: FakeBookshop) -> None:
    fake_bookshop.books.get.returns(KINDRED)
    fake_bookshop.books.update.returns(KINDRED)

    async def call() -> str:
        async with fake_bookshop.async_client() as client:
            return await rename_async(client, KINDRED.id, "New")

    assert asyncio.run(call()) == "Kindred"
    assert len(fake_bookshop.books.update.calls) == 1


def test_raises(fake_bookshop: FakeBookshop) -> None:
    fake_bookshop.books.get.raises(404, GONE)
    fake_bookshop.books.list.raises(422, {"detail": []})
    fake_bookshop.books.delete.raises(testing.TransportError("connection reset"))
    with fake_bookshop.client() as client:
        with pytest.raises(NotFoundError, match="No such book"):
            client.books.get(KINDRED.id)
        with pytest.raises(UnprocessableEntityError):
            client.books.list()
        with pytest.raises(APIConnectionError, match="connection reset"):
            client.books.delete(KINDRED.id)


def test_operation_without_a_response(fake_bookshop: FakeBookshop) -> None:
    with (
        fake_bookshop.client() as client,
        pytest.raises(NotConfiguredError) as caught,
    ):
        client.books.get(KINDRED.id)
    assert "fake.books.get.returns(Book(…))" in str(caught.value)
    assert "FakeBookshop(living=True)" in str(caught.value)


def test_routes(fake_bookshop: FakeBookshop) -> None:
    route = fake_bookshop.on("GET", "/books/{id}").returns(KINDRED)
    with fake_bookshop.client() as client:
        assert client.books.get(KINDRED.id) == KINDRED
    assert route.calls[0].id == str(KINDRED.id)


def test_living_books(capsys: pytest.CaptureFixture[str]) -> None:
    fake = FakeBookshop(living=True)
    printed = capsys.readouterr().err
    assert printed.startswith("FakeBookshop(living=True) inferred:\n  Book at /books/")
    assert printed.partition(":\n")[2].rstrip("\n") == fake.inferred
    fake.add(KINDRED)
    with fake.client() as client:
        parable = client.books.create(body=PARABLE)
        assert rename(client, parable.id, "Parable") == "Parable of the Sower"
        assert [book.title for book in client.books.list(limit=1)] == [
            "Kindred",
            "Parable",
        ]
        client.books.delete(KINDRED.id)
        with pytest.raises(NotFoundError):
            client.books.get(KINDRED.id)
    assert_type(fake.stored(Book), list[Book])
    assert [book.title for book in fake.stored(Book)] == ["Parable"]


def test_living_books_of_an_asynchronous_client() -> None:
    fake = FakeBookshop(living=True)

    async def call() -> str:
        async with fake.async_client() as client:
            book = await client.books.create(body=PARABLE)
            return await rename_async(client, book.id, "Parable")

    assert asyncio.run(call()) == "Parable of the Sower"
    assert fake.stored(Book)[0].title == "Parable"
