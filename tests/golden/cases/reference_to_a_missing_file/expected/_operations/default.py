# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation

if TYPE_CHECKING:
    from typing import Any

LIST_BOOKS: Operation[list[Any]] = Operation(
    name="default.list_books",
    method="GET",
    path="/books",
    answers=(
        Answer(
            status="200", media_type="application/json", type="list[Any]", kind="json"
        ),
    ),
    errors=(Answer(status="404", media_type=None, type=None, kind="empty"),),
)
ADD_BOOK: Operation[None] = Operation(
    name="default.add_book",
    method="POST",
    path="/books",
    accept="*/*",
    answers=(Answer(status="201", media_type=None, type=None, kind="empty"),),
)
