"""JSON text to Python values and back, with every digit of a number kept."""

from __future__ import annotations

import json
from typing import Any, ClassVar


class ExactFloat(float):
    """A number whose JSON text a float alone would not give back: `literal` has all its digits."""

    __slots__ = ("literal",)
    literal: str
    seen: ClassVar[bool] = False

    @classmethod
    def read(cls, literal: str) -> float:
        """The float that `literal` stands for, exact in its digits where they would be lost."""
        plain = float(literal)
        if float.__repr__(plain) == literal:
            return plain
        exact = cls(plain)
        exact.literal = literal
        ExactFloat.seen = True
        return exact

    def __reduce__(self) -> tuple[Any, ...]:
        return ExactFloat.read, (self.literal,)


def loads(data: bytes) -> Any:
    """Read a JSON text in UTF-8.

    Raises:
        ValueError: it is not JSON (NaN and Infinity are not), or not UTF-8.
    """
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            parse_float=ExactFloat.read,
            parse_constant=_refuse_constant,
        )
    except RecursionError as error:
        raise ValueError("the JSON text is nested too deeply") from error


def dumps(value: Any) -> bytes:
    """Write a JSON value, compact, in UTF-8."""
    literals: list[str] = []
    if ExactFloat.seen:
        value = _set_aside(value, literals)
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for index, literal in enumerate(literals):
        text = text.replace(f'"{_MARK}{index}{_MARK}"', literal, 1)
    return text.encode()


# A private-use character: it marks the place of a literal in the text for a moment.
_MARK = "\ue0f7"


def _set_aside(value: Any, literals: list[str]) -> Any:
    """A copy of `value` with a marked string in the place of every exact float."""
    if isinstance(value, ExactFloat):
        literals.append(value.literal)
        return f"{_MARK}{len(literals) - 1}{_MARK}"
    if isinstance(value, dict):
        return {key: _set_aside(item, literals) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_set_aside(item, literals) for item in value]
    return value


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON value")
