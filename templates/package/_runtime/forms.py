"""Bodies that are made of parts: `application/x-www-form-urlencoded`, `multipart/…`, JSON in lines.

Each of `form`, `multipart` and `lines` takes a value and what is declared of it, and gives the content
type and the bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from .encode import encode_any, encode_upload
from .files import File, is_raw
from .json import dumps
from .operation import Body, Parameter
from .parameter_values import check_header, pairs
from .uploads import Source, Upload, as_file, joined, media_type, pieces_of

Part = tuple[dict[str, str], list[bytes | Source]]


def form(value: Any, declared: Body) -> tuple[str, bytes]:
    """The fields of an object as pairs."""
    return declared.media_type, urlencoded(value, declared.fields).encode()


def lines(value: Any, declared: Body) -> tuple[str, bytes]:
    """The items of a list as JSON, each in its line (RFC 7464 has a mark before each)."""
    mark = b"\x1e" if "json-seq" in declared.media_type else b""
    found = (mark + dumps(encode_any(item)) + b"\n" for item in value)
    return declared.media_type, b"".join(found)


def urlencoded(value: Any, declared: tuple[Parameter, ...] = ()) -> str:
    """The pairs of an object, as one text."""
    fields = _fields(value, declared, "form")
    return "&".join(f"{n}={t}" for field in fields for n, t in pairs(*field))


def multipart(value: Any, declared: Body) -> tuple[str, bytes | Upload]:
    """Parts with a boundary between them: named ones of an object, bare ones of a list."""
    boundary = os.urandom(16).hex()
    split = _fields if isinstance(value, dict) else _items
    pieces: list[bytes | Source] = []
    for parameter, item in split(value, declared.fields, "part"):
        for headers, content in _written(parameter, item):
            for name, text in headers.items():
                check_header(name, text)
            head = "".join(f"{name}: {text}\r\n" for name, text in headers.items())
            pieces += [f"--{boundary}\r\n{head}\r\n".encode(), *content, b"\r\n"]
    pieces.append(f"--{boundary}--\r\n".encode())
    return f"{declared.media_type}; boundary={boundary}", joined(pieces)


def _fields(
    value: Any, declared: tuple[Parameter, ...], location: str
) -> Iterator[tuple[Parameter, Any]]:
    """The fields of an object, without null; the items of a list stand each for itself, unless a style joins them."""
    known = {parameter.wire: parameter for parameter in declared}
    for name, item in value.items():
        parameter = known.get(name) or Parameter(name, location, style="")
        items = item if isinstance(item, (list, tuple)) else [item]
        joined = parameter.style and not any(map(is_raw, items))
        for entry in [item] if joined else items:
            if entry is not None:
                yield parameter, encode_upload(entry)


def _items(
    value: Any, declared: tuple[Parameter, ...], _: str
) -> Iterator[tuple[Parameter, Any]]:
    """The items of a list: what is declared of them goes by their places, or ("*") for all the others."""
    known = {parameter.wire: parameter for parameter in declared}
    plain = known.get("*") or Parameter("", "item", style="")
    for place, item in enumerate(value):
        yield known.get(str(place)) or plain, encode_upload(item)


def _written(parameter: Parameter, item: Any) -> Iterator[Part]:
    """The headers and the content of each part that a value becomes."""
    if is_raw(item) or parameter.location == "file":
        file = as_file(item)
        head = _disposition(parameter, parameter.wire, file)
        kind = media_type(file, parameter.content_type)
        yield {**head, "Content-Type": kind, **file.headers}, pieces_of(file)
        return
    told = {} if parameter.style else _content_type(parameter.content_type, item)
    for name, text in pairs(parameter, item):
        yield {**_disposition(parameter, name), **told}, [text.encode()]


def _content_type(declared: str | None, item: Any) -> dict[str, str]:
    """What the document says, where that is one type; JSON where only JSON can hold the value."""
    if declared and "*" not in declared and "," not in declared:
        return {"Content-Type": declared}
    nested = isinstance(item, (dict, list))
    return {"Content-Type": "application/json"} if nested else {}


def _disposition(
    parameter: Parameter, name: str, file: File | None = None
) -> dict[str, str]:
    """How a part is called; those of a list have no names, but their files may have."""
    bare = parameter.location == "item"
    told = [] if bare else [f'form-data; name="{_quoted(name)}"']
    filename = file and (file.filename or (None if bare else name))
    if filename:
        told = [*(told or ["attachment"]), f'filename="{_quoted(filename)}"']
    return {"Content-Disposition": "; ".join(told)} if told else {}


def _quoted(text: str) -> str:
    """A name inside quotes, as browsers write it: nothing in it can end the header."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
