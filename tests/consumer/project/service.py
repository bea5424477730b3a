"""A service that stores books; the models of the generated client are its bodies and responses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

from bookshop_client.models import Book, BookIn, BookPatch, Genre, Payment, Transfer
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()
BOOKS: dict[UUID, Book] = {}


class Shelf(BaseModel):
    """A model of pydantic with fields that are models of the client."""

    genre: Genre
    books: list[Book]
    payment: Payment | None = None


@app.post("/books", status_code=201)
def create_book(book: BookIn) -> Book:
    """Store a book."""
    stored = Book.from_dict(
        {
            **book.to_dict(),
            "price": str(book.price),
            "id": str(uuid4()),
            "created_at": datetime(2030, 1, 1, tzinfo=UTC).isoformat(),
        }
    )
    BOOKS[stored.id] = stored
    return stored


@app.get("/books/{book_id}", response_model=Book)
def get_book(book_id: UUID) -> Book:
    """Return a book."""
    if book_id not in BOOKS:
        raise HTTPException(404)
    return BOOKS[book_id]


@app.patch("/books/{book_id}")
def update_book(book_id: UUID, patch: BookPatch) -> Book:
    """Change the fields that the patch contains."""
    changed = {**get_book(book_id).to_dict(), **patch.to_dict()}
    BOOKS[book_id] = Book.from_dict(changed)
    return BOOKS[book_id]


@app.post("/books/{book_id}/copies")
def copy_book(book_id: UUID) -> Book:
    """Store a copy of a book."""
    copied = replace(get_book(book_id), id=uuid4())
    BOOKS[copied.id] = copied
    return copied


@app.post("/payments")
def pay(payment: Payment) -> Payment:
    """Return a payment."""
    return payment


@app.get("/shelves/{genre}")
def get_shelf(genre: Genre) -> Shelf:
    """Return the books of a genre."""
    books = [book for book in BOOKS.values() if book.genre == genre]
    return Shelf(genre=genre, books=books)


@app.get("/payments/example", response_model=None)
def show_payment() -> Payment:
    """Return a payment without a response model."""
    return Transfer(iban="DE02")
