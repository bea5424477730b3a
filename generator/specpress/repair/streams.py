"""Streams in recordings: the items of event streams and line streams, with the schemas that describe them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from specpress.document.media_types import is_lines, plain
from specpress.document.resolve import Cursor
from specpress.mock.json_text import parse_json
from specpress.mock.requests import RequestValidator
from specpress.samples.choices import possible_properties, possible_types
from specpress.schema.validation import Schemas

EVENTS = "text/event-stream"
EVENT_FIELDS = frozenset({"data", "event", "id", "retry"})
SEPARATOR = b"\x1e"
# Clients end a stream at these data.
DONE = "[DONE]"
_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Item:
    """The values that an item may have, and its position for pointers."""

    values: tuple[Any, ...]
    schema: Cursor


def is_stream(content_type: str) -> bool:
    """Return whether a media type is a sequence of items."""
    name = plain(content_type)
    return name == EVENTS or is_lines(name)


def read_items(
    validator: RequestValidator, entry: Cursor, content_type: str, body: bytes
) -> list[Item]:
    """Return the items of a stream; none if the document does not describe them.

    Raises:
        ValueError: an item is not JSON.
    """
    schemas = validator.schemas
    whole, item = entry.get("schema"), entry.get("itemSchema")
    if item is None and whole is not None:
        items = whole.follow(validator.problems).get("items")
        is_array = _list_types(schemas, whole) == {"array"}
        item = items if is_array else whole
    if item is None:
        return []
    if plain(content_type) != EVENTS:
        return [Item((parse_json(line),), item) for line in split_texts(body)]
    if _list_types(schemas, item) == {"string"}:
        # The text of the whole stream.
        return []
    is_event = _describes_events(schemas, item)
    events = parse_events(body.decode("utf-8-sig", "replace"))
    return [Item((*_read_event(event, is_event),), item) for event in events]


def _list_types(schemas: Schemas, schema: Cursor) -> set[str]:
    return {*possible_types(schemas, [schemas.reference(schema)])}


def _describes_events(schemas: Schemas, schema: Cursor) -> bool:
    """Return whether a schema has the fields of events; otherwise, it describes their data."""
    names = {*possible_properties(schemas, [schemas.reference(schema)])}
    return "data" in names and names <= EVENT_FIELDS


def _read_event(event: dict[str, Any], is_event: bool) -> Iterator[Any]:
    """Yield the values of an event: its data may be JSON, or text that looks like JSON."""
    if not is_event:
        yield parse_json(event["data"].encode())
        return
    with suppress(ValueError):
        yield {**event, "data": parse_json(event["data"].encode())}
    yield event


def parse_events(text: str) -> Iterator[dict[str, Any]]:
    """Yield the fields of the events that have data, up to `[DONE]`; an incomplete event is dropped."""
    fields: dict[str, Any] = {}
    data: list[str] = []
    for line in _LINE_END.split(text)[:-1]:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if data == [DONE]:
                return
            if data:
                yield {**fields, "data": "\n".join(data)}
            fields, data = {}, []
        elif name == "data":
            data.append(value)
        elif name in ("event", "id"):
            fields[name] = value
        elif name == "retry" and value.isdecimal():
            fields[name] = int(value)


def split_texts(content: bytes) -> Iterator[bytes]:
    """Yield the JSON texts of lines, or of a sequence with separators."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    separator = SEPARATOR if start.startswith(SEPARATOR) else b"\n"
    for text in start.split(separator):
        if text.strip():
            yield text.strip()
