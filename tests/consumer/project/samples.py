"""Values of the bookshop that several tests use."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from bookshop_client.models import Author, Book, BookIn, Genre, Order, Problem

KINDRED = Book(
    id=UUID(int=1),
    title="Kindred",
    genre=Genre.SCIENCE,
    price="9.00",
    authors=[Author(name="Octavia E. Butler")],
    published=date(1979, 6, 1),
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
)
PARABLE = BookIn(
    title="Parable of the Sower",
    price="11.00",
    authors=[Author(name="Octavia E. Butler")],
    meta={"shelf": "3"},
)
GONE = Problem(code="not_found", message="No such book")
# The JSON of a server: digits, a key and a genre that the document does not have.
JSON_TEXT = (
    '{"title":"Dune","genre":"classics","price":"9.990","authors":[{"name":"Frank '
    'Herbert"}],"id":"00000000-0000-0000-0000-000000000002",'
    '"created_at":"2026-01-01T00:00:00.120Z","weight":1.10}'
)


def make_order(number: int) -> Order:
    """Return an order."""
    return Order.from_dict(
        {
            "id": number,
            "lines": [{"book_id": str(KINDRED.id)}],
            "payment": {"kind": "card", "number": "4111", "expires": "12/29"},
            "state": "open",
            "placed_at": "2026-01-01T00:00:00Z",
            "reference": number,
        }
    )
