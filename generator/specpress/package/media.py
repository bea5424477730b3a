"""The encoding of request bodies."""

from __future__ import annotations

from specpress import ir
from specpress.document.media_types import is_json, is_lines, plain
from specpress.python.types import PythonTypes


def body_kind(body: ir.Body, python: PythonTypes) -> str:
    """Return the encoding of a request body: json, lines, form, multipart or raw."""
    name = plain(body.media_type)
    if name == "application/x-www-form-urlencoded":
        return "form"
    if name.startswith("multipart/"):
        return "multipart"
    if body.type is None:
        return "json" if is_json(name) and "*" not in name else "raw"
    if is_lines(name):
        is_array = isinstance(python.plain(body.type), ir.Array)
        return "lines" if is_array else "raw"
    return "json" if is_json(name) and not python.is_binary(body.type) else "raw"
