# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

START: Operation[None] = Operation(
    "jobs.start",
    "POST",
    "/jobs",
    answers=(Answer("204", media_type=None, kind="empty"),),
)
