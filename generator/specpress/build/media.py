"""Media: bodies and answers, a type for each of their media types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specpress import ir
from specpress.build import read
from specpress.build.naming import deeper
from specpress.build.types import TypeSpace
from specpress.resolve import Cursor


def bodies(
    holder: Cursor, naming: str, space: TypeSpace
) -> tuple[tuple[ir.Body, ...], bool, str]:
    """The media types of a request body, whether it must be there, and its description."""
    found = read.mapping(holder, "requestBody", space.problems)
    body = read.followed(found, space.problems) if found is not None else None
    if body is None:
        return (), False, ""
    name = ir.Naming(naming, ("Body",))
    entries = enumerate(read.entries(body, "content", space.problems))
    return (
        tuple(
            ir.Body(
                media_type,
                _content(entry, _told_apart(name, media_type, n), space),
                tuple(_encodings(entry, space)),
            )
            for n, (media_type, entry) in entries
        ),
        read.flag(body, "required"),
        read.text(body, "description"),
    )


def _told_apart(naming: ir.Naming, media_type: str, number: int) -> ir.Naming:
    """The first media type has the plain name; the name of any other one says which it is."""
    return deeper(naming, media_type) if number else naming


def _schema(
    entry: Cursor, key: str, naming: ir.Naming, space: TypeSpace
) -> ir.TypeId | None:
    schema = entry.get(key)
    return space.build(schema, naming) if schema is not None else None


def _content(
    entry: Cursor, naming: ir.Naming, space: TypeSpace
) -> ir.TypeId | None:
    """The type of a body; one that is told by its items (`itemSchema`) is a list of them."""
    item = _schema(entry, "itemSchema", deeper(naming, "Item"), space)
    if item is None or "schema" in entry.value:
        return _schema(entry, "schema", naming, space)
    type_id = ir.derived(entry.id, "items")
    return space.add(ir.Array(type_id, naming, "", False, item))


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


def answers(holder: Cursor, naming: str, space: TypeSpace) -> Iterator[ir.Answer]:
    """The documented answers of an operation, each media type of a status apart."""
    responses = read.mapping(holder, "responses", space.problems)
    successes = 0
    for status, entry in responses.items() if responses is not None else ():
        if status.startswith("x-"):
            continue
        response = read.followed(entry, space.problems)
        if response is not None:
            name = _naming(naming, status, successes)
            successes += status.startswith("2")
            yield from _of_status(entry, response, status, name, space)


def _naming(naming: str, status: str, successes: int) -> ir.Naming:
    if not status.startswith("2"):
        return ir.Naming(naming, ("Error", status))
    return ir.Naming(naming, ("Response", status) if successes else ("Response",))


def _of_status(
    entry: Cursor, response: Cursor, status: str, naming: ir.Naming, space: TypeSpace
) -> Iterator[ir.Answer]:
    content = [*read.entries(response, "content", space.problems)]
    media: list[tuple[str | None, Cursor]] = [*content] or [(None, response)]
    text = read.text(response, "description") or read.text(response, "summary")
    for number, (media_type, holder) in enumerate(media):
        name = _told_apart(naming, media_type or "", number)
        item = deeper(name, "Item")
        yield ir.Answer(
            status=status.upper() if status != "default" else status,
            media_type=media_type,
            type=_schema(holder, "schema", name, space) if media_type else None,
            item=_schema(holder, "itemSchema", item, space) if media_type else None,
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
