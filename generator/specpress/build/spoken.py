"""Spoken: the names and descriptions that a document gives the values of an enum, in the dialects that there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specpress.resolve import Cursor

NAMES = ("x-enum-varnames", "x-enumNames", "x-enum-names", "x-speakeasy-enums")
DESCRIPTIONS = (
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-enum-description",
    "x-speakeasy-enum-descriptions",
    "x-enum-comments",
)
OBJECTS = {"x-ms-enum": "value", "x-fern-enum": None}
"""Dialects in which a value has an object with `name` and `description`; what says which value it is of."""

Texts = dict[str, str]


def names(enum: Cursor, values: list[Any]) -> Texts:
    """A name for each value, by the value as text; none, where not each value has one of its own."""
    wanted = {str(value) for value in values if value is not None}
    for found in _dialects(enum, values, NAMES, "name"):
        own = {value: name for value, name in found.items() if value in wanted}
        if len(own) == len(wanted) == len({*own.values()}):
            return own
    return {}


def descriptions(enum: Cursor, values: list[Any]) -> Texts:
    """A description for values, by the value as text."""
    return next(filter(None, _dialects(enum, values, DESCRIPTIONS, "description")), {})


def _dialects(
    enum: Cursor, values: list[Any], keys: tuple[str, ...], what: str
) -> Iterator[Texts]:
    for key in keys:
        yield _per_value(values, enum.value.get(key))
    for key, of in OBJECTS.items():
        yield _of_objects(enum.value.get(key), of, what)


def _per_value(values: list[Any], texts: Any) -> Texts:
    """From a map of values to texts, or from a list of texts in the order of the values."""
    if isinstance(texts, dict):
        return {str(value): str(text) for value, text in texts.items() if text}
    if isinstance(texts, list):
        pairs = zip(values, texts, strict=False)
        return {str(value): str(text) for value, text in pairs if text}
    return {}


def _of_objects(found: Any, of: str | None, what: str) -> Texts:
    """From a list of objects that say which value they are of, or from a map of values to objects."""
    entries = found.get("values") if isinstance(found, dict) and of else found
    pairs: list[tuple[Any, Any]] = []
    if isinstance(entries, list):
        pairs = [(e.get(of), e.get(what)) for e in entries if isinstance(e, dict)]
    elif isinstance(entries, dict):
        pairs = [(k, e.get(what)) for k, e in entries.items() if isinstance(e, dict)]
    return {str(value): text for value, text in pairs if isinstance(text, str) and text}
