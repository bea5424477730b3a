# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""What the API sends: a function for each webhook and callback that reads its payload.

Each raises `InvalidDataError` where the payload contradicts the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime.codec import InvalidDataError as InvalidDataError
from ._runtime.operation import Answer
from ._runtime.webhooks import parse

if TYPE_CHECKING:
    from .models.done import (
        DoneRequestQueryUrlPostRequestBodyContentApplicationJsonSchema,
    )


def parse_start_job_done(
    payload: bytes | str,
) -> DoneRequestQueryUrlPostRequestBodyContentApplicationJsonSchema:
    """The callback `startJob done`, sent by POST to `{$request.query.url}`.

    Expects:
        204: Taken.
    """
    read: DoneRequestQueryUrlPostRequestBodyContentApplicationJsonSchema = parse(
        payload,
        "",
        Answer(
            "default",
            type="DoneRequestQueryUrlPostRequestBodyContentApplicationJsonSchema",
        ),
    )
    return read
