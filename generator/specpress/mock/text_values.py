"""Convert text from a request to the JSON value that its schema expects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any

from specpress.samples.choices import MAX_ALTERNATIVES, Chooser
from specpress.samples.constraints import Constraints
from specpress.schema.dialect import Schema
from specpress.schema.validation import Schemas

# Bounded, because `int` is slow for very long numbers and limits their length.
_INTEGER = re.compile(r"-?[0-9]{1,300}(\.0+)?\Z")
_NUMBER = re.compile(r"-?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?\Z")
BOOLEANS = {"true": True, "false": False}

# Text as a parameter style splits it: a string, a list or a mapping of strings.
RawValue = Any


@dataclass(frozen=True, slots=True)
class TextReader:
    """Converts raw values by their schemas."""

    schemas: Schemas

    def read(self, raw: RawValue, conjuncts: Sequence[Schema]) -> Any:
        """Return the first interpretation that is valid, or the most likely one."""
        most_likely: list[Any] = []
        alternatives = Chooser(self.schemas, Random(0)).alternatives(
            conjuncts, frozenset()
        )
        for alternative in islice(alternatives, MAX_ALTERNATIVES):
            constraints = Constraints(alternative.schemas)
            for value in self._interpretations(raw, constraints):
                if all(self.schemas.allows(schema, value) for schema in conjuncts):
                    return value
                most_likely.append(value)
        return most_likely[0] if most_likely else raw

    def _interpretations(
        self, raw: RawValue, constraints: Constraints
    ) -> Iterator[Any]:
        if isinstance(raw, list):
            yield [
                self.read(item, constraints.item_schemas(n))
                for n, item in enumerate(raw)
            ]
        elif isinstance(raw, dict):
            yield {
                name: self.read(entry, constraints.property_schemas(name))
                for name, entry in raw.items()
            }
        else:
            types = constraints.types if constraints.schemas else ["string"]
            # Narrow types first: almost any text is a valid string.
            for type_name in reversed(types):
                yield from _read_scalar(raw, type_name)
            yield raw
            if "array" in types:
                # A list with one item looks like a scalar.
                yield [self.read(raw, constraints.item_schemas(0))]


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
                yield json.loads(text)
            except ValueError:
                return
        case _:
            return
