"""Forms: a JSON object written as `application/x-www-form-urlencoded` or as `multipart/form-data`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from .files import File, as_file, is_raw, read_content
from .json import dumps
from .operation import Encoding, Parameter
from .values import query_pairs, text_of

Pair = tuple[str, Any]


def urlencoded(value: Mapping[str, Any], encodings: tuple[Encoding, ...]) -> bytes:
    """The fields as pairs, each written by its style (`form`, exploded, where none is declared)."""
    known = {encoding.name: encoding for encoding in encodings}
    pairs: list[str] = []
    for name, item in value.items():
        if item is not None:
            pairs += query_pairs(_parameter(name, known.get(name), item), item)
    return "&".join(pairs).replace("%20", "+").encode()


def _parameter(name: str, encoding: Encoding | None, item: Any) -> Parameter:
    """A field as a query parameter: the rules are the same."""
    style = encoding.style if encoding and encoding.style else "form"
    explode = encoding.explode if encoding is not None else None
    content_type = encoding.content_type if encoding and not encoding.style else None
    if content_type is None and _is_nested(item) and not (encoding and encoding.style):
        content_type = "application/json"
    plain = content_type is None or "json" not in content_type
    return Parameter(
        argument=name,
        wire=name,
        location="query",
        style=style,
        explode=style == "form" if explode is None else explode,
        content_type=None if plain else content_type,
    )


def _is_nested(item: Any) -> bool:
    """Whether a value holds objects: those have no form of their own in a pair."""
    if isinstance(item, list):
        return any(isinstance(entry, (dict, list)) for entry in item)
    return isinstance(item, dict)


def multipart(
    value: Mapping[str, Any], encodings: tuple[Encoding, ...], media_type: str
) -> tuple[str, bytes]:
    """The content type with its boundary, and the parts: one for each field, or for each item of a list."""
    known = {encoding.name: encoding.content_type for encoding in encodings}
    boundary = os.urandom(16).hex()
    chunks: list[bytes] = []
    for name, item in _spread(value):
        headers, content = _part(name, item, known.get(name))
        chunks += [f"--{boundary}\r\n{headers}\r\n\r\n".encode(), content, b"\r\n"]
    chunks.append(f"--{boundary}--\r\n".encode())
    return f"{media_type}; boundary={boundary}", b"".join(chunks)


def _spread(value: Mapping[str, Any]) -> Iterator[Pair]:
    for name, item in value.items():
        if isinstance(item, (list, tuple)):
            yield from ((name, entry) for entry in item)
        elif item is not None:
            yield name, item


def _part(name: str, item: Any, content_type: str | None) -> tuple[str, bytes]:
    """The headers and the content of one part."""
    disposition = f'Content-Disposition: form-data; name="{_quoted(name)}"'
    single = content_type if content_type and "," not in content_type else None
    if is_raw(item):
        return _file_part(disposition, as_file(item), name, single)
    if isinstance(item, (dict, list)):
        kind = single or "application/json"
        return f"{disposition}\r\nContent-Type: {kind}", dumps(item)
    if single and "json" in single:
        return f"{disposition}\r\nContent-Type: {single}", dumps(item)
    told = f"\r\nContent-Type: {single}" if single else ""
    return f"{disposition}{told}", text_of(item).encode()


def _file_part(
    disposition: str, file: File, name: str, content_type: str | None
) -> tuple[str, bytes]:
    filename = _quoted(file.filename or name)
    kind = file.content_type or _concrete(content_type) or "application/octet-stream"
    head = f'{disposition}; filename="{filename}"\r\nContent-Type: {_line(kind)}'
    return head, read_content(file)


def _concrete(content_type: str | None) -> str | None:
    return content_type if content_type and "*" not in content_type else None


def _quoted(text: str) -> str:
    """A name inside quotes, as browsers write it: nothing in it can end the header."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _line(text: str) -> str:
    return quote(text, safe="/;=+.-_ *\"'")
