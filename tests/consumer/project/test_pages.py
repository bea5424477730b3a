"""Lists: items across pages, pages, and a later start."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import assert_type
from uuid import UUID

import pytest
from bookshop_client import AsyncBookshop, Bookshop
from bookshop_client.models import Book, BookPage, Order, OrderPage
from bookshop_client.pagination import AsyncPage, Page
from bookshop_client.testing import FakeBookshop
from samples import KINDRED, make_order

BOOKS = [replace(KINDRED, id=UUID(int=number)) for number in range(5)]


@pytest.fixture
def fake(fake_bookshop: FakeBookshop) -> FakeBookshop:
    """Return a fake with five books and three orders, two on a page."""
    fake_bookshop.books.list.returns(
        lambda call: BookPage(
            items=BOOKS[(call.offset or 0) :][:2],
            total=5,
            limit=2,
            offset=call.offset or 0,
        )
    )
    first = OrderPage(items=[make_order(1), make_order(2)], next_cursor="2")
    last = OrderPage(items=[make_order(3)], next_cursor=None)
    fake_bookshop.orders.list.returns(lambda call: last if call.cursor else first)
    return fake_bookshop


def list_ids(client: Bookshop) -> list[int]:
    return [order.id for order in client.orders.list()]


async def list_ids_async(client: AsyncBookshop) -> list[int]:
    return [order.id async for order in client.orders.list()]


def test_items_of_all_pages(fake: FakeBookshop) -> None:
    with fake.client() as client:
        assert list_ids(client) == [1, 2, 3]
        assert [*client.books.list(limit=2)] == BOOKS
    # No request after the last page: its number of items reaches the total.
    assert [call.offset for call in fake.books.list.calls] == [None, 2, 4]
    assert [call.cursor for call in fake.orders.list.calls] == [None, "2"]


def test_items_of_all_pages_of_an_asynchronous_client(fake: FakeBookshop) -> None:
    async def read() -> tuple[list[int], list[Book]]:
        async with fake.async_client() as client:
            books = [book async for book in client.books.list(limit=2)]
            return await list_ids_async(client), books

    assert asyncio.run(read()) == ([1, 2, 3], BOOKS)
    assert len(fake.books.list.requests) == 3
    assert len(fake.orders.list.requests) == 2


def test_pages(fake: FakeBookshop) -> None:
    with fake.client() as client:
        first = client.books.list(limit=2)
        assert_type(first, Page[Book, BookPage])
        assert_type(first.items, list[Book])
        assert first.response.total == 5
        assert [len(page.items) for page in first.pages()] == [2, 2, 1]
        second = first.next_page()
        assert second is not None
        assert second.has_next
        assert second.items == BOOKS[2:4]


def test_pages_of_an_asynchronous_client(fake: FakeBookshop) -> None:
    async def read() -> list[int]:
        async with fake.async_client() as client:
            first = await client.orders.list()
            assert_type(first, AsyncPage[Order, OrderPage])
            second = await first.next_page()
            assert second is not None
            assert not second.has_next
            return [len(page.items) async for page in client.orders.list().pages()]

    assert asyncio.run(read()) == [2, 1]


def test_continue_from_a_cursor(fake: FakeBookshop) -> None:
    with fake.client() as client:
        cursor = client.orders.list().next_cursor
        assert cursor is not None
        offset = client.books.list(limit=2).next_cursor
    with fake.client() as client:
        assert [o.id for o in client.orders.list(page_cursor=cursor)] == [3]
        page = client.books.list(limit=2, page_cursor=offset or "")
        assert [*page] == BOOKS[2:]
        assert client.orders.list(page_cursor=cursor).next_cursor is None
