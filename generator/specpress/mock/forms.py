"""Forms: takes the body of a request, gives its JSON value, or the fields of a form as texts."""

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
from specpress.mock.styles import Pairs, RequestParts, pairs_of, raws
from specpress.mock.text_values import Raw
from specpress.views.media import plain


def json_value(body: bytes) -> Any:
    """The JSON value of a body.

    Raises:
        ValueError: it is none.
    """
    try:
        return json.loads(body, parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("it is too deep") from error


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no JSON value")


def fields(
    content_type: str, body: bytes, encodings: Iterable[ir.Encoding]
) -> dict[str, Raw]:
    """The fields of a form by their names; one that is there several times is a list.

    Raises:
        ValueError: it is no such form.
    """
    if plain(content_type).startswith("multipart/"):
        return _gathered(_parts(content_type, body))
    pairs = pairs_of(body.decode())
    found = _gathered((name, unquote_plus(text)) for name, text in pairs)
    for encoding in encodings:
        if encoding.style is not None:
            found |= _styled(encoding, pairs, found)
    return found


def _styled(
    encoding: ir.Encoding, pairs: Pairs, found: Mapping[str, Raw]
) -> dict[str, Raw]:
    """A field that is written in a style, as a parameter of the query is."""
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
    kinds = {"object"} if encoding.style == "deepObject" else {"array"}
    parts = RequestParts({}, pairs, {}, ())
    raw = next(raws(parameter, parts, kinds, set(found)), None)
    return {encoding.name: raw} if raw is not None else {}


def _parts(content_type: str, body: bytes) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def on_field(field: Field) -> None:
        found.append(
            (
                (field.field_name or b"").decode(),
                (field.value or b"").decode("utf-8", "replace"),
            )
        )

    def on_file(file: File) -> None:
        file.file_object.seek(0)
        text = file.file_object.read().decode("utf-8", "replace")
        found.append(((file.field_name or b"").decode(), text))

    headers = {
        "Content-Type": content_type.encode(),
        "Content-Length": str(len(body)).encode(),
    }
    try:
        parse_form(headers, io.BytesIO(body), on_field, on_file)
    except FormParserError as error:
        raise ValueError(str(error)) from error
    return found


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, Raw]:
    found: dict[str, list[str]] = {}
    for name, text in pairs:
        found.setdefault(name, []).append(text)
    return {
        name: texts if len(texts) > 1 else texts[0] for name, texts in found.items()
    }
