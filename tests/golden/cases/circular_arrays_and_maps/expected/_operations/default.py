# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation

if TYPE_CHECKING:
    from ..models.tree import Tree

SHOW_SHELVES: Operation[Tree] = Operation(
    name="default.show_shelves",
    method="GET",
    path="/shelves",
    answers=(
        Answer(status="200", media_type="application/json", type="Tree", kind="json"),
    ),
)
