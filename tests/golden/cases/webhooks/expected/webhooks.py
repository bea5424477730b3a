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
    from .models.order import Order


def parse_order_paid(payload: bytes | str, content_type: str = "") -> Order:
    """An order was paid.

    The webhook `orderPaid`, sent by POST.

    Args:
        content_type: the header of the request, which tells the forms of payload apart.

    Sent with:
        the header parameter X-Signature: Proves who sent it.

    Expects:
        204: Understood.
    """
    read: Order = parse(
        payload,
        content_type,
        Answer("default", type="Order"),
        Answer(
            "default",
            media_type="application/x-www-form-urlencoded",
            type="Order",
            kind="form",
        ),
    )
    return read


def parse_order_lost(payload: bytes | str) -> list[Order]:
    """The webhook `orderLost`, sent by DELETE.

    Expects:
        200: Understood.
    """
    read: list[Order] = parse(payload, "", Answer("default", type="list[Order]"))
    return read


def parse_parcel_lost(payload: bytes | str) -> list[Order]:
    """The webhook `parcelLost`, sent by DELETE.

    Expects:
        200: Understood.
    """
    read: list[Order] = parse(payload, "", Answer("default", type="list[Order]"))
    return read
