"""A working day in the bookshop, with the synchronous client."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from bookshop_client import (
    APITimeoutError,
    Bookshop,
    ClientStatusError,
    InvalidArgumentError,
)
from bookshop_client.errors import (
    ConflictError,
    NotFoundError,
    UnprocessableEntityError,
)
from bookshop_client.models import (
    Author,
    Book,
    BookIn,
    BookPatch,
    Card,
    Dimensions,
    Genre,
    Order,
    OrderIn,
    OrderLine,
    Payment,
    Transfer,
    UnknownVariant,
    UploadCoverBody,
    Voucher,
)

PNG = b"\x89PNG\r\n\x1a\n"
NEW_BOOK = BookIn(
    title="The Dispossessed",
    genre=Genre.SCIENCE,
    price="12.50",
    authors=[Author(name="Ursula K. Le Guin", born=date(1929, 10, 21))],
    published=date(1974, 5, 1),
    dimensions=Dimensions(width_mm=127, height_mm=203),
)
PAYMENTS: list[Payment] = [
    Card(number="4111 1111", expires="12/29"),
    Transfer(iban="DE02 1203"),
    Voucher(code="SPRING", from_="Grace"),
]


def log_in(base_url: str) -> str:
    """Return a token; the form is sent without one."""
    with Bookshop(base_url=base_url) as client:
        token = client.auth.login(body={"username": "ada", "password": "pw"})
        return token.access_token


def create_books(client: Bookshop) -> Book:
    """Create a book with a model, and one with a dict."""
    first = client.books.create(body=NEW_BOOK)
    second = client.books.create(
        body={
            "title": "Kindred",
            "genre": "fiction",
            "price": "11.00",
            "authors": [{"name": "Octavia E. Butler"}],
        }
    )
    print(f"created: {first.title}, {second.title}")
    return first


def list_books(client: Bookshop) -> None:
    """List a page of all books, and all pages of a genre."""
    page = client.books.list(limit=2)
    titles = [book.title for book in page.items]
    print(f"books: {page.response.total}, newest {' and '.join(titles)}")
    science = list(client.books.list(genre=Genre.SCIENCE, limit=10))
    print(f"science: {len(science)}, oldest {science[-1].title}")


def exchange_covers(client: Bookshop, book_id: UUID) -> None:
    """Upload a cover from a file and from memory, and download it at once and in chunks."""
    with TemporaryDirectory() as directory:
        path = Path(directory, "front.png")
        path.write_bytes(PNG)
        body = UploadCoverBody(file=path, caption="Front")
        book = client.books.upload_cover(book_id, body=body)
    print(f"uploaded: {book.cover_url}")
    back = ("back.png", PNG, "image/png")
    book = client.books.upload_cover(book_id, body={"file": back, "caption": "Back"})
    print(f"uploaded: {book.cover_url}")
    cover = client.books.download_cover(book_id)
    with client.books.download_cover_stream(book_id) as stream:
        size = sum(len(chunk) for chunk in stream)
    print(f"downloaded: {len(cover)} bytes at once, {size} in chunks")


def correct_book(client: Bookshop, book_id: UUID) -> None:
    """Change a field, then clear two others with null."""
    book = client.books.update(book_id, body=BookPatch(genre=Genre.FICTION))
    print(f"changed: {describe_book(book)}")
    book = client.books.update(book_id, body=BookPatch(published=None))
    print(f"cleared: {describe_book(book)}")
    book = client.books.update(book_id, body={"dimensions": None})
    print(f"cleared: {describe_book(book)}")


def describe_book(book: Book) -> str:
    """Describe the fields that are changed."""
    genre = "no genre" if book.genre is None else book.genre.value
    published = book.published or "unknown"
    size = book.dimensions
    width = "unknown" if size is None else f"{size.width_mm} mm"
    return f"{genre}, published {published}, width {width}"


def place_orders(client: Bookshop, book_id: UUID) -> None:
    """Place an order with each kind of payment."""
    lines = [OrderLine(book_id=book_id, quantity=2)]
    delivery = datetime(2030, 1, 1, 9, tzinfo=UTC)
    for payment in PAYMENTS:
        body = OrderIn(lines=lines, payment=payment, deliver_after=delivery)
        order = client.orders.place(body=body)
        print(f"order {order.id}: {describe_payment(order)}, {order.state.value}")
    order = client.orders.place(
        body={
            "lines": [{"book_id": book_id}, *lines],
            "payment": {"kind": "voucher", "code": "SUMMER", "from": "Alan"},
        }
    )
    print(f"order {order.id}: {describe_payment(order)}, {len(order.lines)} lines")
    for page in client.orders.list().pages():
        more = ", more follow" if page.has_next else ""
        print(f"orders: {[order.id for order in page.items]}{more}")


def describe_payment(order: Order) -> str:
    """Describe the payment of an order; type checkers report missing cases."""
    match order.payment:
        case Card(number=number):
            return f"card {number}"
        case Transfer(iban=iban):
            return f"transfer from {iban}"
        case Voucher(code=code, from_=giver):
            return f"voucher {code} from {giver}"
        case UnknownVariant():
            return "unknown payment"


def refuse_values(client: Bookshop, book_id: UUID) -> None:
    """Pass values that cannot be sent: the error names them, and nothing is sent."""
    body = OrderIn(
        lines=[OrderLine(book_id=book_id)],
        payment=PAYMENTS[0],
        deliver_after=datetime(2030, 1, 1, 9),
    )
    try:
        client.orders.place(body=body)
    except InvalidArgumentError as error:
        print(f"refused: {error.path} without an offset")


def handle_errors(client: Bookshop, base_url: str) -> None:
    """Handle the documented errors, and one that the document omits."""
    try:
        client.books.get(UUID(int=0))
    except NotFoundError as error:
        print(f"{error.status}: {error.code}, {error.message}")
    try:
        client.books.create(body=NEW_BOOK)
    except ConflictError as error:
        print(f"{error.status}: {error.code}, {error.message}")
    try:
        client.books.list(limit=1000)
    except UnprocessableEntityError as error:
        for problem in error.detail or []:
            print(f"{error.status}: {problem.loc}, {problem.msg}")
    with Bookshop(base_url=base_url, token="wrong") as stranger:
        try:
            stranger.books.list()
        except ClientStatusError as error:
            print(f"{error.status}: {error}")


def retry_call(client: Bookshop) -> None:
    """Call an operation that fails twice before it succeeds."""
    response = client.raw(client.ops.flaky)(fail=2)
    print(f"retried: {response.attempts} attempts, {response.parsed}")


def read_concurrently(client: Bookshop) -> None:
    """Read 50 books in 50 threads, with one client."""
    ids = [book.id for book in client.books.list(limit=50).items]
    with ThreadPoolExecutor(len(ids)) as threads:
        books = list(threads.map(client.books.get, ids))
    print(f"read: {len(books)} books, in order: {[book.id for book in books] == ids}")


def stop_waiting(client: Bookshop) -> None:
    """Stop a call that would last an hour, and use the same client again."""
    try:
        client.ops.slow(seconds=3600, timeout=0.2)
    except APITimeoutError as error:
        print(f"stopped: {type(error).__name__}")
    print(f"client is usable: {client.books.list().response.total} books")


def work(base_url: str) -> None:
    """Work for a day."""
    with Bookshop(base_url=base_url, token=log_in(base_url)) as client:
        book = create_books(client)
        list_books(client)
        exchange_covers(client, book.id)
        correct_book(client, book.id)
        place_orders(client, book.id)
        refuse_values(client, book.id)
        handle_errors(client, base_url)
        retry_call(client)
        read_concurrently(client)
        stop_waiting(client)


if __name__ == "__main__":
    work(sys.argv[1])
