"""Values of response headers by their declared types."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Generic, TypeVar

from ..json.json import loads
from ..operation import PACKAGE
from ..retry import parse_http_date
from .codec import Codec, Faults, InvalidDataError
from .parameter_values import is_json
from .types import (
    Model,
    codec_for,
    decode_value,
    parse_alias,
    read_fields,
    split_union,
)

T = TypeVar("T")
_BOOLEANS = {"true": True, "false": False}
# Bounded: longer numbers take long to read.
_NUMBER = re.compile(r"-?[0-9]{1,1000}(\.[0-9]+)?([eE][+-]?[0-9]{1,4})?")
_LEADING_ZEROS = re.compile(r"^(-?)0+(?=[0-9])")
COOKIE = "set-cookie"


@dataclass(frozen=True, slots=True)
class ResponseHeader(Generic[T]):
    """A response header; `T` is the type of its value."""

    name: str
    type: str = "str"
    """Annotation of the value."""
    explode: bool = False
    """True if an object is written as `key=value`, not as `key,value`."""
    content_type: str | None = None
    """Media type of the value, instead of the style."""

    def read(self, lines: tuple[str, ...]) -> T | None:
        """Return the value of the header; None without it, also if it is required.

        Raises:
            InvalidDataError: the value contradicts the document.
        """
        if not lines:
            return None
        try:
            value: T = decode_value(self.type, self._parse(lines))
        except InvalidDataError as error:
            faults = [
                replace(fault, pointer=f"{self.name}{fault.pointer}")
                for fault in error.faults
            ]
            raise InvalidDataError(faults, error.partial) from None
        return value

    def _parse(self, lines: tuple[str, ...]) -> Any:
        """Return the JSON value."""
        node = ast.parse(self.type, mode="eval").body
        if self.name.lower() == COOKIE:
            is_list = isinstance(node, ast.Subscript)
            return [*lines] if is_list else "\n".join(lines)
        text = ", ".join(lines)
        if self.content_type is None:
            try:
                return _parse(node, text, self.explode)
            except RecursionError:  # a type that contains itself
                return text
        if not is_json(self.content_type):
            return _parse_scalar(codec_for(self.type), text)
        try:
            return loads(text)
        except ValueError:
            return text


def _parse(node: ast.expr, text: str, explode: bool) -> Any:
    """Return the JSON value of a text in the style `simple`."""
    match node:
        case ast.Subscript(value=ast.Name(id="list"), slice=item):
            return [_parse(item, part, explode) for part in _split(text)]
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple()):
            return [_parse_any(part) for part in _split(text)]
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[_, item])):
            pairs = _split_pairs(text, explode)
            return {key: _parse(item, part, explode) for key, part in pairs}
        case ast.BinOp():
            return _parse_union(split_union(node), text, explode)
        case ast.Name(id=name):
            target = getattr(import_module(f"{PACKAGE}.models"), name, None)
            if isinstance(target, type) and issubclass(target, Model):
                return _parse_object(target, text, explode)
            if target is not None and not isinstance(target, type):
                return _parse_union(parse_alias(target)[0], text, explode)
    return _parse_scalar(codec_for(ast.unparse(node)), text)


def _parse_union(nodes: list[ast.expr], text: str, explode: bool) -> Any:
    """Return the first value without a contradiction: strings after other scalars, then arrays."""
    nodes = sorted(nodes, key=lambda n: (isinstance(n, ast.Subscript), _is_text(n)))
    for node in nodes:
        value, codec = _parse(node, text, explode), codec_for(ast.unparse(node))
        if _is_valid(codec, value):
            return value
    return text


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "str"


def _parse_object(model: Any, text: str, explode: bool) -> dict[str, Any]:
    codecs = {field.wire_name: field.codec for field in read_fields(model).fields}
    pairs = _split_pairs(text, explode)
    return {
        key: _parse_scalar(codecs[key], part) if key in codecs else part
        for key, part in pairs
    }


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")] if text.strip() else []


def _split_pairs(text: str, explode: bool) -> Iterator[tuple[str, str]]:
    """Yield the entries of an object."""
    parts = _split(text)
    if not explode:
        yield from zip(parts[::2], parts[1::2], strict=False)
        return
    for part in parts:
        key, _, value = part.partition("=")
        yield key, value


def _parse_scalar(codec: Codec, text: str) -> Any:
    """Return the first value of a text that the type has: a boolean, a number, or the text."""
    if codec.plain == {str}:
        return text
    return next((v for v in _list_values(text) if _is_valid(codec, v)), text)


def _parse_any(text: str) -> Any:
    return next(_list_values(text))


def _list_values(text: str) -> Iterator[Any]:
    plain = text.strip()
    if plain in _BOOLEANS:
        yield _BOOLEANS[plain]
    if _NUMBER.fullmatch(plain):
        yield loads(_LEADING_ZEROS.sub(r"\1", plain))
    yield text
    date = parse_http_date(plain)
    if date is not None:
        yield date.isoformat()


def _is_valid(codec: Codec, value: Any) -> bool:
    faults = Faults()
    codec.decode(value, [value], 0, faults, "")
    return not faults
