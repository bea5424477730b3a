"""JSON text: takes a text, gives its tree, and where each value stands in it.

Places are found by reading the text once more along a path, not through YAML: JSON has escapes that
YAML refuses, such as the two halves of an emoji.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from specpress.problems import DocumentError, Place, Problem, Step, refusal, warning

DEPTH = 100
"""Values may be nested so deep: far more than documents are, far less than Python's stack bears."""

_SPACE = re.compile(r"[ \t\n\r]*")
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|([\[{])|([\]}])', re.DOTALL)
_HALF = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(\\u[dD][89a-fA-F]..)|\\.")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class JsonPlaces:
    """Where the values of a JSON text stand."""

    text: str
    entries: dict[int, dict[Step, tuple[int, int]]] = field(default_factory=dict)
    """Where the entries of collections stand that were looked at: many may be asked for."""

    def find(self, path: tuple[Step, ...], key: bool) -> tuple[int, int]:
        """Line and column of the value at `path` (of its key), or of the nearest that there is."""
        spot = value = _skip(self.text, 0)
        for step in path:
            found = self._entry(value, step)
            if found is None:
                break
            spot, value = found
        return position(self.text, spot if key else value)

    def _entry(self, offset: int, step: Step) -> tuple[int, int] | None:
        """Where the key and the value of one entry stand; of a key that stands twice, the last."""
        if offset not in self.entries:
            listed = _entries(self.text, offset)
            self.entries[offset] = {key: (spot, value) for key, spot, value in listed}
        return self.entries[offset].get(step)


def parse(name: str, text: str, notes: list[Problem]) -> tuple[Any, JsonPlaces]:
    """The tree of a JSON text; `notes` takes what is wrong with it and can be got around.

    Raises:
        ValueError: it is not JSON.
        DocumentError: it is nested too deeply; with the place.
    """
    text = _whole(name, text, notes)
    repeated: list[str] = []
    tree = None
    try:
        tree = _tree(text, repeated)
        deep = is_deep(tree)
    except RecursionError:
        deep = True
    if deep:
        raise too_deep(Place(name, *position(text, _deepest(text))), text)
    if repeated:
        notes += _repetitions(name, text)
    return tree, JsonPlaces(text)


def _tree(text: str, repeated: list[str]) -> Any:
    """The tree; the keys of an object that has one of them twice are added to `repeated`."""

    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        tree = dict(pairs)
        if len(tree) != len(pairs):
            repeated.extend(key for key, _ in pairs)
        return tree

    return json.loads(
        text, object_pairs_hook=build, parse_float=number, parse_constant=str
    )


def number(text: str) -> float | str:
    """A number; as it is written where it is greater than a float can be."""
    value = float(text)
    return value if math.isfinite(value) else text


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, counted from 1."""
    breaks = _breaks(text)
    line = bisect_left(breaks, offset)
    return line + 1, offset - (breaks[line - 1] if line else -1)


@lru_cache(2)
def _breaks(text: str) -> list[int]:
    """Where the lines of a text end, of which many may be asked for one after the other."""
    return [found.start() for found in re.finditer("\n", text)]


def too_deep(place: Place, text: str) -> DocumentError:
    """What is said of a document that is nested more than `DEPTH` values deep."""
    message = f"this is nested too deeply: more than {DEPTH} values deep"
    return refusal(place, message, text=text)


def is_deep(tree: Any) -> bool:
    """Whether it is nested too deeply; level by level, for recursion is what it guards."""
    level = [tree]
    for _ in range(DEPTH):
        level = [
            child
            for node in level
            for child in (node.values() if isinstance(node, dict) else node)
            if isinstance(child, dict | list)
        ]
        if not level:
            return False
    return True


def repetition(key: object, place: Place, text: str) -> Problem:
    """What is said of a key that stands twice in a mapping."""
    message = f"the key {key!r} stands twice in this mapping"
    omits = f"an earlier value of the key {key!r}"
    return warning(message, "the last one is taken", place, text, omits)


def _deepest(text: str) -> int:
    """Where the first value stands that is nested too deeply."""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth += bool(found[1]) - bool(found[2])
        if depth > DEPTH:
            return found.start()
    return 0


def _repetitions(name: str, text: str) -> Iterator[Problem]:
    todo = [_skip(text, 0)]
    while todo:
        seen: set[Step] = set()
        for key, spot, value in _entries(text, todo.pop()):
            if key in seen:
                yield repetition(key, Place(name, *position(text, spot)), text)
            seen.add(key)
            if text[value] in "{[":
                todo.append(value)


def _whole(name: str, text: str, notes: list[Problem]) -> str:
    """The text with whole characters: half of one is JSON, but no text, and could not be written again."""

    def mended(found: re.Match[str]) -> str:
        if not found[1]:
            return found[0]
        place = Place(name, *position(text, found.start()))
        message = f"{found[1]} is half of a character: it is read as \\ufffd"
        notes.append(warning(message, None, place, text))
        return "\\ufffd"

    return _HALF.sub(mended, text)


def _entries(text: str, offset: int) -> Iterator[tuple[Step, int, int]]:
    """The entries of the collection at `offset`: each key, where it stands, where its value does."""
    if text[offset] not in "{[":
        return
    named, index = text[offset] == "{", 0
    offset = _skip(text, offset + 1)
    while text[offset] not in "}]":
        key: Step = index
        spot = offset
        if named:
            key, end = _DECODER.raw_decode(text, offset)
            offset = _skip(text, _skip(text, end) + 1)
        yield key, spot, offset
        offset = _skip(text, _DECODER.raw_decode(text, offset)[1])
        offset = _skip(text, offset + 1) if text[offset] == "," else offset
        index += 1


def _skip(text: str, offset: int) -> int:
    found = _SPACE.match(text, offset)
    return found.end() if found else offset
