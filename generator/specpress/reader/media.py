"""Request bodies and responses: one entry per media type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from specpress import ir
from specpress.document import media_types, nodes
from specpress.document.fields import (
    NAME_HINT,
    describe_unsendable,
    is_header_value,
    is_token,
)
from specpress.document.resolve import Cursor
from specpress.reader import array_keys
from specpress.reader.context import Context
from specpress.reader.types import TypeSpace
from specpress.schema.extensions import ARRAY_KEYS

_STATUS = re.compile(r"[0-9]{3}|[1-9][Xx]{2}|default")
STATUS_HINT = "write a status such as `200`, a range such as `4XX`, or `default`"


def build_bodies(
    holder: Cursor, space: TypeSpace
) -> tuple[tuple[ir.Body, ...], bool, str]:
    """Return the media types of a request body, whether it is required, and its description."""
    node = nodes.get_mapping(holder, "requestBody", space.problems)
    body = nodes.resolve_mapping(node, space.problems) if node is not None else None
    if body is None:
        return (), False, ""
    entries = get_content(body, space)
    return (
        tuple(
            ir.Body(
                media_type,
                _build_content(media_type, entry, space),
                tuple(_build_encodings(entry, space)),
                get_example(entry, space),
            )
            for media_type, entry in entries
        ),
        nodes.get_flag(body, "required"),
        nodes.get_text(body, "description"),
    )


def get_content(holder: Cursor, space: Context) -> Iterator[tuple[str, Cursor]]:
    """Yield the media types of an object with `content`; a name without a slash is completed."""
    for name, entry in nodes.get_entries(holder, "content", space.problems):
        media_type = media_types.complete(name)
        node = holder.child("content").follow(space.problems).child(name)
        if not _is_sendable(node, name, space):
            continue
        if "/" not in media_type:
            message = f"media type {name!r} has no slash"
            hint = "write a type and a subtype, such as `application/json`"
            space.problems.warning(
                node, message, hint, key=True, code="invalid-media-type"
            )
        elif media_type != name:
            message = f"media type {name!r} has no slash; read as {media_type!r}"
            hint = f"write `{media_type}`"
            space.problems.warning(
                node, message, hint, key=True, code="invalid-media-type"
            )
        yield media_type, entry


def _is_sendable(node: Cursor, media_type: str, space: Context) -> bool:
    """Return whether HTTP can send a media type; report it if not."""
    if is_header_value(media_type):
        return True
    message = f"{media_type!r} cannot be a media type; ignored"
    hint = "write it in ASCII, without control characters"
    omits = f"media type {media_type!r}"
    space.problems.omission(
        node, omits, message, hint, key=True, code="invalid-media-type"
    )
    return False


def _build_schema(media_type: str, entry: Cursor, space: TypeSpace) -> ir.TypeId | None:
    space.examples.add_holder(entry, media_type)
    return _build_type(entry, "schema", space)


def _build_type(holder: Cursor, key: str, space: TypeSpace) -> ir.TypeId | None:
    schema = holder.get(key)
    return space.build(schema) if schema is not None else None


def _build_content(
    media_type: str, entry: Cursor, space: TypeSpace
) -> ir.TypeId | None:
    """Build the type of a body; `itemSchema` without `schema` declares an array."""
    item = _build_type(entry, "itemSchema", space)
    if item is None or "schema" in entry.value:
        return _build_schema(media_type, entry, space)
    type_id = ir.derive_id(entry.id, "items")
    return space.add(ir.Array(type_id, space.namings.get(entry), "", False, item))


def _build_encodings(entry: Cursor, space: TypeSpace) -> Iterator[ir.Encoding]:
    """Yield the encodings of form fields, by name, or of array items, by index."""
    for name, encoding in nodes.get_entries(entry, "encoding", space.problems):
        yield _build_encoding(name, encoding, space)
    prefix = nodes.get_list(entry, "prefixEncoding", space.problems)
    for index, item in enumerate(prefix.elements() if prefix is not None else ()):
        node = nodes.resolve_mapping(item, space.problems)
        if node is not None:
            yield _build_encoding(str(index), node, space)
    others = nodes.get_mapping(entry, "itemEncoding", space.problems)
    if others is not None:
        yield _build_encoding("*", others, space)


def _build_encoding(name: str, cursor: Cursor, space: TypeSpace) -> ir.Encoding:
    add_header_examples(cursor, space)
    # The specification ignores contentType if any of these is present, and applies the
    # default style only then.
    has_style = any(
        key in cursor.value for key in ("style", "explode", "allowReserved")
    )
    has_style = has_style or ARRAY_KEYS in cursor.value
    style = nodes.get_text(cursor, "style") or "form"
    style, keys = array_keys.read(cursor, style, space.problems)
    explode = cursor.value.get("explode")
    content_type = nodes.get_text(cursor, "contentType")
    if content_type and not _is_sendable(
        cursor.child("contentType"), content_type, space
    ):
        content_type = ""
    return ir.Encoding(
        name=name,
        content_type=content_type or None,
        style=style if has_style else None,
        explode=explode if isinstance(explode, bool) else style == "form",
        allow_reserved=nodes.get_flag(cursor, "allowReserved"),
        array_keys=keys,
        origin=cursor.id,
    )


def build_responses(
    holder: Cursor, method: str, space: TypeSpace
) -> Iterator[ir.Response]:
    """Yield the documented responses of an operation, one per status and media type."""
    is_selected = holder.workspace.selection is not None
    responses = nodes.get_mapping(holder, "responses", space.problems)
    for status, entry in responses.items() if responses is not None else ():
        if status.startswith("x-"):
            continue
        response = nodes.resolve_mapping(entry, space.problems)
        if response is None:
            continue
        if _STATUS.fullmatch(status):
            # A type that nothing decodes is not in a client of selected operations.
            is_empty = method == "head" or status in ir.BODILESS
            has_types = not (is_selected and is_empty)
            yield from _build_response(entry, response, status, space, has_types)
        else:
            message = f"{status!r} is not a response status; ignored"
            omits = f"response {status!r}"
            space.problems.omission(
                entry, omits, message, STATUS_HINT, key=True, code="invalid-status"
            )


def _build_response(
    entry: Cursor, response: Cursor, status: str, space: TypeSpace, has_types: bool
) -> Iterator[ir.Response]:
    content = [*get_content(response, space)] if has_types else []
    media: list[tuple[str | None, Cursor]] = [*content] or [(None, response)]
    texts = (nodes.get_text(response, key) for key in ("summary", "description"))
    description = "\n\n".join(dict.fromkeys(filter(None, texts)))
    for media_type, holder in media:
        yield ir.Response(
            status=status.upper() if status != "default" else status,
            media_type=media_type,
            type=_build_schema(media_type, holder, space) if media_type else None,
            item=_build_type(holder, "itemSchema", space) if media_type else None,
            description=description,
            headers=tuple(_build_headers(response, space)),
            example=get_example(holder, space) if media_type else None,
            origin=entry.id,
        )


def _build_headers(response: Cursor, space: TypeSpace) -> Iterator[ir.Header]:
    for name, header in nodes.get_entries(response, "headers", space.problems):
        # The specification ignores Content-Type here: the keys of `content` declare it.
        if name.lower() == "content-type":
            continue
        if is_token(name):
            yield _build_header(name, header, space)
        else:
            message = describe_unsendable("header", name)
            omits = f"header {name!r}"
            space.problems.omission(
                header, omits, message, NAME_HINT, key=True, code="unsendable-name"
            )


def _build_header(name: str, header: Cursor, space: TypeSpace) -> ir.Header:
    media_type, holder = _add_header_examples(header, space)
    return ir.Header(
        name,
        nodes.get_text(header, "description"),
        nodes.get_flag(header, "deprecated"),
        _build_type(holder, "schema", space),
        nodes.get_flag(header, "explode"),
        media_type,
    )


def add_header_examples(holder: Cursor, space: TypeSpace) -> None:
    """Add the examples of all headers of an object to those that are checked."""
    for _, header in nodes.get_entries(holder, "headers", space.problems):
        _add_header_examples(header, space)


def _add_header_examples(header: Cursor, space: TypeSpace) -> tuple[str | None, Cursor]:
    """Return the media type of a header, and the object with its schema and its examples."""
    content = nodes.get_entries(header, "content", space.problems)
    media_type, holder = next(content, (None, header))
    space.examples.add_holder(holder, media_type or "")
    return media_type, holder


def get_example(entry: Cursor, space: Context) -> Any:
    """Return the example of a media type or a parameter, or the first of its examples, or None."""
    if "example" in entry.value:
        return entry.value["example"]
    for _, example in nodes.get_entries(entry, "examples", space.problems):
        for key in ("value", "dataValue"):
            if key in example.value:
                return example.value[key]
    return None
