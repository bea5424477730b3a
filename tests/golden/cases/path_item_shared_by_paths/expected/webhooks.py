# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""What the API sends: a function for each webhook and callback that reads its payload.

Each raises `InvalidDataError` where the payload contradicts the document.
"""

from __future__ import annotations

from ._runtime.codec import InvalidDataError as InvalidDataError
from ._runtime.operation import Answer
from ._runtime.webhooks import parse


def parse_lamp_lit(payload: bytes | str) -> dict[str, str] | None:
    """The webhook `lampLit`, sent by POST.

    Expects:
        204: Read.
    """
    read: dict[str, str] | None = parse(
        payload, "", Answer("default", type="dict[str, str] | None")
    )
    return read


def parse_lamp_out(payload: bytes | str) -> dict[str, str] | None:
    """The webhook `lampOut`, sent by POST.

    Expects:
        204: Read.
    """
    read: dict[str, str] | None = parse(
        payload, "", Answer("default", type="dict[str, str] | None")
    )
    return read
