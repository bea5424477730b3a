"""Values as text: how parameters and the fields of forms are written (RFC 6570 and the OpenAPI styles)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import quote, quote_plus

from .json import dumps
from .operation import Parameter

SEPARATORS = {"spaceDelimited": " ", "pipeDelimited": "|"}
AROUND = {"label": (".", "."), "matrix": (";", ";")}
"""What stands before the parts of a value, and between them."""
RESERVED = {
    "path": ":@!$&()*+,;=",
    "query": ":/?@!$&()*+,;=",
    "cookie": ":/?@!$&()*+=",
    "form": ":/?@!$()*,;",
}
"""What `allowReserved` leaves as it is: nowhere what would end the place where it stands, or what
libraries of HTTP encode on their own (an apostrophe)."""
AS_IS = ("header", "part", "file", "item")
"""Where nothing is encoded."""
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_JSON = re.compile(r"[/+]json\s*(;|$)", re.IGNORECASE)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def check_header(name: str, text: str) -> None:
    """Refuse what could end a header and start another, and what no header may hold.

    Raises:
        TypeError: it is no text.
        ValueError: there is a line break or another control character in it.
    """
    if not isinstance(text, str):
        raise TypeError(f"the header {name!r} is text, not {type(text).__name__}")
    if _CONTROL.search(name + text):
        told = f"the header {name!r} holds a line break or another control character"
        raise ValueError(told)


def cookie(name: str, text: str) -> str:
    """One cookie.

    Raises:
        ValueError: it would end early, and another one begin.
    """
    if ";" in text:
        raise ValueError(f"the cookie {name!r} holds a semicolon")
    return f"{name}={text}"


def is_json(media_type: str | None) -> bool:
    """Whether a media type is JSON or one of its kin."""
    return bool(_JSON.search(media_type or ""))


def text_of(value: Any) -> str:
    """A JSON value as text; a string as it is."""
    return value if isinstance(value, str) else dumps(value).decode()


def pairs(parameter: Parameter, value: Any) -> Iterator[tuple[str, str]]:
    """Names and texts, ready to be sent: one pair, or one for each part of a value that is taken apart.

    null is no part of a list or an object: RFC 6570 leaves it out.
    """
    write = _writer(parameter)
    name = parameter.wire if write is str else _name(parameter.wire)
    if not parameter.style:
        yield name, write(_content(parameter, value))
    elif parameter.style == "deepObject":
        yield from _deep(name, value, write)
    elif not isinstance(value, (dict, list)):
        yield name, write(text_of(value))
    elif parameter.explode:
        yield from _parts(name, value, write)
    elif parts := [*_parts(name, value, write)]:
        whole = isinstance(value, dict)
        texts = [text for part in parts for text in (part if whole else part[1:])]
        own = SEPARATORS.get(parameter.style)
        yield name, (write(own) if own else ",").join(texts)


def written(parameter: Parameter, value: Any) -> str:
    """The text of a value in a path or a header."""
    if isinstance(value, str) and parameter.style == "simple":
        return _writer(parameter)(value)
    found = [*pairs(parameter, value)]
    if parameter.style == "matrix":
        texts = [f"{name}={text}" if text else name for name, text in found]
    elif parameter.style and parameter.explode and isinstance(value, dict):
        texts = [f"{name}={text}" for name, text in found]
    else:
        texts = [text for _, text in found]
    before, between = AROUND.get(parameter.style, ("", ","))
    return before + between.join(texts)


Write = Callable[[str], str]


def _writer(parameter: Parameter) -> Write:
    """How a text is encoded in the place of a parameter."""
    if parameter.location in AS_IS or parameter.style == "cookie":
        return str
    if parameter.allow_reserved:
        safe = RESERVED[parameter.location]
        return lambda text: quote(_LONE_PERCENT.sub("%25", text), safe=f"{safe}%")
    return quote_plus if parameter.location == "form" else _quoted


@lru_cache(1024)
def _name(wire: str) -> str:
    return quote(wire, safe="")


def _quoted(text: str) -> str:
    return quote(text, safe="")


def _content(parameter: Parameter, value: Any) -> str:
    """A value that is written as its media type says; JSON in a header has ASCII alone."""
    if isinstance(value, str) and not is_json(parameter.content_type):
        return value
    text = dumps(value).decode()
    if parameter.location != "header":
        return text
    return _NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _parts(name: str, value: Any, write: Write) -> Iterator[tuple[str, str]]:
    """The entries of an object; of a list its items, each with the name of the whole."""
    if isinstance(value, dict):
        entries = [(write(key), item) for key, item in value.items()]
    else:
        entries = [(name, item) for item in value]
    for key, item in entries:
        if item is not None:
            yield key, write(text_of(item))


def _deep(name: str, value: Any, write: Write) -> Iterator[tuple[str, str]]:
    """`name[key]`, deeper objects with a bracket more, lists by repetition."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _deep(f"{name}{write('[')}{write(key)}{write(']')}", item, write)
    elif isinstance(value, list):
        for item in value:
            yield from _deep(name, item, write)
    elif value is not None:
        yield name, write(text_of(value))
