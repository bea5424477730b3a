"""Annotations and signatures at run time, and the libraries that read them."""

from __future__ import annotations

import dataclasses
import inspect
import sys
import typing
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pkgutil import walk_packages
from types import FunctionType, ModuleType
from typing import Any
from uuid import UUID

import bookshop_client
import cattrs
import extend_client
import pytest
from bookshop_client.models import Author, Book, BookPatch, Card, Genre, Order, Payment
from bookshop_client.resources.books import AsyncBooks, Books
from cattrs.preconf.json import make_converter
from samples import JSON_TEXT, KINDRED, make_order

# mypy does not accept a union as a type of a value.
PAYMENT: Any = Payment


def list_modules(package: ModuleType) -> Iterator[ModuleType]:
    for info in walk_packages(package.__path__, f"{package.__name__}."):
        if not info.name.rpartition(".")[2].startswith(("pyreqwest", "telemetry")):
            yield import_module(info.name)


def list_functions(kind: type) -> Iterator[Any]:
    """Yield the methods, class methods, properties and cached properties of a class."""
    for name, member in vars(kind).items():
        is_tuple = name == "__new__" and hasattr(kind, "_fields")
        if is_tuple and sys.version_info >= (3, 14):
            continue  # written by Python 3.14, which does not resolve its annotations
        for name in ("__func__", "fget", "func"):
            member = getattr(member, name, member)
        if isinstance(member, FunctionType):
            yield member


@pytest.mark.parametrize("package", [bookshop_client, extend_client])
def test_every_annotation_resolves(package: ModuleType) -> None:
    models = functions = 0
    for module in list_modules(package):
        for value in [*vars(module).values()]:
            if getattr(value, "__module__", None) != module.__name__:
                continue
            if isinstance(value, type):
                typing.get_type_hints(value, include_extras=True)
                if dataclasses.is_dataclass(value):
                    inspect.signature(value, eval_str=True)
                    models += 1
            members = list_functions(value) if isinstance(value, type) else [value]
            for member in members:
                if isinstance(member, FunctionType):
                    typing.get_type_hints(member, include_extras=True)
                    inspect.signature(member, eval_str=True)
                    functions += 1
    assert models > 40
    assert functions > 700


def test_hints_are_the_types() -> None:
    hints = typing.get_type_hints(Book)
    assert hints["published"] == date | None
    assert hints["authors"] == list[Author]
    signature = inspect.signature(Books.get, eval_str=True)
    assert signature.parameters["book_id"].annotation is UUID
    assert signature.return_annotation is Book
    assert typing.get_type_hints(AsyncBooks.update)["return"] is Book
    assert [*inspect.signature(BookPatch).parameters] == [
        "title",
        "genre",
        "published",
        "dimensions",
        "extra",
    ]


def test_cattrs_uses_the_names_in_json() -> None:
    order = make_order(1)
    for converter in (cattrs.Converter(), make_converter()):
        bookshop_client.models.register_cattrs(converter)
        data = converter.unstructure([order])
        assert data == [order.to_dict()]
        assert converter.structure(data, list[Order]) == [order]
        card = {"kind": "card", "number": "4111", "expires": "12/29"}
        payment: Any = converter.structure(card, PAYMENT)
        assert payment == Card(number="4111", expires="12/29")
        assert converter.structure("classics", Genre) == Genre("classics")


def test_cattrs_inside_of_other_classes() -> None:
    @dataclasses.dataclass
    class Shelf:
        number: int
        books: list[Book]

    converter = make_converter()
    bookshop_client.models.register_cattrs(converter)
    shelf = Shelf(3, [KINDRED, Book.from_json(JSON_TEXT)])
    text = converter.dumps(shelf)
    assert converter.loads(text, Shelf) == shelf
