"""The generated client with the service, in one process."""

from __future__ import annotations

import asyncio

import httpx2
from library_app import app
from library_client import AsyncLibraryClient, NotFoundError


async def use_library() -> tuple[list[str], int]:
    """Add a book, read it, and ask for one that does not exist."""
    transport = httpx2.AsyncClient(transport=httpx2.ASGITransport(app))
    async with AsyncLibraryClient(
        base_url="http://library", transport=transport
    ) as client:
        book = await client.books.add(body={"title": "Kindred", "pages": 264})
        titles = [b.title for b in await client.books.list()]
        assert (await client.books.get(book.id)).pages == 264
        try:
            await client.books.get(0)
        except NotFoundError as error:
            return titles, error.status
    raise AssertionError("a missing book was returned")


def test_client_and_service() -> None:
    assert asyncio.run(use_library()) == (["Kindred"], 404)
