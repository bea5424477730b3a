"""A working day in the bookshop, with the asynchronous client."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from bookshop_client import (
    APITimeoutError,
    AsyncBookshop,
    ClientStatusError,
    InvalidArgumentError,
)
from bookshop_client.errors import (
    ConflictError,
    NotFoundError,
    UnprocessableEntityError,
)
from bookshop_client.models import (
    Book,
    BookPatch,
    Genre,
    OrderIn,
    OrderLine,
    UploadCoverBody,
)

from working_day import NEW_BOOK, PAYMENTS, PNG, describe_book, describe_payment


async def log_in(base_url: str) -> str:
    """Return a token; the form is sent without one."""
    async with AsyncBookshop(base_url=base_url) as client:
        token = await client.auth.login(body={"username": "ada", "password": "pw"})
        return token.access_token


async def create_books(client: AsyncBookshop) -> Book:
    """Create a book with a model, and one with a dict."""
    first = await client.books.create(body=NEW_BOOK)
    second = await client.books.create(
        body={
            "title": "Kindred",
            "genre": "fiction",
            "price": "11.00",
            "authors": [{"name": "Octavia E. Butler"}],
        }
    )
    print(f"created: {first.title}, {second.title}")
    return first


async def list_books(client: AsyncBookshop) -> None:
    """List a page of all books, and all pages of a genre."""
    page = await client.books.list(limit=2)
    titles = [book.title for book in page.items]
    print(f"books: {page.response.total}, newest {' and '.join(titles)}")
    pages = client.books.list(genre=Genre.SCIENCE, limit=10)
    science = [book async for book in pages]
    print(f"science: {len(science)}, oldest {science[-1].title}")


async def exchange_covers(client: AsyncBookshop, book_id: UUID) -> None:
    """Upload a cover from a file and from memory, and download it at once and in chunks."""
    with TemporaryDirectory() as directory:
        path = Path(directory, "front.png")
        path.write_bytes(PNG)
        body = UploadCoverBody(file=path, caption="Front")
        book = await client.books.upload_cover(book_id, body=body)
    print(f"uploaded: {book.cover_url}")
    back = ("back.png", PNG, "image/png")
    book = await client.books.upload_cover(
        book_id, body={"file": back, "caption": "Back"}
    )
    print(f"uploaded: {book.cover_url}")
    cover = await client.books.download_cover(book_id)
    async with await client.books.download_cover_stream(book_id) as stream:
        size = sum([len(chunk) async for chunk in stream])
    print(f"downloaded: {len(cover)} bytes at once, {size} in chunks")


async def correct_book(client: AsyncBookshop, book_id: UUID) -> None:
    """Change a field, then clear two others with null."""
    book = await client.books.update(book_id, body=BookPatch(genre=Genre.FICTION))
    print(f"changed: {describe_book(book)}")
    book = await client.books.update(book_id, body=BookPatch(published=None))
    print(f"cleared: {describe_book(book)}")
    book = await client.books.update(book_id, body={"dimensions": None})
    print(f"cleared: {describe_book(book)}")


async def place_orders(client: AsyncBookshop, book_id: UUID) -> None:
    """Place an order with each kind of payment."""
    lines = [OrderLine(book_id=book_id, quantity=2)]
    delivery = datetime(2030, 1, 1, 9, tzinfo=UTC)
    for payment in PAYMENTS:
        body = OrderIn(lines=lines, payment=payment, deliver_after=delivery)
        order = await client.orders.place(body=body)
        print(f"order {order.id}: {describe_payment(order)}, {order.state.value}")
    order = await client.orders.place(
        body={
            "lines": [{"book_id": book_id}, *lines],
            "payment": {"kind": "voucher", "code": "SUMMER", "from": "Alan"},
        }
    )
    print(f"order {order.id}: {describe_payment(order)}, {len(order.lines)} lines")
    async for page in client.orders.list().pages():
        more = ", more follow" if page.has_next else ""
        print(f"orders: {[order.id for order in page.items]}{more}")


async def refuse_values(client: AsyncBookshop, book_id: UUID) -> None:
    """Pass values that cannot be sent: the error names them, and nothing is sent."""
    body = OrderIn(
        lines=[OrderLine(book_id=book_id)],
        payment=PAYMENTS[0],
        deliver_after=datetime(2030, 1, 1, 9),
    )
    try:
        await client.orders.place(body=body)
    except InvalidArgumentError as error:
        print(f"refused: {error.path} without an offset")


async def handle_errors(client: AsyncBookshop, base_url: str) -> None:
    """Handle the documented errors, and one that the document omits."""
    try:
        await client.books.get(UUID(int=0))
    except NotFoundError as error:
        print(f"{error.status}: {error.code}, {error.message}")
    try:
        await client.books.create(body=NEW_BOOK)
    except ConflictError as error:
        print(f"{error.status}: {error.code}, {error.message}")
    try:
        await client.books.list(limit=1000)
    except UnprocessableEntityError as error:
        for problem in error.detail or []:
            print(f"{error.status}: {problem.loc}, {problem.msg}")
    async with AsyncBookshop(base_url=base_url, token="wrong") as stranger:
        try:
            await stranger.books.list()
        except ClientStatusError as error:
            print(f"{error.status}: {error}")


async def retry_call(client: AsyncBookshop) -> None:
    """Call an operation that fails twice before it succeeds."""
    response = await client.raw(client.ops.flaky)(fail=2)
    print(f"retried: {response.attempts} attempts, {response.parsed}")


async def read_concurrently(client: AsyncBookshop) -> None:
    """Read 50 books at the same time."""
    ids = [book.id for book in (await client.books.list(limit=50)).items]
    books = await asyncio.gather(*map(client.books.get, ids))
    print(f"read: {len(books)} books, in order: {[book.id for book in books] == ids}")


async def stop_waiting(client: AsyncBookshop) -> None:
    """Stop calls that would last an hour, and use the same client again."""
    try:
        await client.ops.slow(seconds=3600, timeout=0.2)
    except APITimeoutError as error:
        print(f"stopped: {type(error).__name__}")
    task = asyncio.create_task(client.ops.slow(seconds=3600))
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print(f"stopped: {task.cancelled()=}")
    print(f"client is usable: {(await client.books.list()).response.total} books")


async def work(base_url: str) -> None:
    """Work for a day."""
    async with AsyncBookshop(base_url=base_url, token=await log_in(base_url)) as client:
        book = await create_books(client)
        await list_books(client)
        await exchange_covers(client, book.id)
        await correct_book(client, book.id)
        await place_orders(client, book.id)
        await refuse_values(client, book.id)
        await handle_errors(client, base_url)
        await retry_call(client)
        await read_concurrently(client)
        await stop_waiting(client)


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1]))
