# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation

if TYPE_CHECKING:
    from ..models.row import Row

READ: Operation[Row] = Operation(
    "rows.read",
    "GET",
    "/rows",
    answers=(Answer("200", media_type="application/jsonl", type="Row", kind="lines"),),
)
READ_STEPS: Operation[Row] = Operation(
    "rows.read_steps",
    "GET",
    "/steps",
    answers=(
        Answer("200", media_type="application/json-seq", type="Row", kind="lines"),
    ),
)
