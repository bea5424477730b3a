"""Read the payload of a request that the API sends."""

from __future__ import annotations

from typing import Any

from .codec import Fault, Faults, InvalidDataError
from .json import loads
from .operation import Lazy


def parse(decode: Lazy | None, payload: bytes | str) -> Any:
    """The decoded payload.

    Raises:
        InvalidDataError: it is not JSON, or contradicts the document; `faults` says where.
    """
    raw = payload.encode() if isinstance(payload, str) else payload
    try:
        value = loads(raw)
    except ValueError:
        text = raw[:200].decode("utf-8", "replace")
        raise InvalidDataError([Fault("", "JSON", text, "")], None) from None
    if decode is None:
        return value
    faults, holder = Faults(), [value]
    result = decode.load()(value, holder, 0, faults)
    if faults:
        raise InvalidDataError(faults.located(holder), result)
    return result
