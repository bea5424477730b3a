# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Lazy, Operation

if TYPE_CHECKING:
    from ..models.thing import ComponentsSchemasThing_dc2b7d

LIST: Operation[ComponentsSchemasThing_dc2b7d] = Operation(
    name="things.list",
    method="GET",
    path="/things",
    answers=(
        Answer(
            status="200",
            media_type="application/json",
            decode=Lazy("_codec.thing", "decode_components_schemas_thing_dc2_b7_d"),
            kind="json",
        ),
    ),
)
