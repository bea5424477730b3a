"""What the decoding functions report to: contradictions between a JSON value and the document.

A decoding function has one signature, `decode(value, owner, key, faults)`: `owner[key]` is where
the value stands. A fault keeps the owner itself, so that nothing is spent on paths while all is
well; `Faults.located` finds the paths afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
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

    def add(
        self, value: Any, owner: Any, key: Any, expected: str, declared_at: str
    ) -> Any:
        """Note that `owner[key]`, which is `value`, is not what the document promises.

        `declared_at` is a place in the document; one that ends in a slash goes on with the key.
        """
        self.found.append((owner, key, expected, value, declared_at))
        return Undecoded(value)

    def merge(self, other: Faults) -> None:
        """Take over what another collection found."""
        self.found.extend(other.found)

    def located(self, holder: list[Any]) -> list[Fault]:
        """The faults with their paths, in the order they were met. `holder[0]` is the body."""
        paths = dict(_paths(holder, {id(fault[0]) for fault in self.found}))
        return [
            Fault((paths[id(owner)] + _step(key))[2:], expected, got, _place(at, key))
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


Decode = Callable[[Any, Any, Any, Faults], Any]


def decoded(value: Any, decode: Decode) -> Any:
    """What a decoding function makes of a whole JSON value.

    Raises:
        InvalidDataError: the value contradicts the document.
    """
    faults, holder = Faults(), [value]
    try:
        result = decode(value, holder, 0, faults)
    except RecursionError:
        raise contradiction("a value nested less deeply", value) from None
    if faults:
        raise InvalidDataError(faults.located(holder), result)
    return result


def contradiction(expected: str, got: Any) -> InvalidDataError:
    """The error of a value that is wrong as a whole."""
    return InvalidDataError([Fault("", expected, got, "")], None)


def first_fit(
    candidates: tuple[tuple[frozenset[str], Decode], ...],
    value: Any,
    owner: Any,
    key: Any,
    faults: Faults,
    unknown: Callable[[Any], Any],
) -> Any:
    """Decode an object of a union that has no discriminator.

    Candidates stand from the most to the least demanding. The first one whose required keys are
    all there and that decodes without a fault is taken, unless it would leave undeclared what a more
    demanding one requires. Else the faults of the best candidate that requires something are
    reported; if there is none, the value is kept as unknown.
    """
    best: tuple[Faults, Any] | None = None
    claimed: frozenset[str] = frozenset()
    for required, decode in candidates:
        if not value.keys() >= required:
            continue
        trial = Faults()
        result = decode(value, owner, key, trial)
        if not trial and claimed.isdisjoint(getattr(result, "extra", ())):
            return result
        if required and trial and (best is None or len(trial) < len(best[0])):
            best, claimed = (trial, result), claimed | required
    if best is None:
        return unknown(value)
    faults.merge(best[0])
    return best[1]


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


def _place(declared_at: str, key: object) -> str:
    return declared_at[:-1] + _step(key) if declared_at.endswith("/") else declared_at


def _step(key: object) -> str:
    return "/" + str(key).replace("~", "~0").replace("/", "~1")


class Keys:
    """The keys that a document declares for an object, and what `Model.extra` must hold of a value."""

    __slots__ = ("_declared", "_nullable", "_optional")

    def __init__(
        self,
        required: tuple[str, ...] = (),
        optional: tuple[str, ...] = (),
        nullable: tuple[str, ...] = (),
    ) -> None:
        """`nullable` are always sent, and may be null."""
        self._declared = frozenset((*required, *optional, *nullable))
        self._optional = frozenset(optional)
        self._nullable = frozenset(nullable)

    def extra(self, value: dict[str, Any]) -> dict[str, Any]:
        """The entries that are not declared, and the marks."""
        if value.keys() <= self._declared:
            return self.marks(value)
        return {**self.undeclared(value), **self.marks(value)}

    def undeclared(self, value: dict[str, Any]) -> dict[str, Any]:
        """The entries that the document does not declare, in their order."""
        return {key: v for key, v in value.items() if key not in self._declared}

    def marks(self, value: dict[str, Any]) -> dict[str, Any]:
        """None for an optional key that is null, `ABSENT` for a nullable one that is not there."""
        found: dict[str, Any] = {}
        if None in value.values():
            found = {k: None for k in value if value[k] is None and k in self._optional}
        if not value.keys() >= self._nullable:
            found |= dict.fromkeys(sorted(self._nullable - value.keys()), ABSENT)
        return found


def first_clean(
    candidates: tuple[Decode, ...],
    value: Any,
    owner: Any,
    key: Any,
    faults: Faults,
    declared_at: str,
    unknown: Callable[[Any], Any] | None,
) -> Any:
    """Decode a value of a union as the first candidate that takes it without a fault."""
    for decode in candidates:
        trial = Faults()
        result = decode(value, owner, key, trial)
        if not trial:
            return result
    if unknown is not None:
        return unknown(value)
    return faults.add(value, owner, key, "one of several types", declared_at)
