"""What a codec is, and what decoding functions report to: contradictions between JSON and the document.

A decoding function has one signature, `decode(value, owner, key, faults, at)`: `owner[key]` is where
the value stands, `at` the model or the field that it belongs to. A fault keeps the owner itself, so
that nothing is spent on paths while all is well; `Faults.located` finds the paths afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import Any, Final, Literal


@dataclass(frozen=True, slots=True)
class Fault:
    """One contradiction between a JSON value and the document."""

    pointer: str
    """Where it is in the body: a JSON pointer, "" for the body itself."""
    expected: str
    """What the document promises."""
    got: Any
    """What came instead; `ABSENT` for a key that is not there."""
    declared_at: str
    """Where the document says so: a JSON pointer in it."""

    def __str__(self) -> str:
        return f"{self.pointer or '(the body)'}: expected {self.expected}, got {describe(self.got)}"


class Absent(Enum):
    """The type of `ABSENT`."""

    ABSENT = "ABSENT"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return self.name


ABSENT: Final = Absent.ABSENT
"""What stands for a key that is not there: in `Fault.got`, and in `Model.extra`."""


@dataclass(frozen=True, slots=True)
class Undecoded:
    """In a partly decoded value: a part that contradicts the document, as it came."""

    value: Any


class InvalidDataError(ValueError):
    """A JSON value contradicts the document: `faults` lists where, `partial` is what could be read."""

    def __init__(self, faults: list[Fault], partial: Any) -> None:
        super().__init__(faults, partial)
        self.faults = faults
        self.partial = partial

    def __str__(self) -> str:
        return "; ".join(map(str, self.faults))


class Faults:
    """Collects contradictions while a value is decoded."""

    __slots__ = ("found",)

    def __init__(self) -> None:
        self.found: list[tuple[Any, Any, str, Any, str]] = []

    def __bool__(self) -> bool:
        return bool(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def add(self, value: Any, owner: Any, key: Any, expected: str, at: str) -> Any:
        """Note that `owner[key]`, which is `value`, is not what the document promises."""
        absent = value is None and isinstance(owner, dict) and key not in owner
        got = ABSENT if absent else value
        self.found.append((owner, key, expected, got, at))
        return Undecoded(got)

    def merge(self, other: Faults) -> None:
        """Take over what another collection found."""
        self.found.extend(other.found)

    def located(self, holder: list[Any]) -> list[Fault]:
        """The faults with their paths, in the order they were met. `holder[0]` is the body."""
        paths = dict(_paths(holder, {id(fault[0]) for fault in self.found}))
        return [
            Fault((paths[id(owner)] + _step(key))[2:], expected, got, place_of(at))
            for owner, key, expected, got, at in self.found
        ]


def describe(value: Any) -> str:
    """A JSON value in a few words, for a message."""
    if value is ABSENT:
        return "nothing"
    if isinstance(value, dict):
        return f"an object of {len(value)} keys"
    if isinstance(value, list):
        return f"an array of {len(value)}"
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= 60 else f"{text[:57]}..."


Decode = Callable[[Any, Any, Any, Faults, str], Any]


def checked(value: Any, decode: Decode, at: str) -> Any:
    """What a decoding function makes of a whole JSON value.

    Raises:
        InvalidDataError: the value contradicts the document.
    """
    faults, holder = Faults(), [value]
    try:
        result = decode(value, holder, 0, faults, at)
    except RecursionError:
        raise contradiction("a value nested less deeply", value) from None
    if faults:
        raise InvalidDataError(faults.located(holder), result)
    return result


def contradiction(expected: str, got: Any) -> InvalidDataError:
    """The error of a value that is wrong as a whole."""
    return InvalidDataError([Fault("", expected, got, "")], None)


def _paths(holder: list[Any], wanted: set[int]) -> Iterator[tuple[int, str]]:
    """The path of each wanted container, found by its identity."""
    stack: list[tuple[Any, str]] = [(holder, "")]
    while stack:
        value, path = stack.pop()
        if id(value) in wanted:
            yield id(value), path
        if isinstance(value, dict):
            stack.extend((item, path + _step(key)) for key, item in value.items())
        elif isinstance(value, list):
            stack.extend((item, path + _step(key)) for key, item in enumerate(value))


def _step(key: object) -> str:
    return "/" + str(key).replace("~", "~0").replace("/", "~1")


def place_of(at: str) -> str:
    """Where the document declares a model ("Issue") or a field ("Issue.number"): the schema that says most of it."""
    package = __name__.rpartition("._runtime")[0]
    module = import_module(f"{package}._schema_pointers")
    places: dict[str, str] = module.SCHEMA_POINTERS
    model, dot, wire = at.partition(".")
    place = places.get(model, "")
    if not dot or not place or place.endswith("/"):
        return place.removesuffix("/")
    return f"{place}/properties{_step(wire)}"


Encode = Callable[[Any], Any]


@dataclass(slots=True, eq=False)
class Codec:
    """How the values of a type are read and written."""

    decode: Decode
    encode: Encode | None = None
    """None: a value is JSON as it is."""
    plain: frozenset[type] = frozenset()
    """The Python types whose values are taken as they are."""
    bare: Codec | None = None
    """Of a type that may be null: the same type without null."""
    demands: Callable[[], frozenset[str]] | None = None
    """Of what is an object: the keys without which a value is none."""
    members: Mapping[Any, Any] | None = None
    """Of an enum: its members by their values."""
    choice: Callable[[], Any] | None = None
    """Of a union: its variants; they may be known only when all is read."""
