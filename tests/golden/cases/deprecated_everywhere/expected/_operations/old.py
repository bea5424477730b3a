# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation, query

if TYPE_CHECKING:
    from ..models.old import Old

READ: Operation[Old] = Operation(
    "old.read",
    "GET",
    "/old",
    parameters=(query("q"),),
    answers=(Answer("200", type="Old"),),
)
