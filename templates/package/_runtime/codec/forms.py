"""Encoding of bodies with several parts: URL-encoded forms, multipart, JSON in lines."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from ..json.json import dumps
from ..operation import Parameter
from .bodies import Body
from .codec import Encoding, InvalidArgumentError
from .encoders import (
    encode_entries,
    encode_items,
    encode_upload,
    is_array,
    key_step,
)
from .files import File, as_file, is_raw
from .parameter_values import (
    NULL_HINT,
    check_header,
    check_header_name,
    is_json,
    serialize_pairs,
)
from .types import encode_value
from .uploads import Source, Upload, choose_media_type, join_pieces, split_content

Part = tuple[dict[str, str], list[bytes | Source]]


def serialize_form(spec: Body, body: Any, encoding: Encoding) -> tuple[str, bytes]:
    """Serialize an object as `application/x-www-form-urlencoded`."""
    value = _encode(spec, body, encoding)
    if not isinstance(value, dict):
        raise InvalidArgumentError("a dict", body)
    return spec.media_type, _join_pairs(value, spec.fields).encode()


def serialize_lines(spec: Body, body: Any, encoding: Encoding) -> tuple[str, bytes]:
    """Serialize a list as JSON lines, or as a JSON text sequence (RFC 7464)."""
    separator = b"\x1e" if "json-seq" in spec.media_type else b""
    items = encode_value(spec.type, body, encoding)
    return spec.media_type, b"".join(separator + dumps(i) + b"\n" for i in items)


def serialize_query(parameter: Parameter, value: Any) -> str:
    """Serialize an argument that is the complete query (`in: querystring`)."""
    if isinstance(value, dict) and not is_json(parameter.content_type):
        return _join_pairs(value)
    return next(text for _, text in serialize_pairs(parameter, value))


def _encode(spec: Body, body: Any, encoding: Encoding) -> Any:
    """Encode a body; files are returned unchanged."""
    if spec.type is not None:
        value = encode_value(spec.type, body, encoding)
        if isinstance(value, (dict, list)):
            return value
    elif isinstance(body, Mapping):
        return encode_entries(encode_upload, body, encoding)
    elif is_array(body):
        return encode_items(encode_upload, body, encoding)
    raise InvalidArgumentError("a dict or a list", body)


def _join_pairs(value: Any, specs: tuple[Parameter, ...] = ()) -> str:
    """Return the properties of an object as `name=value` pairs, joined by `&`."""
    fields = _list_fields(value, specs, "form")
    return "&".join(f"{n}={t}" for field in fields for n, t in _list_pairs(*field))


def _list_pairs(parameter: Parameter, value: Any) -> list[tuple[str, str]]:
    """Return the pairs of a field; an error has the name of the field in its path."""
    try:
        return [*serialize_pairs(parameter, value)]
    except InvalidArgumentError as error:
        error.add(key_step(parameter.wire) if parameter.wire else "")
        raise


def serialize_multipart(
    spec: Body, body: Any, encoding: Encoding
) -> tuple[str, bytes | Upload]:
    """Serialize an object as named parts, or a list as parts without names."""
    boundary, value = os.urandom(16).hex(), _encode(spec, body, encoding)
    list_parts = _list_fields if isinstance(value, dict) else _list_items
    pieces: list[bytes | Source] = []
    for parameter, item in list_parts(value, spec.fields, "part"):
        for headers, content in _build_parts(parameter, item):
            lines = (
                f"{check_header_name(name)}: {check_header(text)}\r\n"
                for name, text in headers.items()
            )
            head = "".join(lines)
            pieces += [f"--{boundary}\r\n{head}\r\n".encode(), *content, b"\r\n"]
    pieces.append(f"--{boundary}--\r\n".encode())
    return f"{spec.media_type}; boundary={boundary}", join_pieces(pieces)


form_body = partial(Body, serialize_form)
multipart_body = partial(Body, serialize_multipart)
lines_body = partial(Body, serialize_lines)
querystring = partial(Parameter, location="querystring", serialize=serialize_query)


def _list_fields(
    value: Any, specs: tuple[Parameter, ...], location: str
) -> Iterator[tuple[Parameter, Any]]:
    """Yield the fields of an object; a list yields each item unless its style joins them.

    Raises:
        InvalidArgumentError: a field is null, which only JSON can express.
    """
    specs_by_name = {parameter.wire: parameter for parameter in specs}
    for name, item in value.items():
        parameter = specs_by_name.get(name) or Parameter(name, location, style="")
        is_list = isinstance(item, (list, tuple))
        items = item if is_list else [item]
        is_joined = parameter.style and not any(map(is_raw, items))
        for index, entry in enumerate([item] if is_joined else items):
            step = f"[{index}]" if is_list and not is_joined else ""
            _check_null(parameter, entry, key_step(name) + step)
            yield parameter, entry


def _check_null(parameter: Parameter, value: Any, path: str) -> None:
    """Refuse null, unless the field is JSON."""
    if value is None and not is_json(parameter.content_type):
        error = InvalidArgumentError("a value", value, NULL_HINT)
        error.add(path)
        raise error


def _list_items(
    value: Any, specs: tuple[Parameter, ...], _: str
) -> Iterator[tuple[Parameter, Any]]:
    """Yield the items of a list; specs are named by index, or "*" for all others."""
    specs_by_name = {parameter.wire: parameter for parameter in specs}
    default = specs_by_name.get("*") or Parameter("", "item", style="")
    for index, item in enumerate(value):
        parameter = specs_by_name.get(str(index)) or default
        _check_null(parameter, item, f"[{index}]")
        yield parameter, item


def _read_file(parameter: Parameter, item: Any) -> File:
    """Return the file of a part; an error has the name of the part in its path."""
    try:
        return as_file(item)
    except InvalidArgumentError as error:
        error.add(key_step(parameter.wire) if parameter.wire else "")
        raise


def _build_parts(parameter: Parameter, item: Any) -> Iterator[Part]:
    """Yield the headers and the content of each part of a value."""
    if is_raw(item) or parameter.location == "file":
        file = _read_file(parameter, item)
        disposition = _disposition(parameter, parameter.wire, file)
        media_type = choose_media_type(file, parameter.content_type)
        headers = {**disposition, "Content-Type": media_type, **file.headers}
        yield headers, split_content(file)
        return
    header = {} if parameter.style else _content_type(parameter.content_type, item)
    for name, text in _list_pairs(parameter, item):
        yield {**_disposition(parameter, name), **header}, [text.encode()]


def _content_type(declared: str | None, item: Any) -> dict[str, str]:
    """Return the header with a single declared type, else JSON for objects and arrays."""
    if declared and "*" not in declared and "," not in declared:
        return {"Content-Type": declared}
    is_nested = isinstance(item, (dict, list))
    return {"Content-Type": "application/json"} if is_nested else {}


def _disposition(
    parameter: Parameter, name: str, file: File | None = None
) -> dict[str, str]:
    """Return the header with the name of a part, if it has one, and the filename."""
    is_unnamed = parameter.location == "item"
    parts = [] if is_unnamed else [f'form-data; name="{_quote(name)}"']
    filename = None
    if file is not None:
        filename = file.filename or (None if is_unnamed else name)
    if filename:
        parts = [*(parts or ["attachment"]), f'filename="{_quote(filename)}"']
    return {"Content-Disposition": "; ".join(parts)} if parts else {}


def _quote(text: str) -> str:
    """Escape a name as browsers do, so that it cannot end the header."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
