"""Read the payload of a request that the API sends."""

from __future__ import annotations

from typing import Any

from .answer import decoded
from .operation import Lazy


def parse(decode: Lazy | None, payload: bytes | str) -> Any:
    """The decoded payload.

    Raises:
        InvalidDataError: it is not JSON, or contradicts the document; `faults` says where.
    """
    return decoded(decode, payload.encode() if isinstance(payload, str) else payload)
