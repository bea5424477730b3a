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
    from .models.step import Step


def parse_create_order_progress_post(payload: bytes | str) -> Step:
    """The callback `createOrder progress`, sent by POST to `{$request.body#/url}/started`.

    Expects:
        200: Understood.
    """
    read: Step = parse(payload, "", Answer("default", type="Step"))
    return read


def parse_create_order_progress_put(payload: bytes | str) -> str:
    """The callback `createOrder progress`, sent by PUT to `{$request.body#/url}/done`.

    Expects:
        200: Understood.
    """
    read: str = parse(
        payload, "", Answer("default", media_type="text/plain", kind="text")
    )
    return read
