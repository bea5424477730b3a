"""Serialization of parameters and form fields (RFC 6570 and the OpenAPI styles)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import quote, quote_plus

from ..json.json import dumps
from ..operation import Parameter

SEPARATORS = {"spaceDelimited": " ", "pipeDelimited": "|"}
# Prefix of a value, and separator of its parts.
PREFIXES = {"label": (".", "."), "matrix": (";", ";")}
# Characters that `allowReserved` leaves unencoded. Not included: characters that would end the
# value, and the apostrophe, which HTTP libraries encode anyway.
RESERVED = {
    "path": ":@!$&()*+,;=",
    "query": ":/?@!$&()*+,;=",
    "cookie": ":/?@!$&()*+=",
    "form": ":/?@!$()*,;",
}
UNENCODED_LOCATIONS = ("header", "part", "file", "item")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_JSON = re.compile(r"[/+]json\s*(;|$)", re.IGNORECASE)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def check_header(name: str, text: str) -> None:
    """Reject header values that are not text, or that could start another header.

    Raises:
        TypeError: the value is not a str.
        ValueError: the header contains a line break or another control character.
    """
    if not isinstance(text, str):
        raise TypeError(f"header {name!r} must be str, got {type(text).__name__}")
    if _CONTROL.search(name + text):
        raise ValueError(
            f"header {name!r} must not contain a line break or another control character"
        )


def format_cookie(name: str, text: str) -> str:
    """Return a cookie as `name=value`.

    Raises:
        ValueError: the value contains a semicolon, which would start another cookie.
    """
    if ";" in text:
        raise ValueError(f"cookie {name!r} must not contain a semicolon")
    return f"{name}={text}"


def is_json(media_type: str | None) -> bool:
    """Return whether a media type is JSON or has the suffix `+json`."""
    return bool(_JSON.search(media_type or ""))


def to_text(value: Any) -> str:
    """Return a string unchanged, another JSON value as JSON text."""
    return value if isinstance(value, str) else dumps(value).decode()


def serialize_pairs(parameter: Parameter, value: Any) -> Iterator[tuple[str, str]]:
    """Yield encoded names and values: one pair, or one per part of an exploded value.

    Lists and objects are serialized without null, as in RFC 6570.
    """
    encode = _choose_encoder(parameter)
    name = parameter.wire if encode is str else _quote_name(parameter.wire)
    if not parameter.style:
        yield name, encode(_serialize_content(parameter, value))
    elif parameter.style == "deepObject":
        yield from _deep_pairs(name, value, encode)
    elif not isinstance(value, (dict, list)):
        yield name, encode(to_text(value))
    elif parameter.explode:
        yield from _part_pairs(name, value, encode)
    elif parts := [*_part_pairs(name, value, encode)]:
        # Objects are serialized as key,value,key,value.
        is_object = isinstance(value, dict)
        texts = [text for part in parts for text in (part if is_object else part[1:])]
        separator = SEPARATORS.get(parameter.style)
        yield name, (encode(separator) if separator else ",").join(texts)


def serialize(parameter: Parameter, value: Any) -> str:
    """Return the text of a value in a path or a header."""
    if isinstance(value, str) and parameter.style == "simple":
        return _choose_encoder(parameter)(value)
    pairs = [*serialize_pairs(parameter, value)]
    if parameter.style == "matrix":
        texts = [f"{name}={text}" if text else name for name, text in pairs]
    elif parameter.style and parameter.explode and isinstance(value, dict):
        texts = [f"{name}={text}" for name, text in pairs]
    else:
        texts = [text for _, text in pairs]
    prefix, separator = PREFIXES.get(parameter.style, ("", ","))
    return prefix + separator.join(texts)


EncodeText = Callable[[str], str]


def _choose_encoder(parameter: Parameter) -> EncodeText:
    """Return the percent-encoding of a parameter; `str` for none."""
    if parameter.location in UNENCODED_LOCATIONS or parameter.style == "cookie":
        return str
    if parameter.allow_reserved:
        safe = RESERVED[parameter.location]
        # Percent-encoded triples are reserved too: they must not be encoded again.
        return lambda text: quote(_LONE_PERCENT.sub("%25", text), safe=f"{safe}%")
    return quote_plus if parameter.location == "form" else _quote_all


# Names repeat in every call, so they are cached; values are not.
@lru_cache(1024)
def _quote_name(wire: str) -> str:
    return quote(wire, safe="")


def _quote_all(text: str) -> str:
    return quote(text, safe="")


def _serialize_content(parameter: Parameter, value: Any) -> str:
    """Serialize a value by its media type; JSON in a header is ASCII only."""
    if isinstance(value, str) and not is_json(parameter.content_type):
        return value
    if parameter.format is not None:
        return parameter.format.write(value, "").decode()
    text = dumps(value).decode()
    if parameter.location != "header":
        return text
    return _NOT_ASCII.sub(lambda match: json.dumps(match[0])[1:-1], text)


def _part_pairs(name: str, value: Any, encode: EncodeText) -> Iterator[tuple[str, str]]:
    """Yield the entries of an object, or the items of a list with the name of the parameter."""
    if isinstance(value, dict):
        entries = [(encode(key), item) for key, item in value.items()]
    else:
        entries = [(name, item) for item in value]
    for key, item in entries:
        if item is not None:
            yield key, encode(to_text(item))


def _deep_pairs(name: str, value: Any, encode: EncodeText) -> Iterator[tuple[str, str]]:
    """Yield `name[key]` pairs: nested objects add a bracket, lists repeat the name."""
    if isinstance(value, dict):
        for key, item in value.items():
            nested = f"{name}{encode('[')}{encode(key)}{encode(']')}"
            yield from _deep_pairs(nested, item, encode)
    elif isinstance(value, list):
        for item in value:
            yield from _deep_pairs(name, item, encode)
    elif value is not None:
        yield name, encode(to_text(value))
