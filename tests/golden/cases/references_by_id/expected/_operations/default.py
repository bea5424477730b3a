# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation

if TYPE_CHECKING:
    from ..models.tree import Tree

LIST_TREES: Operation[list[Tree]] = Operation(
    "default.list_trees",
    "GET",
    "/trees",
    answers=(Answer("200", type="list[Tree]"),),
)
