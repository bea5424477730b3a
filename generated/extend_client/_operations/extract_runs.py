# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation, Repetition, Transition, header, path

if TYPE_CHECKING:
    from ..models.extract_run import ExtractRun

CANCEL: Operation[ExtractRun] = Operation(
    "extract_runs.cancel",
    "POST",
    "/extract_runs/{id}/cancel",
    parameters=(
        path("id"),
        header("x-extend-api-version", argument="api_version"),
        header("x-extend-workspace-id", argument="workspace_id"),
    ),
    answers=(Answer("200", type="ExtractRun"),),
    errors=(
        Answer("400", type="ApiError"),
        Answer("401", type="ApiError"),
        Answer("402", type="ApiError"),
        Answer("403", type="ApiError"),
        Answer("404", type="ApiError"),
        Answer("422", type="ApiError"),
        Answer("429", type="ApiError"),
        Answer("500", type="ApiError"),
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
    transition=Transition(
        property="status",
        attribute="status",
        targets=("CANCELLED",),
        resource="ExtractRun",
        refused=400,
        told=(("code", "INVALID_REQUEST"),),
        error="ExtractRunNotCancellableError",
    ),
)
