"""Encode JSON values as bodies of a media type."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import yaml

from specpress.document.media_types import is_json, is_lines, is_text, plain
from specpress.mock import xml
from specpress.mock.exact_numbers import dump_json
from specpress.schema.dialect import Schema

# Concrete media types for documented ranges.
RANGES = {
    "*/*": "application/json",
    "application/*": "application/json",
    "text/*": "text/plain",
}
# Fields of a server-sent event, in the order of the output.
EVENT_FIELDS = ("id", "event", "data", "retry")
_LINE_END = re.compile("\r\n|\r|\n")
BOUNDARY = "specpress-boundary"
# Images of one pixel, so that clients can decode the body.
IMAGES = {
    "image/png": (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTjPAAAAAABJRU5ErkJggg=="
    ),
    "image/gif": "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
}


def concrete_media_type(media_type: str) -> str:
    """Return a media type to send for a documented one, which may be a range."""
    name = plain(media_type)
    if name in RANGES:
        return RANGES[name]
    kind, _, subtype = name.partition("/")
    if subtype != "*":
        return media_type
    return "image/png" if kind == "image" else f"{kind}/octet-stream"


def is_stream(media_type: str) -> bool:
    """Return whether a media type is a sequence of values, whose schema may be per item."""
    name = plain(media_type)
    return is_lines(name) or name == "text/event-stream"


def encode(
    media_type: str, value: Any, schema: Schema | None, naming: xml.XmlNaming
) -> bytes:
    """Return `value` as a body; `schema` and `naming` apply to XML only."""
    name = plain(media_type)
    if is_stream(name):
        items = value if isinstance(value, list) else [value]
        return (
            _encode_events(items)
            if name == "text/event-stream"
            else _encode_lines(name, items)
        )
    if is_json(name):
        return _encode_text(dump_json(value))
    if name in IMAGES:
        return base64.b64decode(IMAGES[name])
    for matches, encode_value in ENCODERS:
        if matches(name):
            return encode_value(value, schema, naming)
    return _encode_text(_to_text(value))


def _encode_text(text: str) -> bytes:
    # A lone surrogate has no encoding.
    return text.encode("utf-8", "replace")


def _to_text(value: Any) -> str:
    return value if isinstance(value, str) else dump_json(value)


def _encode_lines(name: str, items: Iterable[Any]) -> bytes:
    # In a JSON text sequence (RFC 7464), a record separator precedes each value.
    prefix = "\x1e" if name.endswith("json-seq") else ""
    return _encode_text("".join(f"{prefix}{dump_json(item)}\n" for item in items))


def _encode_events(items: Iterable[Any]) -> bytes:
    return _encode_text("".join(f"{_event_lines(item)}\n" for item in items))


def _event_lines(item: Any) -> str:
    """Return an event: an object with ``data`` is its fields, anything else is the data."""
    is_event = (
        isinstance(item, dict) and "data" in item and item.keys() <= set(EVENT_FIELDS)
    )
    fields = item if is_event else {"data": item}
    lines = [
        f"{name}: {line}\n"
        for name in EVENT_FIELDS
        if fields.get(name) is not None
        for line in _LINE_END.split(_to_text(fields[name]))
    ]
    return "".join(lines)


def _encode_form(value: Any, schema: Schema | None, naming: xml.XmlNaming) -> bytes:
    pairs = value.items() if isinstance(value, dict) else [("value", value)]
    texts = {key: _to_text(entry) for key, entry in pairs}
    return urlencode(texts, errors="replace").encode()


def _encode_multipart(
    value: Any, schema: Schema | None, naming: xml.XmlNaming
) -> bytes:
    pairs = value.items() if isinstance(value, dict) else [("value", value)]
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{_escape(key)}"\r\n\r\n{_to_text(entry)}\r\n'
        for key, entry in pairs
    ]
    return _encode_text("".join([*parts, f"--{BOUNDARY}--\r\n"]))


def _escape(name: str) -> str:
    """Return the name of a part in quotes, as browsers write it."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


class _YamlDumper(yaml.SafeDumper):
    """Writes numbers with all digits, and no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Return True: values are written where they are."""
        return True


_YamlDumper.add_representer(
    Decimal,
    lambda dumper, number: dumper.represent_scalar(
        "tag:yaml.org,2002:float", str(number)
    ),
)


def _encode_yaml(value: Any, schema: Schema | None, naming: xml.XmlNaming) -> bytes:
    text: str = yaml.dump(
        value, Dumper=_YamlDumper, allow_unicode=True, sort_keys=False
    )
    return _encode_text(text)


# Encoders of other media types than JSON: the first that matches is used.
ENCODERS: tuple[tuple[Callable[[str], bool], Callable[..., bytes]], ...] = (
    (lambda name: name.endswith(("/xml", "+xml")), xml.encode_xml),
    (lambda name: name == "application/x-www-form-urlencoded", _encode_form),
    (lambda name: name.startswith("multipart/"), _encode_multipart),
    (lambda name: name.endswith(("yaml", "+yaml")), _encode_yaml),
    (is_text, lambda value, schema, naming: _encode_text(_to_text(value))),
)
