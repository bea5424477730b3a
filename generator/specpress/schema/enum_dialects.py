"""Names and descriptions of enum members, in the extensions that other tools defined for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specpress.document.resolve import Cursor

NAMES = ("x-enum-varnames", "x-enumNames", "x-enum-names", "x-speakeasy-enums")
DESCRIPTIONS = (
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-enum-description",
    "x-speakeasy-enum-descriptions",
    "x-enum-comments",
)
# Extensions with an object per value, which has `name` and `description`; mapped to the key that
# identifies the value (None: the extension is a map from values to objects).
OBJECTS = {"x-ms-enum": "value", "x-fern-enum": None}
EXTENSIONS = frozenset([*NAMES, *DESCRIPTIONS, *OBJECTS])

# Texts by the value as a string: an extension may list integers as string keys.
Texts = dict[str, str]


def read_names(enum: Cursor, values: list[Any]) -> Texts:
    """Return a name for each value, or {} unless all values have distinct names."""
    if EXTENSIONS.isdisjoint(enum.value):
        return {}
    expected = {str(value) for value in values if value is not None}
    for names in _read_dialects(enum, values, NAMES, "name"):
        relevant = {value: name for value, name in names.items() if value in expected}
        if len(relevant) == len(expected) == len({*relevant.values()}):
            return relevant
    return {}


def read_descriptions(enum: Cursor, values: list[Any]) -> Texts:
    """Return the descriptions of the values that have one."""
    if EXTENSIONS.isdisjoint(enum.value):
        return {}
    return next(
        filter(None, _read_dialects(enum, values, DESCRIPTIONS, "description")), {}
    )


def _read_dialects(
    enum: Cursor, values: list[Any], extensions: tuple[str, ...], attribute: str
) -> Iterator[Texts]:
    for extension in extensions:
        yield _read_texts(values, enum.value.get(extension))
    for extension, value_key in OBJECTS.items():
        yield _read_objects(enum.value.get(extension), value_key, attribute)


def _read_texts(values: list[Any], texts: Any) -> Texts:
    """Read a map from values to texts, or a list of texts in the order of the values."""
    if isinstance(texts, dict):
        return {str(value): str(text) for value, text in texts.items() if text}
    if isinstance(texts, list):
        pairs = zip(values, texts, strict=False)
        return {str(value): str(text) for value, text in pairs if text}
    return {}


def _read_objects(node: Any, value_key: str | None, attribute: str) -> Texts:
    """Read a list of objects that contain their value, or a map from values to objects."""
    entries = node.get("values") if isinstance(node, dict) and value_key else node
    pairs: list[tuple[Any, Any]] = []
    if isinstance(entries, list):
        objects = [e for e in entries if isinstance(e, dict)]
        pairs = [(e.get(value_key), e.get(attribute)) for e in objects]
    elif isinstance(entries, dict):
        pairs = [
            (k, e.get(attribute)) for k, e in entries.items() if isinstance(e, dict)
        ]
    return {str(value): text for value, text in pairs if isinstance(text, str) and text}
