"""Parse JSON text to a tree, with the position of each value.

Positions are computed on demand by scanning the text along a path. Parsing JSON as YAML would
provide them, but YAML rejects some JSON escapes, such as the surrogate pairs of an emoji.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from specpress.document.lines import count_offsets
from specpress.document.problems import (
    DocumentError,
    Position,
    Problem,
    Step,
    document_error,
    warning,
)
from specpress.document.source_text import SourceText

# Maximum nesting of values: far more than documents use, far less than Python's stack allows.
MAX_DEPTH = 100
# Maximum length of an integer: constraints are compared with floats.
MAX_DIGITS = 308

_SPACE = re.compile(r"[ \t\n\r]*")
# Strings match first, so that brackets inside them are skipped.
_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|([\[{])|([\]}])', re.DOTALL)
# Surrogate pairs and other escapes match first; group 1 is an unpaired surrogate.
_SURROGATE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(\\u[dD][89a-fA-F]..)|\\.")
# The beginning of a surrogate: most documents have none.
_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_DECODER = json.JSONDecoder()
# JSON has no other line breaks.
_LINE = re.compile("[^\n]*\n|[^\n]+")
_CONTAINERS = frozenset([dict, list])


@dataclass(frozen=True, slots=True)
class JsonPositions:
    """Positions of the values of a JSON text."""

    source: SourceText
    # Offsets of key and value of each entry, by the offset of its collection: a document
    # with many problems looks up the same collections again and again.
    entries: dict[int, dict[Step, tuple[int, int]]] = field(default_factory=dict)

    def find(self, path: tuple[Step, ...], key: bool) -> tuple[int, int]:
        """Return line and column of the value at `path` (of its key), or of its nearest existing ancestor."""
        text = self.source.value
        key_offset = offset = _skip_space(text, 0)
        for step in path:
            entry = self._find_entry(text, offset, step)
            if entry is None:
                break
            key_offset, offset = entry
        return line_and_column(text, key_offset if key else offset)

    def find_text(self, path: tuple[Step, ...]) -> str | None:
        """Return None: the type of a JSON value is certain."""
        return None

    def _find_entry(self, text: str, offset: int, step: Step) -> tuple[int, int] | None:
        """Return the offsets of key and value of one entry; the last of duplicate keys."""
        if offset not in self.entries:
            self.entries[offset] = {
                key: (key_offset, value_offset)
                for key, key_offset, value_offset in _entries(text, offset)
            }
        return self.entries[offset].get(step)


def parse(
    name: str, source: SourceText, warnings: list[Problem]
) -> tuple[Any, JsonPositions]:
    """Parse a JSON text; recoverable problems are added to `warnings`.

    Raises:
        ValueError: the text is not JSON.
        DocumentError: values are nested too deeply.
    """
    text = _replace_lone_surrogates(name, source.value, warnings)
    if text != source.value:
        source = SourceText(text)
    duplicates: list[str] = []
    tree = None
    try:
        tree = _decode(text, duplicates)
        is_deep = is_too_deep(tree)
    except RecursionError:
        is_deep = True
    if is_deep:
        raise depth_error(
            Position(name, *line_and_column(text, _deep_offset(text))), text
        )
    if duplicates:
        warnings += _find_duplicate_keys(name, text)
    return tree, JsonPositions(source)


def _decode(text: str, duplicates: list[str]) -> Any:
    """Decode the text; add the keys of each object with duplicate keys to `duplicates`."""

    def build_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) != len(pairs):
            duplicates.extend(key for key, _ in pairs)
        return value

    return json.loads(
        text,
        object_pairs_hook=build_object,
        parse_float=parse_float,
        parse_int=parse_int,
        parse_constant=str,
    )


def parse_int(text: str) -> int | str:
    """Parse an integer; return the text if it exceeds the range of float."""
    return int(text) if len(text) <= MAX_DIGITS else text


def parse_float(text: str) -> float | str:
    """Parse a number; return the text if it exceeds the range of float."""
    value = float(text)
    return value if math.isfinite(value) else text


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of a character, counted from 1."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def release_lines() -> None:
    """Forget the texts whose lines are known."""
    _line_starts.cache_clear()


# Cached because a document with many problems asks for many positions.
@lru_cache(2)
def _line_starts(text: str) -> Sequence[int]:
    offsets = count_offsets(text, _LINE.findall)
    # The end of the text is the start of a line only after a line break.
    return offsets if text.endswith("\n") or not text else offsets[:-1]


def depth_error(position: Position, text: str) -> DocumentError:
    """Return the error for values nested more than `MAX_DEPTH` levels deep."""
    message = f"nested too deeply: more than {MAX_DEPTH} levels"
    return document_error(position, message, text=text, code="too-deep")


def is_too_deep(tree: Any) -> bool:
    """Return True if values are nested more than `MAX_DEPTH` levels deep.

    The tree is walked level by level, because recursion is what this check protects.
    """
    level = [tree]
    for _ in range(MAX_DEPTH):
        level = [
            child
            for node in level
            for child in (node.values() if type(node) is dict else node)
            if type(child) in _CONTAINERS
        ]
        if not level:
            return False
    return True


def count_values(value: Any) -> int:
    """Return the number of values in a tree, including collections."""
    if not isinstance(value, dict | list):
        return 1
    entries = value.values() if isinstance(value, dict) else value
    return 1 + sum(map(count_values, entries))


def duplicate_key(key: object, position: Position, text: str) -> Problem:
    """Return the warning for a key that occurs twice in an object."""
    message = f"duplicate key {key!r}"
    omits = f"an earlier value of the key {key!r}"
    return warning(
        message, "the last value is used", position, text, omits, code="duplicate-key"
    )


def _deep_offset(text: str) -> int:
    """Return the offset of the first value that is nested too deeply."""
    depth = 0
    for match in _BRACKET.finditer(text):
        depth += bool(match[1]) - bool(match[2])
        if depth > MAX_DEPTH:
            return match.start()
    return 0


def _find_duplicate_keys(name: str, text: str) -> Iterator[Problem]:
    # json.loads reports no offsets, so the text is scanned again once a duplicate is known.
    offsets = [_skip_space(text, 0)]
    while offsets:
        seen: set[Step] = set()
        for key, key_offset, value_offset in _entries(text, offsets.pop()):
            if key in seen:
                position = Position(name, *line_and_column(text, key_offset))
                yield duplicate_key(key, position, text)
            seen.add(key)
            if text[value_offset] in "{[":
                offsets.append(value_offset)


def _replace_lone_surrogates(name: str, text: str, warnings: list[Problem]) -> str:
    """Replace unpaired surrogates: JSON allows them, but they cannot be encoded as UTF-8."""

    def replace(match: re.Match[str]) -> str:
        if not match[1]:
            return match[0]
        position = Position(name, *line_and_column(text, match.start()))
        message = f"unpaired surrogate {match[1]}; read as \\ufffd"
        hint = "write both halves of the surrogate pair"
        warnings.append(
            warning(message, hint, position, text, code="unpaired-surrogate")
        )
        return "\\ufffd"

    return _SURROGATE.sub(replace, text) if _ESCAPE.search(text) else text


def _entries(text: str, offset: int) -> Iterator[tuple[Step, int, int]]:
    """Iterate over the collection at `offset`: key or index, offset of the key, offset of the value."""
    if text[offset] not in "{[":
        return
    is_object, index = text[offset] == "{", 0
    offset = _skip_space(text, offset + 1)
    while text[offset] not in "}]":
        key: Step = index
        key_offset = offset
        if is_object:
            key, end = _DECODER.raw_decode(text, offset)
            offset = _skip_space(text, _skip_space(text, end) + 1)
        yield key, key_offset, offset
        offset = _skip_space(text, _DECODER.raw_decode(text, offset)[1])
        offset = _skip_space(text, offset + 1) if text[offset] == "," else offset
        index += 1


def _skip_space(text: str, offset: int) -> int:
    match = _SPACE.match(text, offset)
    return match.end() if match else offset
