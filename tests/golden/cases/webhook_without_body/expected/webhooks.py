# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""What the API sends: a function for each webhook and callback that reads its payload.

Each raises `InvalidDataError` where the payload contradicts the document.
"""

from __future__ import annotations

from ._runtime.codec import InvalidDataError as InvalidDataError
from ._runtime.webhooks import parse


def parse_ping(payload: bytes | str) -> None:
    """The webhook `ping`, sent by GET.

    Expects:
        200: Alive.
    """
    read: None = parse(payload, "")
    return read
