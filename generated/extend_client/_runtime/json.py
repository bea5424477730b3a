"""JSON text to Python values and back, with every digit of a number kept."""

from __future__ import annotations

import json
import re
from typing import Any, ClassVar

from .operation import Lazy


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


def loads(text: str) -> Any:
    """Read a JSON text.

    Raises:
        ValueError: it is not JSON (NaN and Infinity are not).
    """
    try:
        return _DECODER.decode(text)
    except RecursionError as error:
        raise ValueError("the JSON text is nested too deeply") from error


def dumps(value: Any) -> bytes:
    """Write a JSON value, compact, in UTF-8; half a character is written as its escape, a file as its text.

    Raises:
        TypeError: something in it has no JSON form.
        ValueError: it holds NaN or Infinity, which are not JSON.
    """
    texts: list[str] = []
    text = _written(_set_aside(value, texts) if ExactFloat.seen else value)
    if texts:
        text = _MARKED.sub(lambda found: texts[int(found[1])], text)
    return text.encode("utf-8", "backslashreplace")


def _written(value: Any) -> str:
    return json.dumps(
        value,
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
        default=_content,
    )


def _content(value: Any) -> str:
    try:
        text: str = Lazy("_runtime.uploads", "text_of").load()(value)
    except ModuleNotFoundError:  # nothing is sent as a file here
        raise TypeError(f"{type(value).__name__} has no JSON form") from None
    return text


# A private-use character: it marks the place of a text that stands aside for a moment.
_MARK = "\ue0f7"
_MARKED = re.compile(f'"{_MARK}([0-9]+){_MARK}"')


def _set_aside(value: Any, texts: list[str]) -> Any:
    """A copy of `value` with a marked string for every exact float, and for a string that holds the mark."""
    if isinstance(value, ExactFloat):
        texts.append(value.literal)
    elif isinstance(value, str) and _MARK in value:
        texts.append(_written(value))
    elif isinstance(value, dict):
        return {
            _set_aside(key, texts): _set_aside(item, texts)
            for key, item in value.items()
        }
    elif isinstance(value, (list, tuple)):
        return [_set_aside(item, texts) for item in value]
    else:
        return value
    return f"{_MARK}{len(texts) - 1}{_MARK}"


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON value")


_DECODER = json.JSONDecoder(
    parse_float=ExactFloat.read, parse_constant=_refuse_constant
)
