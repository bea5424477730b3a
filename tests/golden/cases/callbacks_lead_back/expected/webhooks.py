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
    from .models.arrived import ArrivedBody


def parse_arrived(payload: bytes | str) -> ArrivedBody:
    """The callback `Arrived`, sent by POST to `{$request.query.answerTo}`.

    Expects:
        200: Good.
    """
    read: ArrivedBody = parse(payload, "", Answer("default", type="ArrivedBody"))
    return read


def parse_arrived_returned(payload: bytes | str) -> None:
    """The callback `Arrived returned`, sent by PUT to `{$request.query.answerTo}`.

    Expects:
        200: A pity.
    """
    read: None = parse(payload, "")
    return read
