"""Pagination in the extensions of other tools: Fern, Speakeasy, AutoRest.

An extension that is not of the shape that its tool documents, or that refers to a part of the
request body, is ignored: the pagination may then be inferred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from specpress import ir
from specpress.document.pointers import escape_step
from specpress.document.resolve import Cursor

FERN, SPEAKEASY = "x-fern-pagination", "x-speakeasy-pagination"
PAGEABLE = "x-ms-pageable"
REQUEST, RESPONSE = "$request.", "$response."
# The names of the inputs by their types in Speakeasy's extension.
OFFSETS, PAGES = ("offset",), ("page",)
Reader = Callable[[dict[str, Any], set[str]], "ir.Pagination | None"]


def build(
    operation: Cursor, parameters: Iterable[ir.Parameter]
) -> ir.Pagination | None:
    """Return the pagination that another tool's extension declares, or None."""
    if not isinstance(operation.value, dict):
        return None
    names = {p.wire for p in parameters if p.location == "query"}
    for name, read in READERS.items():
        value = operation.value.get(name)
        if value is True and name == FERN:
            value = _find_root(operation).get(FERN)
        pagination = read(value, names) if isinstance(value, dict) else None
        if pagination is not None:
            return pagination
    return None


def _find_root(operation: Cursor) -> Mapping[str, Any]:
    """Return the document, which has the default of all operations."""
    root = operation
    while root.parent is not None:
        root = root.parent
    return root.value if isinstance(root.value, dict) else {}


def _read_fern(value: dict[str, Any], names: set[str]) -> ir.Pagination | None:
    items = _from_response(value.get("results"))
    more = _from_response(value.get("has-next-page")) or ""
    cursor, following = value.get("cursor"), _from_response(value.get("next_cursor"))
    parameter = _from_request(cursor or value.get("offset"))
    url = _from_response(value.get("next_uri")) or _from_response(
        value.get("next_path")
    )
    if url:
        return ir.Pagination("url", next=url, items=items, source=FERN)
    if parameter not in names or items is None:
        return None
    if cursor is not None:
        if not following:
            return None
        return ir.Pagination("cursor", parameter, following, items, more, source=FERN)
    is_offset = "step" in value or parameter.lower() in ("offset", "skip")
    style = "offset" if is_offset else "page"
    return ir.Pagination(style, parameter, items=items, more=more, source=FERN)


def _read_speakeasy(value: dict[str, Any], names: set[str]) -> ir.Pagination | None:
    outputs, entries = value.get("outputs"), value.get("inputs")
    if not isinstance(outputs, dict):
        return None
    inputs = {
        str(entry.get("type")): str(entry.get("name"))
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict) and entry.get("in") == "parameters"
    }
    items = _from_json_path(outputs.get("results"))
    pages = _from_json_path(outputs.get("numPages")) or ""
    following = _from_json_path(outputs.get("nextCursor"))
    url = _from_json_path(outputs.get("nextUrl"))
    kind = value.get("type")
    if kind == "url" and url:
        return ir.Pagination("url", next=url, items=items, source=SPEAKEASY)
    if kind == "cursor" and following and inputs.get("cursor") in names:
        parameter = inputs["cursor"]
        return ir.Pagination("cursor", parameter, following, items, source=SPEAKEASY)
    for style in ("page", "offset"):
        if kind == "offsetLimit" and inputs.get(style) in names:
            parameter = inputs[style]
            return ir.Pagination(
                style, parameter, items=items, pages=pages, source=SPEAKEASY
            )
    return None


def _read_pageable(value: dict[str, Any], names: set[str]) -> ir.Pagination | None:
    link, items = value.get("nextLinkName"), value.get("itemName", "value")
    if not isinstance(link, str) or not isinstance(items, str):
        return None
    pointers = (f"/{escape_step(link)}", f"/{escape_step(items)}")
    return ir.Pagination("url", next=pointers[0], items=pointers[1], source=PAGEABLE)


READERS: dict[str, Reader] = {
    FERN: _read_fern,
    SPEAKEASY: _read_speakeasy,
    PAGEABLE: _read_pageable,
}


def _from_request(value: object) -> str:
    """Return the name after `$request.`; "" for anything else."""
    is_name = isinstance(value, str) and value.startswith(REQUEST)
    return str(value).removeprefix(REQUEST) if is_name else ""


def _from_response(value: object) -> str | None:
    """Return the pointer of a path such as `$response.page.next`; None for anything else."""
    if value == RESPONSE[:-1]:
        return ""
    if not isinstance(value, str) or not value.startswith(RESPONSE):
        return None
    return _to_pointer(value.removeprefix(RESPONSE))


def _from_json_path(value: object) -> str | None:
    """Return the pointer of a JSONPath without wildcards; None for anything else."""
    if value == "$":
        return ""
    # `$.results[*]` and `$.results` both select the items.
    path = str(value).removesuffix("[*]")
    if not path.startswith("$.") or set("[]*?@()") & set(path):
        return None
    return _to_pointer(path.removeprefix("$."))


def _to_pointer(path: str) -> str:
    return "".join(f"/{escape_step(step)}" for step in path.split("."))
