"""Serialization of parameters and form fields (RFC 6570 and the OpenAPI styles)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote, quote_plus, unquote

from ..json.json import dumps
from ..operation import Parameter
from ..transport.secrets import mask
from .codec import Encoding, InvalidArgumentError
from .encoders import encode_any, key_step

# Only Swagger 2.0 has tabs.
SEPARATORS = {"spaceDelimited": " ", "pipeDelimited": "|", "tabDelimited": "\t"}
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
# Headers of the connection and of the framing of a message.
CONNECTION_HEADERS = frozenset(
    [
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    ]
)
UNENCODED_LOCATIONS = ("header", "part", "file", "item")
NULL_HINT = "null cannot be sent here: leave it out"
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_TEXT = re.compile(
    "(?:[!-~\x80-\ud7ff\ue000-\U0010ffff]"
    "(?:[\t -~\x80-\ud7ff\ue000-\U0010ffff]*[!-~\x80-\ud7ff\ue000-\U0010ffff])?)?"
)
_JSON = re.compile(r"[/+]json\s*(;|$)", re.IGNORECASE)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def check_header(text: str) -> str:
    """Return the value of a header: text that HTTP libraries send.

    Raises:
        InvalidArgumentError: the value is not valid; the error does not show it.
    """
    if not isinstance(text, str):
        expected = "a str"
    elif _HEADER_TEXT.fullmatch(text):
        return text
    elif _CONTROL.search(text):
        expected = "text without a line break or another control character"
    elif _SURROGATE.search(text):
        expected = "text without lone surrogates"
    else:
        expected = "text without surrounding blanks"
    raise InvalidArgumentError(expected, mask(text))


def is_header_text(text: str | None) -> bool:
    """Return whether a value of a server can be sent back in a header."""
    return bool(text and _HEADER_TEXT.fullmatch(text))


def check_header_name(name: str) -> str:
    """Return the name of a header.

    Raises:
        InvalidArgumentError: the name is not valid.
    """
    if not isinstance(name, str) or not _HEADER_NAME.fullmatch(name):
        raise InvalidArgumentError("a valid name of a header", name)
    return name


def check_additional_header(name: str, text: str) -> str:
    """Return the name of a header of the caller in lower case.

    Raises:
        InvalidArgumentError: the name or the value is not allowed, or the HTTP library sets it.
    """
    try:
        if check_header_name(name).lower() in CONNECTION_HEADERS:
            expected = "no value: it is set by the HTTP library"
            raise InvalidArgumentError(expected, mask(text), "remove it")
        check_header(text)
    except InvalidArgumentError as error:
        error.add(f"header {name!r}")
        raise
    return name.lower()


def format_cookie(name: str, text: str) -> str:
    """Return a cookie as `name=value`.

    Raises:
        InvalidArgumentError: the value contains a semicolon, which would start another cookie.
    """
    if ";" in text:
        expected = "text without a semicolon, which would start another cookie"
        raise InvalidArgumentError(expected, mask(text))
    return f"{name}={text}"


def is_json(media_type: str | None) -> bool:
    """Return whether a media type is JSON or has the suffix `+json`."""
    return bool(_JSON.search(media_type or ""))


def to_text(value: Any) -> str:
    """Return a string unchanged, another JSON value as JSON text."""
    return value if isinstance(value, str) else dumps(value).decode()


def encode_query_value(value: Any, encoding: Encoding) -> Any:
    """Encode the value of a query parameter that the document does not declare.

    Raises:
        InvalidArgumentError: the value is neither text, a number, a boolean nor a list of these.
    """
    encoded = encode_any(value, encoding)
    items = encoded if isinstance(encoded, list) else [encoded]
    if all(isinstance(item, (str, int, float)) for item in items):
        return encoded
    raise InvalidArgumentError("text, a number, a boolean or a list of these", value)


def serialize_pairs(parameter: Parameter, value: Any) -> Iterator[tuple[str, str]]:
    """Yield encoded names and values: one pair, or one per part of an exploded value.

    Raises:
        InvalidArgumentError: the style cannot express the value.
    """
    encode = _choose_encoder(parameter)
    name = parameter.wire if encode is str else _quote_name(parameter.wire)
    if parameter.keys is not None:
        yield from parameter.keys(name, value, encode)
    elif not parameter.style:
        yield name, encode(_serialize_content(parameter, value))
    elif not isinstance(value, (dict, list)):
        yield name, encode(to_text(value))
    elif parameter.explode:
        yield from _part_pairs(name, value, encode)
    elif value:
        # Objects are serialized as key,value,key,value.
        is_object = isinstance(value, dict)
        parts = _part_pairs(name, value, encode)
        texts = [part if is_object else part[1:] for part in parts]
        separator = SEPARATORS.get(parameter.style)
        yield name, _join(texts, encode(separator) if separator else ",", value)


def serialize(parameter: Parameter, value: Any) -> str:
    """Return the text of a value in a path or a header.

    Raises:
        InvalidArgumentError: the style cannot express the value.
    """
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
    if parameter.explode and parameter.style and isinstance(value, (dict, list)):
        return prefix + _join([(text,) for text in texts], separator, value)
    return prefix + separator.join(texts)


def _join(parts: Sequence[tuple[str, ...]], separator: str, value: Any) -> str:
    """Join the texts of the items or entries of a value.

    Raises:
        InvalidArgumentError: a text contains the separator, so it would be read as two.
    """
    for position, texts in enumerate(parts):
        if any(separator in text for text in texts):
            expected = f"text without {unquote(separator)!r}"
            raise _refuse(value, position, expected, "it separates the texts here")
    return separator.join(text for texts in parts for text in texts)


def _refuse(
    value: Any, position: int, expected: str, hint: str
) -> InvalidArgumentError:
    """Return the error for an item of a list, or a property of an object."""
    key = [*value][position] if isinstance(value, dict) else position
    item = value[key]
    error = InvalidArgumentError(expected, item, hint)
    error.add(key_step(key) if isinstance(value, dict) else f"[{key}]")
    return error


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
    """Serialize a value by its media type; JSON in a header is ASCII only.

    Raises:
        InvalidArgumentError: the value is an object or array, and the media type is not JSON.
    """
    if isinstance(value, str) and not is_json(parameter.content_type):
        return value
    if parameter.format is not None:
        return parameter.format.write(value, "").decode()
    if isinstance(value, (dict, list)) and not _can_be_json(parameter.content_type):
        expected = f"text: {parameter.content_type} is not JSON"
        raise InvalidArgumentError(expected, value)
    text = dumps(value).decode()
    if parameter.location != "header":
        return text
    return _NOT_ASCII.sub(lambda match: json.dumps(match[0])[1:-1], text)


def _can_be_json(media_types: str | None) -> bool:
    """Return whether JSON may be sent as one of several media types; text/plain may be any text."""
    names = (media_types or "*").split(",")
    return any(is_json(n) or "*" in n or "text/plain" in n.lower() for n in names)


def _part_pairs(name: str, value: Any, encode: EncodeText) -> Iterator[tuple[str, str]]:
    """Yield the entries of an object, or the items of a list with the name of the parameter."""
    is_object = isinstance(value, dict)
    for position, key in enumerate(value):
        item = value[key] if is_object else key
        if item is None:
            raise _refuse(value, position, "a value", NULL_HINT)
        yield (encode(key) if is_object else name), encode(to_text(item))
