# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation

if TYPE_CHECKING:
    from typing import Any

LIST_BOOKS: Operation[list[Any]] = Operation(
    "default.list_books",
    "GET",
    "/books",
    answers=(Answer("200", type="list[Any]"),),
    errors=(Answer("404", media_type=None, kind="empty"),),
)
ADD_BOOK: Operation[None] = Operation(
    "default.add_book",
    "POST",
    "/books",
    answers=(Answer("201", media_type=None, kind="empty"),),
)
