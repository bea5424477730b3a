# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation, Parameter, Repetition

if TYPE_CHECKING:
    from ..models.extract_run import ExtractRun

CANCEL: Operation[ExtractRun] = Operation(
    name="extract_runs.cancel",
    method="POST",
    path="/extract_runs/{id}/cancel",
    parameters=(
        Parameter(
            argument="id", wire="id", location="path", style="simple", explode=False
        ),
        Parameter(
            argument="api_version",
            wire="x-extend-api-version",
            location="header",
            style="simple",
            explode=False,
        ),
        Parameter(
            argument="workspace_id",
            wire="x-extend-workspace-id",
            location="header",
            style="simple",
            explode=False,
        ),
    ),
    answers=(
        Answer(
            status="200", media_type="application/json", type="ExtractRun", kind="json"
        ),
    ),
    errors=(
        Answer(
            status="400", media_type="application/json", type="ApiError", kind="json"
        ),
        Answer(
            status="401", media_type="application/json", type="ApiError", kind="json"
        ),
        Answer(
            status="402", media_type="application/json", type="ApiError", kind="json"
        ),
        Answer(
            status="403", media_type="application/json", type="ApiError", kind="json"
        ),
        Answer(
            status="404", media_type="application/json", type="ApiError", kind="json"
        ),
        Answer(
            status="422", media_type="application/json", type="ApiError", kind="json"
        ),
        Answer(
            status="429", media_type="application/json", type="ApiError", kind="json"
        ),
        Answer(
            status="500", media_type="application/json", type="ApiError", kind="json"
        ),
    ),
    security=(("bearerAuth",),),
    idempotent=True,
    retryable="retryable",
    repetition=Repetition(
        refused=(400,),
        path="/extract_runs/{id}",
        property="status",
        values=("CANCELLED",),
    ),
)
