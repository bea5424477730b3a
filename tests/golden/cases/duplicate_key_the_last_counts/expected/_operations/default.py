# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

LIST_LAMPS: Operation[str] = Operation(
    name="default.list_lamps",
    method="GET",
    path="/lamps",
    answers=(
        Answer(status="200", media_type="application/json", type="str", kind="json"),
    ),
)
