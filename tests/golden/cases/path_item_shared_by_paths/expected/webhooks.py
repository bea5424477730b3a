# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""What the API sends: a function for each webhook and callback that reads its payload.

Each raises `InvalidDataError` where the payload contradicts the document.
"""

from __future__ import annotations

from ._runtime.operation import Lazy
from ._runtime.webhooks import parse


def parse_lamp_lit(payload: bytes | str) -> dict[str, str] | None:
    """Read the payload of the webhook `lampLit`."""
    read: dict[str, str] | None = parse(
        Lazy("_codec.lamp_lit", "decode_lamp_lit_body_content"), payload
    )
    return read


def parse_lamp_out(payload: bytes | str) -> dict[str, str] | None:
    """Read the payload of the webhook `lampOut`."""
    read: dict[str, str] | None = parse(
        Lazy("_codec.lamp_lit", "decode_lamp_lit_body_content"), payload
    )
    return read
