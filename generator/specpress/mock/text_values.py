"""Convert text from a request to the JSON value that its schema expects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from random import Random
from typing import Any

from specpress.document.media_types import is_json
from specpress.mock.json_text import parse_json
from specpress.samples.choices import MAX_ALTERNATIVES, Chooser
from specpress.samples.constraints import Constraints
from specpress.schema.dialect import Schema
from specpress.schema.validation import Schemas

# Bounded, because `int` is slow for very long numbers and limits their length.
_INTEGER = re.compile(r"-?[0-9]{1,300}(\.0+)?\Z")
_INDEX = re.compile(r"[0-9]{1,9}\Z")
_NUMBER = re.compile(r"-?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\Z")
MAX_READINGS = 40_000
# Arrays of one item that one text may stand for: the schema of an item may be that of the array.
MAX_NESTED_ARRAYS = 8
BOOLEANS = {"true": True, "false": False}

# Text as a parameter style splits it: a string, a list or a mapping of strings.
RawValue = Any


class FieldText(str):
    """The text of a key that repeats for an array: one of one item looks like it, even if it looks like JSON."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A value that was sent as JSON, so its type is known."""

    value: Any


def parse_content(text: str, media_type: str | None) -> RawValue:
    """Return the value of JSON, or else the text; text that is not JSON is left to the schema."""
    if media_type is not None and "*" not in media_type and is_json(media_type):
        try:
            return JsonValue(parse_json(text))
        except ValueError:
            return text
    return text


@dataclass(frozen=True, slots=True)
class TextReader:
    """Converts raw values by their schemas.

    Attributes:
        readings: The numbers of the values that were read: variants inside of variants are tried
            up to `MAX_READINGS`, later values have their most likely interpretation.
    """

    schemas: Schemas
    readings: Iterator[int] = field(default_factory=count)

    def read(self, raw: RawValue, conjuncts: Sequence[Schema], nesting: int = 0) -> Any:
        """Return the first interpretation that is valid, or the most likely one.

        Args:
            nesting: The number of arrays around a text for which no character stands.
        """
        if isinstance(raw, JsonValue):
            # The items of an array are sent one by one, so one item looks like the array.
            candidates = (raw.value, [raw.value])
            return next(
                (v for v in candidates if self._allows(conjuncts, v)), raw.value
            )
        limit = MAX_ALTERNATIVES if next(self.readings) < MAX_READINGS else 1
        most_likely: list[Any] = []
        alternatives = Chooser(self.schemas, Random(0)).alternatives(
            conjuncts, frozenset()
        )
        for alternative in islice(alternatives, limit):
            if most_likely and next(self.readings) >= MAX_READINGS:
                break
            constraints = Constraints(alternative.schemas)
            for value in self._interpretations(raw, constraints, nesting):
                if self._allows(conjuncts, value):
                    return value
                most_likely.append(value)
        if most_likely:
            return most_likely[0]
        return str(raw) if isinstance(raw, str) else raw

    def _allows(self, conjuncts: Sequence[Schema], value: Any) -> bool:
        return all(self.schemas.allows(schema, value) for schema in conjuncts)

    def _interpretations(
        self, raw: RawValue, constraints: Constraints, nesting: int = 0
    ) -> Iterator[Any]:
        if isinstance(raw, list):
            yield [
                self.read(item, constraints.item_schemas(n))
                for n, item in enumerate(raw)
            ]
        elif isinstance(raw, dict):
            yield from self._read_mapping(raw, constraints)
        else:
            yield from self._read_text(raw, constraints, nesting)

    def _read_mapping(
        self, raw: dict[str, RawValue], constraints: Constraints
    ) -> Iterator[Any]:
        """Yield an array, if the schema allows one and the keys are its indexes, and the object."""
        if "array" in constraints.types and all(map(_INDEX.match, raw)):
            items = [raw[key] for key in sorted(raw, key=int)]
            yield from self._interpretations(items, constraints)
        yield {
            name: self.read(entry, constraints.property_schemas(name))
            for name, entry in raw.items()
        }

    def _read_text(
        self, raw: str, constraints: Constraints, nesting: int
    ) -> Iterator[Any]:
        types = constraints.types if constraints.schemas else ["string"]
        text = str(raw)
        if "array" in types:
            # A list with one item looks like a scalar.
            is_field = isinstance(raw, FieldText)
            if is_field:
                yield from self._read_only_item(text, constraints, nesting)
            # An array inside of an object is sent as JSON.
            yield from (v for v in _read_scalar(text, "array") if isinstance(v, list))
            if not is_field:
                yield from self._read_only_item(text, constraints, nesting)
        # Narrow types first: almost any text is a valid string. Clients omit null.
        for type_name in reversed(types):
            if type_name != "null":
                yield from _read_scalar(text, type_name)
        yield text
        if "null" in types:
            yield from _read_scalar(text, "null")

    def _read_only_item(
        self, text: str, constraints: Constraints, nesting: int
    ) -> Iterator[Any]:
        if nesting < MAX_NESTED_ARRAYS:
            yield [self.read(text, constraints.item_schemas(0), nesting + 1)]


def _read_scalar(text: str, type_name: str) -> Iterator[Any]:
    """Yield the value of `text` as one JSON type, if it has one."""
    match type_name:
        case "integer" if _INTEGER.match(text):
            yield int(text.partition(".")[0])
        case "number" if _NUMBER.match(text):
            yield float(text) if set(text) & set(".eE") else int(text)
        case "boolean" if text in BOOLEANS:
            yield BOOLEANS[text]
        case "null" if text in ("", "null"):
            yield None
        case "object" | "array":
            try:
                yield parse_json(text)
            except ValueError:
                return
        case _:
            return
