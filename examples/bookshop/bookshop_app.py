"""The bookshop: a small FastAPI service with books, covers and orders."""

from __future__ import annotations

import asyncio
import json
import random
import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, Form, Header, HTTPException, Query, UploadFile
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field, HttpUrl

app = FastAPI(
    title="Bookshop API",
    version="1.4.0",
    description="Books, orders and covers.\n\nA small shop.",
)
bearer = HTTPBearer()


class Genre(StrEnum):
    fiction = "fiction"
    non_fiction = "non-fiction"
    science = "science"
    kids = "kids"


class Priority(IntEnum):
    low = 1
    high = 2


class Author(BaseModel):
    name: str = Field(description="Full name of the author", examples=["Ada Lovelace"])
    born: date | None = None
    website: HttpUrl | None = None


class Dimensions(BaseModel):
    width_mm: int
    height_mm: int
    depth_mm: float | None = None


class BookIn(BaseModel):
    title: str = Field(
        min_length=1, max_length=200, description="The title as printed on the cover."
    )
    genre: Genre = Genre.fiction
    price: Decimal = Field(gt=0, description="Price in EUR")
    authors: list[Author] = Field(min_length=1)
    published: date | None = None
    dimensions: Dimensions | None = None
    tags: list[str] = []
    meta: dict[str, str] = {}


class Book(BookIn):
    id: uuid.UUID
    created_at: datetime
    updated_at: datetime | None = None
    cover_url: str | None = None


class BookPatch(BaseModel):
    """Partial update: only what is sent is changed; null clears."""

    title: str | None = None
    genre: Genre | None = None
    published: date | None = None
    dimensions: Dimensions | None = None


class Card(BaseModel):
    kind: Literal["card"] = "card"
    number: str
    expires: str


class Transfer(BaseModel):
    kind: Literal["transfer"] = "transfer"
    iban: str


class Voucher(BaseModel):
    kind: Literal["voucher"] = "voucher"
    code: str
    from_: str | None = Field(default=None, alias="from")


Payment = Annotated[Card | Transfer | Voucher, Field(discriminator="kind")]


class OrderLine(BaseModel):
    book_id: uuid.UUID
    quantity: int = Field(ge=1, default=1)


class OrderIn(BaseModel):
    lines: list[OrderLine]
    payment: Payment
    priority: Priority = Priority.low
    gift_note: str | None = None
    deliver_after: datetime | None = None


class OrderState(StrEnum):
    open = "open"
    paid = "paid"
    shipped = "shipped"
    cancelled = "cancelled"


class Order(OrderIn):
    id: int
    state: OrderState
    placed_at: datetime
    eta: timedelta | None = None
    reference: int | str


class BookPage(BaseModel):
    items: list[Book]
    total: int
    limit: int
    offset: int


class OrderPage(BaseModel):
    items: list[Order]
    next_cursor: str | None = None


class Problem(BaseModel):
    code: str
    message: str
    details: dict[str, str] = {}


class Token(BaseModel):
    access_token: str
    token_type: str = "bearer"


def initial_books() -> dict[uuid.UUID, Book]:
    """Return 57 books, the same in each process."""
    generator = random.Random(1)
    books: dict[uuid.UUID, Book] = {}
    for number in range(57):
        book = Book(
            id=uuid.UUID(int=generator.getrandbits(128), version=4),
            title=f"Book {number}",
            genre=list(Genre)[number % 4],
            price=Decimal("9.90") + number,
            authors=[Author(name=f"Author {number}")],
            created_at=datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=number),
        )
        books[book.id] = book
    return books


BOOKS = initial_books()
ORDERS: dict[int, Order] = {}
CALLS = {"flaky": 0}


class ProblemError(Exception):
    """An error response with a problem as its body."""

    def __init__(self, status: int, problem: Problem) -> None:
        super().__init__(status, problem)
        self.status = status
        self.problem = problem


@app.exception_handler(ProblemError)
async def send_problem(_: object, error: ProblemError) -> JSONResponse:
    return JSONResponse(error.problem.model_dump(), error.status)


def authorize(
    credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)],
) -> None:
    if credentials.credentials != "secret":
        raise HTTPException(401, "Bad token")


def find_book(book_id: uuid.UUID) -> Book:
    if book_id not in BOOKS:
        details = {"id": str(book_id)}
        problem = Problem(code="not_found", message="No such book", details=details)
        raise ProblemError(404, problem)
    return BOOKS[book_id]


AUTHORIZED = [Depends(authorize)]


@app.post("/token", tags=["auth"], summary="Log in")
async def login(
    username: Annotated[str, Form()], password: Annotated[str, Form()]
) -> Token:
    if password != "pw":
        raise HTTPException(400, "Wrong password")
    return Token(access_token="secret")


@app.get("/books", tags=["books"], dependencies=AUTHORIZED)
async def list_books(
    genre: Genre | None = None,
    published_after: date | None = None,
    q: Annotated[str | None, Query(max_length=50)] = None,
    tag: Annotated[list[str] | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> BookPage:
    """List books, newest first."""
    books = [
        book
        for book in reversed(BOOKS.values())
        if (genre is None or book.genre == genre)
        and (not published_after or (book.published or date.min) > published_after)
        and (q is None or q in book.title)
        and set(tag or []) <= set(book.tags)
    ]
    page = books[offset : offset + limit]
    return BookPage(items=page, total=len(books), limit=limit, offset=offset)


@app.post(
    "/books",
    tags=["books"],
    status_code=201,
    dependencies=AUTHORIZED,
    responses={409: {"model": Problem}},
)
async def create_book(
    book: BookIn, x_request_id: Annotated[str | None, Header()] = None
) -> Book:
    if any(other.title == book.title for other in BOOKS.values()):
        message = "A book with this title exists"
        raise ProblemError(409, Problem(code="duplicate", message=message))
    created = Book(**book.model_dump(), id=uuid.uuid4(), created_at=datetime.now(UTC))
    BOOKS[created.id] = created
    return created


@app.get(
    "/books/{book_id}",
    tags=["books"],
    dependencies=AUTHORIZED,
    responses={404: {"model": Problem, "description": "No such book"}},
)
async def get_book(book_id: uuid.UUID) -> Book:
    """Read one book.

    The cover is at `cover_url` when there is one.
    """
    return find_book(book_id)


@app.patch(
    "/books/{book_id}",
    tags=["books"],
    dependencies=AUTHORIZED,
    responses={404: {"model": Problem}},
)
async def update_book(book_id: uuid.UUID, patch: BookPatch) -> Book:
    changes = {name: getattr(patch, name) for name in patch.model_fields_set}
    changes["updated_at"] = datetime.now(UTC)
    BOOKS[book_id] = find_book(book_id).model_copy(update=changes)
    return BOOKS[book_id]


@app.delete(
    "/books/{book_id}", tags=["books"], status_code=204, dependencies=AUTHORIZED
)
async def delete_book(book_id: uuid.UUID) -> None:
    BOOKS.pop(book_id, None)


@app.post("/books/{book_id}/cover", tags=["books"], dependencies=AUTHORIZED)
async def upload_cover(
    book_id: uuid.UUID,
    file: UploadFile,
    caption: Annotated[str, Form()] = "",
    alt: Annotated[str | None, Form()] = None,
) -> Book:
    size = len(await file.read())
    url = f"/covers/{file.filename}?{size}&{file.content_type}&{caption}"
    BOOKS[book_id] = find_book(book_id).model_copy(update={"cover_url": url})
    return BOOKS[book_id]


@app.get(
    "/books/{book_id}/cover",
    tags=["books"],
    dependencies=AUTHORIZED,
    response_class=StreamingResponse,
    responses={
        200: {
            "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}
        }
    },
)
async def download_cover(book_id: uuid.UUID) -> StreamingResponse:
    chunks = [b"\x89PNG", b"x" * 1000]
    return StreamingResponse(iter(chunks), media_type="image/png")


@app.post("/orders", tags=["orders"], status_code=201, dependencies=AUTHORIZED)
async def place_order(order: OrderIn) -> Order:
    number = len(ORDERS) + 1
    ORDERS[number] = Order(
        **order.model_dump(by_alias=True),
        id=number,
        state=OrderState.open,
        placed_at=datetime.now(UTC),
        reference=f"R{number}" if number % 2 else number,
        eta=timedelta(days=2),
    )
    return ORDERS[number]


@app.get("/orders", tags=["orders"], dependencies=AUTHORIZED)
async def list_orders(
    cursor: str | None = None, state: OrderState | None = None
) -> OrderPage:
    start = int(cursor or 0)
    orders = [o for o in ORDERS.values() if state is None or o.state == state]
    end = start + 2
    next_cursor = str(end) if end < len(orders) else None
    return OrderPage(items=orders[start:end], next_cursor=next_cursor)


@app.get("/flaky", tags=["ops"])
async def flaky(fail: int = 2) -> dict[str, int]:
    """Fail that many times before each success."""
    CALLS["flaky"] += 1
    if CALLS["flaky"] % (fail + 1):
        raise HTTPException(503, "Try later", {"Retry-After": "0"})
    return {"calls": CALLS["flaky"]}


@app.get("/slow", tags=["ops"])
async def slow(seconds: float = 1.0) -> Priority:
    await asyncio.sleep(seconds)
    return Priority.high


if __name__ == "__main__":
    print(json.dumps(app.openapi(), indent=2))
