"""Parse JSON from requests, which may be malicious."""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal
from typing import Any

from specpress.document.json_reader import is_too_deep
from specpress.mock.exact_numbers import parse_number

MAX_DIGITS = 1_000
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class _InvalidNumber(ValueError):
    """A number that the server does not accept."""


def parse_json(text: str | bytes) -> Any:
    """Parse JSON; numbers have all digits.

    Raises:
        ValueError: The text is not JSON, or exceeds a limit.
    """
    if isinstance(text, bytes):
        # Unlike that of `json.loads`, this decoding refuses surrogates.
        text = text.decode(json.detect_encoding(text))
    try:
        value = _DECODER.decode(text.removeprefix("\ufeff"))
    except RecursionError as error:
        raise ValueError("JSON is nested too deeply") from error
    if isinstance(value, dict | list) and is_too_deep(value):
        raise ValueError("JSON is nested too deeply")
    if _SURROGATE.search(text) and _has_surrogate(value):
        raise ValueError("JSON contains half of a surrogate pair")
    return value


def _has_surrogate(value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        return True
    return False


def _parse_float(text: str) -> float | Decimal:
    number = parse_number(text) if len(text) <= MAX_DIGITS else float(text)
    if not math.isfinite(number):
        raise _InvalidNumber(f"number {text[:20]} is too large")
    return number


def _parse_int(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise _InvalidNumber(f"number has more than {MAX_DIGITS} digits")
    return int(text)


def _reject_constant(name: str) -> None:
    raise _InvalidNumber(f"{name} is not a JSON value")


_DECODER = json.JSONDecoder(
    parse_float=_parse_float, parse_int=_parse_int, parse_constant=_reject_constant
)
