"""The examples of a media type, in the document or by name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from specpress.document import nodes
from specpress.document.media_types import is_json
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.mock.exact_numbers import parse_number, read_exact

# Properties of an Example Object that contain its value.
VALUE_KEYS = ("value", "dataValue")


class UnknownExample(Exception):
    """No example has the preferred name."""


def list_examples(entry: Cursor, problems: Problems) -> Iterator[tuple[str, Any]]:
    """Yield the examples of a media type with their names; ``example`` has an empty name."""
    if "example" in entry.value:
        yield "", read_exact(entry.child("example"))
    for name, example in nodes.get_entries(entry, "examples", problems):
        for key in VALUE_KEYS:
            if key in example.value:
                yield name, read_exact(example.child(key))


def with_parsed_text(media_type: str, value: Any) -> Iterator[Any]:
    """Yield an example, and the value of an example that is JSON text."""
    yield value
    if isinstance(value, str) and is_json(media_type):
        try:
            yield json.loads(value, parse_float=parse_number)
        except ValueError:
            return


def find_example(
    entries: Iterable[tuple[str, Cursor]], name: str, problems: Problems
) -> tuple[str, Any]:
    """Return the media type and the value of the example with a name.

    Args:
        entries: The media types, the preferred one first.

    Raises:
        UnknownExample: No example has the name.
    """
    names: dict[str, None] = {}
    for media_type, entry in entries:
        for key, value in list_examples(entry, problems):
            if key == name:
                return media_type, value
            names[key] = None
    existing = ", ".join(filter(None, names)) or "none"
    raise UnknownExample(f"unknown example {name!r}; documented examples: {existing}")
