"""TextReader: takes what a request wrote as text, gives the JSON value that its schema means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any

from specpress.mock.choices import MOST, Chooser
from specpress.mock.dialect import Schema
from specpress.mock.constraints import Constraints
from specpress.mock.schemas import Schemas

_INTEGER = re.compile(r"-?[0-9]{1,300}(\.0+)?\Z")
_NUMBER = re.compile(r"-?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?\Z")
BOOLEANS = {"true": True, "false": False}

Raw = Any
"""A text, a list of such, or a mapping to such: what the style of a parameter makes of it."""


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads texts by schemas."""

    schemas: Schemas

    def read(self, raw: Raw, wanted: Sequence[Schema]) -> Any:
        """The value that a text means: the first reading that the schemas allow, else the likeliest one."""
        likeliest: list[Any] = []
        ways = Chooser(self.schemas, Random(0)).ways(wanted, frozenset())
        for way in islice(ways, MOST):
            for value in self._readings(raw, Constraints(way.parts)):
                if all(self.schemas.allows(schema, value) for schema in wanted):
                    return value
                likeliest.append(value)
        return likeliest[0] if likeliest else raw

    def _readings(self, raw: Raw, facts: Constraints) -> Iterator[Any]:
        if isinstance(raw, list):
            yield [self.read(item, facts.item(n)) for n, item in enumerate(raw)]
        elif isinstance(raw, dict):
            yield {
                name: self.read(entry, facts.property(name))
                for name, entry in raw.items()
            }
        else:
            kinds = facts.kinds if facts.parts else ["string"]
            for kind in reversed(kinds):
                yield from _scalars(raw, kind)
            yield raw
            if "array" in kinds:
                # One item is written as if it were no list.
                yield [self.read(raw, facts.item(0))]


def _scalars(text: str, kind: str) -> Iterator[Any]:
    """What a text may mean as one JSON type."""
    match kind:
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
