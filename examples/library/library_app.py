"""The library: a small FastAPI service. `python library_app.py` prints its document."""

from __future__ import annotations

import json

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI(title="Library API", version="1.0.0")


class NewBook(BaseModel):
    """A book to add."""

    title: str
    pages: int | None = None


class Book(NewBook):
    """A book of the library."""

    id: int


BOOKS: dict[int, Book] = {}


@app.get("/books", tags=["books"])
def list_books() -> list[Book]:
    """Return all books."""
    return list(BOOKS.values())


@app.post("/books", tags=["books"], status_code=201)
def add_book(new: NewBook) -> Book:
    """Add a book."""
    book = Book(id=len(BOOKS) + 1, **new.model_dump())
    BOOKS[book.id] = book
    return book


@app.get(
    "/books/{book_id}", tags=["books"], responses={404: {"description": "No book"}}
)
def get_book(book_id: int) -> Book:
    """Return a book."""
    if book_id not in BOOKS:
        raise HTTPException(404, "No such book")
    return BOOKS[book_id]


if __name__ == "__main__":
    print(json.dumps(app.openapi(), indent=2))
