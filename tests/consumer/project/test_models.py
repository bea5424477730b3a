"""Models as values: shown, documented, written, copied, compared."""

from __future__ import annotations

import copy
import dataclasses
import io
import pickle
import pydoc
from dataclasses import replace
from datetime import date
from typing import Any

import bookshop_client
import pytest
from bookshop_client.models import Author, Book, BookPatch, Genre, OrderState, Priority
from IPython.lib.pretty import pretty
from rich.console import Console
from samples import JSON_TEXT, KINDRED, PARABLE

SHOWN = (
    "Book(title='Kindred', genre=Genre.SCIENCE, price='9.00', "
    "authors=[Author(name='Octavia E. Butler')], published=datetime.date(1979, 6, 1), "
    "id=UUID('00000000-0000-0000-0000-000000000001'), "
    "created_at=datetime.datetime(2026, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))"
)


def test_repr_shows_what_is_set() -> None:
    assert repr(KINDRED) == SHOWN
    assert repr(Book.from_dict(KINDRED.to_dict())) == SHOWN
    dune = Book.from_json(JSON_TEXT)
    assert repr(dune).endswith(", extra={'weight': 1.1})")
    assert "genre=Genre('classics')" in repr(dune)
    assert repr(BookPatch(published=None)) == "BookPatch(published=None)"


def test_repr_can_be_evaluated() -> None:
    import datetime
    from uuid import UUID

    names = {**vars(bookshop_client.models), "datetime": datetime, "UUID": UUID}
    for book in (KINDRED, Book.from_json(JSON_TEXT)):
        assert eval(repr(book), names) == book


def test_rich_and_ipython_show_the_same() -> None:
    show: Any = pretty  # IPython has no annotations
    assert show(KINDRED, max_width=1000) == SHOWN
    output = io.StringIO()
    Console(file=output, width=1000).print(KINDRED)
    assert output.getvalue() == f"{SHOWN}\n"


def test_help_shows_the_texts_of_the_fields() -> None:
    page = pydoc.plain(pydoc.render_doc(Book))
    assert "title: The title as printed on the cover." in page
    assert "price: Price in EUR" in page
    assert "Partial update: only what is sent is changed" in pydoc.plain(
        pydoc.render_doc(BookPatch)
    )


def test_json_text_is_kept() -> None:
    dune = Book.from_json(JSON_TEXT)
    assert dune.to_json() == JSON_TEXT
    assert Book.from_json(JSON_TEXT.encode()) == dune
    with pytest.raises(ValueError, match="/title: expected a string, got 1"):
        Book.from_json(JSON_TEXT.replace('"Dune"', "1"))


def test_copies_share_nothing() -> None:
    copies = [copy.copy(PARABLE), replace(PARABLE), copy.deepcopy(PARABLE)]
    copies.append(pickle.loads(pickle.dumps(PARABLE)))
    for copied in copies:
        assert copied == PARABLE
        copied.authors.append(Author(name="Editor"))
        copied.authors[0].name = "O. B."
        assert copied.meta is not None
        copied.meta.clear()
    assert PARABLE.authors == [Author(name="Octavia E. Butler")]
    assert PARABLE.meta == {"shelf": "3"}
    assert replace(KINDRED, published=date(2000, 1, 1)).title == "Kindred"


def test_dataclasses_tools() -> None:
    assert dataclasses.is_dataclass(Book)
    assert [field.name for field in dataclasses.fields(Author)][:3] == [
        "name",
        "born",
        "website",
    ]
    assert dataclasses.asdict(Author(name="Ada"))["name"] == "Ada"
    assert dataclasses.astuple(Author(name="Ada"))


def test_enums_sort_and_hash() -> None:
    unknown = Genre("classics")
    assert sorted([Genre.SCIENCE, unknown, Genre.KIDS]) == [
        unknown,
        Genre.KIDS,
        Genre.SCIENCE,
    ]
    assert sorted([Priority.VALUE_2, Priority.VALUE_1]) == [*Priority]
    counts: dict[Genre, int] = {Genre.KIDS: 1, unknown: 2}
    assert counts[Genre("classics")] == 2
    assert not unknown.is_known


def describe(state: OrderState) -> str:
    match state:
        case OrderState.OPEN | OrderState.PAID:
            return "not sent"
        case OrderState.SHIPPED:
            return "sent"
        case OrderState.CANCELLED:
            return "cancelled"
        case _:
            return f"state {state.value}"


def test_match_over_an_enum_needs_a_default() -> None:
    states: list[Any] = [*OrderState, OrderState("lost")]
    assert [describe(state) for state in states] == [
        "not sent",
        "not sent",
        "sent",
        "cancelled",
        "state lost",
    ]


def test_packages_have_a_version() -> None:
    import extend_client

    assert bookshop_client.__version__ == extend_client.__version__ == "0.1.0"
