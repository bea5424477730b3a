"""JSON parsing and serialization that preserves all digits of numbers."""

from __future__ import annotations

import json
import re
from math import isfinite
from typing import Any, ClassVar

from ..codec.codec import InvalidArgumentError
from ..codec.encoders import key_step
from ..codec.files import read_text

# Length of the text of a number that has at most 15 digits.
MAX_LENGTH = 16
# The repr of smaller numbers has an exponent.
MIN_POSITIONAL = 1e-4


class ExactFloat(float):
    """Float whose JSON text differs from its repr; `literal` is that text."""

    __slots__ = ("literal",)
    literal: str
    # Serialization searches for exact floats only if any exists.
    exists: ClassVar[bool] = False

    @classmethod
    def parse(cls, literal: str) -> float:
        """Return a plain float if it preserves all digits, else an exact one."""
        plain = float(literal)
        # 15 digits are preserved, unless the repr has an exponent or fewer zeros; the repr is slow.
        is_short = len(literal) <= MAX_LENGTH and literal[-1] != "0"
        if (
            is_short
            and "e" not in literal
            and "E" not in literal
            and (plain >= MIN_POSITIONAL or plain <= -MIN_POSITIONAL)
        ):
            return plain
        if float.__repr__(plain) == literal:
            return plain
        exact = cls(plain)
        exact.literal = literal
        ExactFloat.exists = True
        return exact

    def __reduce__(self) -> tuple[Any, ...]:
        return ExactFloat.parse, (self.literal,)


def loads(text: str) -> Any:
    """Parse JSON text.

    Raises:
        ValueError: the text is not JSON; NaN and Infinity are not allowed.
    """
    try:
        return _DECODER.decode(text)
    except RecursionError as error:
        raise ValueError("JSON text is nested too deeply") from error


def dumps(value: Any) -> bytes:
    """Serialize a value as compact JSON in UTF-8; the content of a file becomes a string.

    Raises:
        InvalidArgumentError: a number is NaN or infinite, or the value is nested too deeply.
        TypeError: a part cannot be encoded as JSON.
    """
    try:
        return _dumps(value)
    except RecursionError:
        raise InvalidArgumentError("a value nested less deeply", value) from None


def _dumps(value: Any) -> bytes:
    literals: list[str] = []
    try:
        text = _ENCODER.encode(
            _set_placeholders(value, literals) if ExactFloat.exists else value
        )
    except ValueError:
        _refuse_infinite(value)
        raise
    if literals:
        text = _PLACEHOLDER.sub(lambda match: literals[int(match[1])], text)
    # Lone surrogates become escapes, which is valid JSON.
    return text.encode("utf-8", "backslashreplace")


# Python writes no longer integers as text.
MAX_INT = 10**4300


def _refuse_infinite(value: Any, path: str = "") -> None:
    """Refuse a value that contains a number that JSON does not have.

    Raises:
        InvalidArgumentError: there is such a number.
    """
    is_infinite = isinstance(value, float) and not isfinite(value)
    if is_infinite or (isinstance(value, int) and abs(value) >= MAX_INT):
        expected = (
            "a finite number" if is_infinite else "an int of at most 4,300 digits"
        )
        error = InvalidArgumentError(expected, value)
        error.add(path)
        raise error
    if isinstance(value, dict):
        for key, item in value.items():
            _refuse_infinite(item, path + key_step(key))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            _refuse_infinite(item, f"{path}[{index}]")


# `json` cannot write a number as given text, so strings around a private-use character take the
# place of exact floats. Strings that contain this character are replaced as well.
_MARK = "\ue0f7"
_PLACEHOLDER = re.compile(f'"{_MARK}([0-9]+){_MARK}"')


def _set_placeholders(value: Any, literals: list[str]) -> Any:
    """Return a copy of `value` with placeholders for the literals that it adds to the list."""
    if isinstance(value, ExactFloat):
        literals.append(value.literal)
    elif isinstance(value, str) and _MARK in value:
        literals.append(_ENCODER.encode(value))
    elif isinstance(value, dict):
        return {
            _set_placeholders(key, literals): _set_placeholders(item, literals)
            for key, item in value.items()
        }
    elif isinstance(value, (list, tuple)):
        return [_set_placeholders(item, literals) for item in value]
    else:
        return value
    return f"{_MARK}{len(literals) - 1}{_MARK}"


def _reject_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON value")


# Created once. Values are copies without cycles, which the encoders of types have refused.
_ENCODER = json.JSONEncoder(
    ensure_ascii=False,
    check_circular=False,
    allow_nan=False,
    separators=(",", ":"),
    default=read_text,
)
_DECODER = json.JSONDecoder(
    parse_float=ExactFloat.parse, parse_constant=_reject_constant
)
