"""Parse request bodies: JSON values, and the fields of forms as raw values."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote_plus

from python_multipart import parse_form
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import Field, File

from specpress import ir
from specpress.document.media_types import plain
from specpress.mock.styles import Pairs, RequestParts, parse_pairs, read_parameter
from specpress.mock.text_values import RawValue


def parse_json(body: bytes) -> Any:
    """Parse a JSON body.

    Raises:
        ValueError: The body is not JSON.
    """
    try:
        return json.loads(body, parse_constant=_reject_constant)
    except RecursionError as error:
        raise ValueError("JSON is nested too deeply") from error


def _reject_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON value")


def parse_form_fields(
    content_type: str, body: bytes, encodings: Iterable[ir.Encoding]
) -> dict[str, RawValue]:
    """Parse a form; a repeated field has a list of texts.

    Raises:
        ValueError: The body does not match its media type.
    """
    if plain(content_type).startswith("multipart/"):
        return _group_fields(_parse_multipart(content_type, body))
    pairs = parse_pairs(body.decode())
    fields = _group_fields((name, unquote_plus(text)) for name, text in pairs)
    # A style may split the text before it is decoded, so it needs the encoded pairs.
    for encoding in encodings:
        if encoding.style is not None:
            fields |= _read_styled_field(encoding, pairs, fields)
        if encoding.style == "deepObject":
            prefix = f"{encoding.name}["
            fields = {n: v for n, v in fields.items() if not n.startswith(prefix)}
    return fields


def _read_styled_field(
    encoding: ir.Encoding, pairs: Pairs, fields: Mapping[str, RawValue]
) -> dict[str, RawValue]:
    """Read a field with a ``style``, which works like a query parameter."""
    parameter = ir.Parameter(
        wire=encoding.name,
        location="query",
        style=encoding.style or "form",
        explode=encoding.explode,
        required=False,
        type="",
        default=None,
        description="",
        notes=(),
        deprecated=False,
        content_type=None,
        allow_reserved=encoding.allow_reserved,
        allow_empty=False,
        origin="",
    )
    types = {"object"} if encoding.style == "deepObject" else {"array"}
    if encoding.style == "deepObject":
        pairs = tuple(pair for pair in pairs if pair[0].startswith(f"{encoding.name}["))
    parts = RequestParts({}, pairs, {}, ())
    raw = next(read_parameter(parameter, parts, types, set(fields)), None)
    if isinstance(raw, list) and len(raw) == 1:
        # A scalar, or an array of one item: the schema decides.
        raw = raw[0]
    return {encoding.name: raw} if raw is not None else {}


def _parse_multipart(content_type: str, body: bytes) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []

    def on_field(field: Field) -> None:
        name = (field.field_name or b"").decode()
        fields.append((name, (field.value or b"").decode("utf-8", "replace")))

    def on_file(file: File) -> None:
        name = (file.field_name or b"").decode()
        # Schemas describe the content of a file as a string.
        file.file_object.seek(0)
        fields.append((name, file.file_object.read().decode("utf-8", "replace")))

    headers = {
        "Content-Type": content_type.encode(),
        "Content-Length": str(len(body)).encode(),
    }
    try:
        parse_form(headers, io.BytesIO(body), on_field, on_file)
    except FormParserError as error:
        raise ValueError(str(error)) from error
    return fields


def _group_fields(pairs: Iterable[tuple[str, str]]) -> dict[str, RawValue]:
    fields: dict[str, list[str]] = {}
    for name, text in pairs:
        fields.setdefault(name, []).append(text)
    return {
        name: texts if len(texts) > 1 else texts[0] for name, texts in fields.items()
    }
