# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""What the API sends: a function for each webhook and callback that reads its payload.

Each raises `InvalidDataError` where the payload contradicts the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._runtime.operation import Lazy
from ._runtime.webhooks import parse

if TYPE_CHECKING:
    from .models.send_parcel_arrived import SendParcelArrivedBody


def parse_send_parcel_arrived(payload: bytes | str) -> SendParcelArrivedBody:
    """Read the payload of the callback `sendParcel arrived`."""
    read: SendParcelArrivedBody = parse(
        Lazy("_codec.send_parcel_arrived", "decode_body"), payload
    )
    return read


def parse_send_parcel_arrived_returned(payload: bytes | str) -> Any:
    """Read the payload of the callback `sendParcel arrived returned`."""
    read: Any = parse(None, payload)
    return read
