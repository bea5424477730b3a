# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation, Transition, path, query

if TYPE_CHECKING:
    from ..models.step import Step

STOP: Operation[Step] = Operation(
    "models_.stop",
    "POST",
    "/stores/{store}/steps/{stepId}/models",
    parameters=(path("store"), path("stepId", argument="step_id"), query("why")),
    answers=(Answer("200", type="Step"),),
    errors=(Answer("default", type="Life"),),
    transition=Transition(
        property="If",
        attribute="if_",
        targets=("```",),
        resource="Step",
        refused=400,
        told=(('a"b', 'c"""d'),),
        error="BadRequest400Error",
    ),
)
