"""Bodies: takes a JSON value and a media type, gives the bytes of a body."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

import yaml

from specpress.mock import xml
from specpress.mock.dialect import Schema
from specpress.views.media import is_json, is_lines, is_text, plain

RANGES = {
    "*/*": "application/json",
    "application/*": "application/json",
    "text/*": "text/plain",
}
"""What is sent where a range of media types is documented."""
FIELDS = ("id", "event", "data", "retry")
"""The fields of an event, in the order in which they are sent."""
BOUNDARY = "specpress-boundary"
PICTURES = {
    "image/png": (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTjPAAAAAABJRU5ErkJggg=="
    ),
    "image/gif": "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
}
"""Pictures of one dot: what is asked for as one can be shown."""


def sent_as(media_type: str) -> str:
    """The media type that is sent for a documented one, which may be a range."""
    name = plain(media_type)
    if name in RANGES:
        return RANGES[name]
    kind, _, subtype = name.partition("/")
    if subtype != "*":
        return media_type
    return "image/png" if kind == "image" else f"{kind}/octet-stream"


def is_stream(media_type: str) -> bool:
    """Whether a media type is a row of values: of each alone, the document may give the schema."""
    name = plain(media_type)
    return is_lines(name) or name == "text/event-stream"


def encode(
    media_type: str, value: Any, schema: Schema | None, names: xml.XmlNaming
) -> bytes:
    """The body; `schema` and `names` tell how XML is written."""
    name = plain(media_type)
    if is_stream(name):
        items = value if isinstance(value, list) else [value]
        return (
            _event_stream(items) if name == "text/event-stream" else _lines(name, items)
        )
    if is_json(name):
        return json_text(value).encode()
    if name in PICTURES:
        return base64.b64decode(PICTURES[name])
    for fits, write in WRITERS:
        if fits(name):
            return write(value, schema, names)
    return _text(value).encode()


def json_text(value: Any) -> str:
    """A value as JSON."""
    return json.dumps(value, ensure_ascii=False)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json_text(value)


def _lines(name: str, items: Iterable[Any]) -> bytes:
    """Values on lines; of a sequence (RFC 7464) each begins with a record separator."""
    begin = "\x1e" if name.endswith("json-seq") else ""
    return "".join(f"{begin}{json_text(item)}\n" for item in items).encode()


def _event_stream(items: Iterable[Any]) -> bytes:
    return "".join(f"{_event(item)}\n" for item in items).encode()


def _event(item: Any) -> str:
    """One event: an object that has data is its fields, anything else is the data."""
    is_event = isinstance(item, dict) and "data" in item and item.keys() <= set(FIELDS)
    fields = item if is_event else {"data": item}
    lines = [
        f"{name}: {line}\n"
        for name in FIELDS
        if fields.get(name) is not None
        for line in _text(fields[name]).split("\n")
    ]
    return "".join(lines)


def _form(value: Any, schema: Schema | None, names: xml.XmlNaming) -> bytes:
    pairs = value.items() if isinstance(value, dict) else [("value", value)]
    return urlencode({key: _text(entry) for key, entry in pairs}).encode()


def _multipart(value: Any, schema: Schema | None, names: xml.XmlNaming) -> bytes:
    pairs = value.items() if isinstance(value, dict) else [("value", value)]
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{_text(entry)}\r\n'
        for key, entry in pairs
    ]
    return "".join([*parts, f"--{BOUNDARY}--\r\n"]).encode()


def _yaml(value: Any, schema: Schema | None, names: xml.XmlNaming) -> bytes:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode()


WRITERS: tuple[tuple[Callable[[str], bool], Callable[..., bytes]], ...] = (
    (lambda name: name.endswith(("/xml", "+xml")), xml.write),
    (lambda name: name == "application/x-www-form-urlencoded", _form),
    (lambda name: name.startswith("multipart/"), _multipart),
    (lambda name: name.endswith(("yaml", "+yaml")), _yaml),
    (is_text, lambda value, schema, names: _text(value).encode()),
)
"""What is not JSON: the first that fits writes it."""
