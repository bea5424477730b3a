"""Media: bodies and answers, a type for each of their media types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from specpress import ir
from specpress.build import read
from specpress.build.naming import naming_of
from specpress.build.types import TypeSpace
from specpress.resolve import Cursor

_STATUS = re.compile(r"[0-9]{3}|[1-9][Xx]{2}|default")
STATUSES = "write a status such as `200`, a range such as `4XX`, or `default`"


def bodies(
    holder: Cursor, space: TypeSpace
) -> tuple[tuple[ir.Body, ...], bool, str]:
    """The media types of a request body, whether it must be there, and its description."""
    found = read.mapping(holder, "requestBody", space.problems)
    body = read.followed(found, space.problems) if found is not None else None
    if body is None:
        return (), False, ""
    entries = read.entries(body, "content", space.problems)
    return (
        tuple(
            ir.Body(media_type, _content(entry, space), tuple(_encodings(entry, space)))
            for media_type, entry in entries
        ),
        read.flag(body, "required"),
        read.text(body, "description"),
    )


def _schema(entry: Cursor, key: str, space: TypeSpace) -> ir.TypeId | None:
    schema = entry.get(key)
    return space.build(schema) if schema is not None else None


def _content(entry: Cursor, space: TypeSpace) -> ir.TypeId | None:
    """The type of a body; one that is told by its items (`itemSchema`) is a list of them."""
    item = _schema(entry, "itemSchema", space)
    if item is None or "schema" in entry.value:
        return _schema(entry, "schema", space)
    type_id = ir.derived(entry.id, "items")
    return space.add(ir.Array(type_id, naming_of(entry), "", False, item))


def _encodings(entry: Cursor, space: TypeSpace) -> Iterator[ir.Encoding]:
    """How the fields of a form are written: by their names; the items of an array by their places."""
    for name, encoding in read.entries(entry, "encoding", space.problems):
        yield _encoding(name, encoding)
    listed = read.sequence(entry, "prefixEncoding", space.problems)
    for place, cursor in enumerate(listed.elements() if listed is not None else ()):
        found = read.followed(cursor, space.problems)
        if found is not None:
            yield _encoding(str(place), found)
    others = read.mapping(entry, "itemEncoding", space.problems)
    if others is not None:
        yield _encoding("*", others)


def _encoding(name: str, cursor: Cursor) -> ir.Encoding:
    """One Encoding Object; where nothing of its style is told, the content type alone counts."""
    styled = any(key in cursor.value for key in ("style", "explode", "allowReserved"))
    style = read.text(cursor, "style") or "form"
    explode = cursor.value.get("explode")
    return ir.Encoding(
        name=name,
        content_type=read.text(cursor, "contentType") or None,
        style=style if styled else None,
        explode=explode if isinstance(explode, bool) else style == "form",
        allow_reserved=read.flag(cursor, "allowReserved"),
    )


def answers(holder: Cursor, space: TypeSpace) -> Iterator[ir.Answer]:
    """The documented answers of an operation, each media type of a status apart."""
    responses = read.mapping(holder, "responses", space.problems)
    for status, entry in responses.items() if responses is not None else ():
        if status.startswith("x-"):
            continue
        response = read.followed(entry, space.problems)
        if response is None:
            continue
        if _STATUS.fullmatch(status):
            yield from _of_status(entry, response, status, space)
        else:
            message = f"{status!r} is not a response status: the response is left out"
            omits = f"response {status!r}"
            space.problems.omission(entry, omits, message, STATUSES, key=True)


def _of_status(
    entry: Cursor, response: Cursor, status: str, space: TypeSpace
) -> Iterator[ir.Answer]:
    content = [*read.entries(response, "content", space.problems)]
    media: list[tuple[str | None, Cursor]] = [*content] or [(None, response)]
    text = read.text(response, "description") or read.text(response, "summary")
    for media_type, holder in media:
        yield ir.Answer(
            status=status.upper() if status != "default" else status,
            media_type=media_type,
            type=_schema(holder, "schema", space) if media_type else None,
            item=_schema(holder, "itemSchema", space) if media_type else None,
            description=text,
            headers=tuple(_headers(response, space)),
            example=_example(holder, space) if media_type else None,
            origin=entry.id,
        )


def _headers(response: Cursor, space: TypeSpace) -> Iterator[ir.Header]:
    """The headers of a response; `Content-Type` is described by the media types (OpenAPI ignores it here)."""
    for name, header in read.entries(response, "headers", space.problems):
        if name.lower() != "content-type":
            text = read.text(header, "description")
            yield ir.Header(name, text, read.flag(header, "deprecated"))


def _example(entry: Cursor, space: TypeSpace) -> Any:
    """The example of a media type, or the first of its examples; None where there is none."""
    if "example" in entry.value:
        return entry.value["example"]
    for _, found in read.entries(entry, "examples", space.problems):
        for key in ("value", "dataValue"):
            if key in found.value:
                return found.value[key]
    return None
