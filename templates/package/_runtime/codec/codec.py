"""Codecs, faults of JSON values that contradict the document, and errors of values from callers.

Decoding functions have one signature, `decode(value, owner, key, faults, at)`. `owner[key]` is the
position of `value`, `at` the model or field that it belongs to ("Issue" or "Issue.number"). A fault
stores the owner instead of a path, so that valid values cost nothing; `Faults.locate` computes the
paths afterwards.

Encoding functions have the signature `encode(value, encoding)`. They check the value that a caller
passed; an error gets its path while it propagates.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pkgutil import get_data
from typing import Annotated, Any, Literal, TypeVar, get_args

from ..operation import (
    PACKAGE,
    NaiveDatetimes,
    OnContradiction,
    SendReadOnly,
)
from .paths import find_paths, format_step


@dataclass(frozen=True, slots=True)
class Fault:
    """Contradiction between a JSON value and the document."""

    pointer: str
    """JSON pointer into the body; "" for the body itself."""
    expected: str
    """Description of the valid values."""
    got: Any
    """The actual value; `ABSENT` for a missing key."""
    declared_at: str
    """JSON pointer into the document."""

    def __str__(self) -> str:
        position = self.pointer or "(body)"
        return f"{position}: expected {self.expected}, got {describe(self.got)}"


class Absent(Enum):
    """Type of `ABSENT`."""

    ABSENT = "ABSENT"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return self.name


ABSENT: Any = Absent.ABSENT
"""Sentinel for a missing key: the default of fields that may also be null, and in `Fault.got`."""


@dataclass(frozen=True, slots=True)
class Undecoded:
    """JSON value in a partly decoded object that contradicts the document."""

    value: Any


# Number of the faults in a message.
MAX_SHOWN = 20


class InvalidDataError(ValueError):
    """A JSON value contradicts the document; `faults` lists the contradictions.

    `partial` is the value with `Undecoded` in place of its invalid parts.
    """

    received: Any
    """The complete value; `ABSENT` if it is not acceptable in any mode, such as a value too large."""
    decode: Decode | None
    """The function that decodes `received`; None if it could not be read at all."""
    at: str
    """Name of the type of `received`."""

    def __init__(self, faults: list[Fault], partial: Any) -> None:
        super().__init__(faults, partial)
        self.faults = faults
        self.partial = partial
        self.received, self.decode, self.at = ABSENT, None, ""

    def __reduce__(self) -> Any:
        return type(self), (self.faults, self.partial)

    def __str__(self) -> str:
        others = len(self.faults) - MAX_SHOWN
        more = [f"and {others} more"] if others > 0 else []
        return "; ".join([*map(str, self.faults[:MAX_SHOWN]), *more])


class Faults:
    """Collects faults during decoding."""

    __slots__ = ("entries",)

    def __init__(self) -> None:
        self.entries: list[tuple[Any, Any, str, Any, str]] = []

    def __bool__(self) -> bool:
        return bool(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def add(self, value: Any, owner: Any, key: Any, expected: str, at: str) -> Any:
        """Add a fault of `value`, which is `owner[key]`, and return its placeholder."""
        is_absent = value is None and isinstance(owner, dict) and key not in owner
        got = ABSENT if is_absent else value
        self.entries.append((owner, key, expected, got, at))
        return Undecoded(got)

    def merge(self, other: Faults) -> None:
        """Add the faults of another collection."""
        self.entries.extend(other.entries)

    def locate(self, root: list[Any]) -> list[Fault]:
        """Return the faults with their pointers, in order; `root[0]` is the body."""
        paths = find_paths(root, {id(entry[0]) for entry in self.entries})
        return [
            # [2:] removes the "/0" of the root list.
            Fault(
                (paths[id(owner)] + format_step(key))[2:],
                expected,
                got,
                find_schema(at),
            )
            for owner, key, expected, got, at in self.entries
        ]


def describe(value: Any) -> str:
    """Describe a JSON value in a few words, for messages."""
    if value is ABSENT:
        return "nothing"
    if isinstance(value, dict):
        return f"an object with {len(value)} key{'s' * (len(value) != 1)}"
    if isinstance(value, list):
        return f"an array of length {len(value)}"
    if isinstance(value, str):  # the beginning of a long one is enough
        value = value[:61]
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= 60 else f"{text[:57]}..."


Decode = Callable[[Any, Any, Any, Faults, str], Any]


def decode_strictly(value: Any, decode: Decode, at: str) -> Any:
    """Decode a complete JSON value.

    Raises:
        InvalidDataError: the value contradicts the document.
    """
    faults, root = Faults(), [value]
    try:
        result = decode(value, root, 0, faults, at)
    except RecursionError:
        raise invalid_data("a value nested less deeply", value, value) from None
    if faults:
        error = InvalidDataError(faults.locate(root), result)
        error.received, error.decode, error.at = value, decode, at
        raise error
    return result


def invalid_data(expected: str, got: Any, received: Any = ABSENT) -> InvalidDataError:
    """Return the error for a complete body; `received` is its value if it may be accepted."""
    error = InvalidDataError([Fault("", expected, got, "")], None)
    error.received = received
    return error


def find_schema(at: str) -> str:
    """Return the JSON pointer of the schema of a model ("Issue") or field ("Issue.number")."""
    model, dot, wire_name = at.partition(".")
    pointer = _load_pointers().get(model, "")
    # A trailing slash marks a model whose fields are not all in `properties`.
    if not dot or not pointer or pointer.endswith("/"):
        return pointer.removesuffix("/")
    return f"{pointer}/properties{format_step(wire_name)}"


@cache
def _load_pointers() -> dict[str, str]:
    """Return the JSON pointers of the schemas: read on the first fault only."""
    package = __name__.rpartition("._runtime")[0]
    data = get_data(package, "_schema_pointers.json") or b"{}"
    pointers: dict[str, str] = json.loads(data)
    return pointers


class InvalidArgumentError(TypeError, ValueError):
    """A value that the caller passed cannot be sent; nothing was sent.

    `path` is its position, such as `body.lines[0].quantity`, `expected` describes the valid values,
    and `names` are the keys, arguments or texts of which the value may be a misspelling.
    """

    def __init__(
        self,
        expected: str,
        value: object = ABSENT,
        hint: str = "",
        names: Collection[str] = (),
    ) -> None:
        super().__init__(expected, value, hint, tuple(names))
        self.expected, self.value, self.hint = expected, value, hint
        self.names, self.path = names, ""

    def add(self, step: str) -> None:
        """Add a step to the beginning of the path."""
        self.path = step + self.path

    def __str__(self) -> str:
        value = describe_argument(self.value)
        path = self.path if len(self.path) <= 500 else f"{self.path[:500]}…"
        text = f"{path or 'value'}: expected {self.expected}, got {value}"
        return "; ".join(filter(None, [text, self._suggest() or self.hint]))

    def _suggest(self) -> str:
        """Return the question whether the caller meant a similar name; "" without one."""
        if not self.names or not isinstance(self.value, str):
            return ""
        from difflib import get_close_matches  # rarely needed

        names = {name.lower(): name for name in self.names}
        matches = get_close_matches(self.value.lower(), names, 1)
        return f"did you mean {names[matches[0]]!r}?" if matches else ""


# Printed under its public name.
InvalidArgumentError.__module__ = f"{PACKAGE}.errors"


def describe_argument(value: object) -> str:
    """Describe a value from a caller in a few words, for messages."""
    if value is ABSENT:
        return "nothing"
    if value is None or isinstance(value, (str, int, float)):
        try:
            text = repr(value)
        except ValueError:  # Python writes no integers of more than 4,300 digits
            return "an int of too many digits"
        return text if len(text) <= 60 else f"{text[:57]}..."
    return f"a value of type {type(value).__name__}"


@dataclass(frozen=True, slots=True)
class Encoding:
    """Choices for the encoding of values from callers."""

    read_only: str = "never"
    """Read-only fields to send: never, required (those that the schema requires), or always."""
    naive_datetimes: str = "refuse"
    """Treatment of a datetime without an offset: refuse, utc, local (the time zone of the system), or
    as-is (sent without an offset).
    """
    is_complete: bool = False
    """True for `to_dict`: required fields that were not part of a response are omitted."""
    threads: int = 0
    """Threads that encode the outer part of the value; see `recursion`."""

    def __post_init__(self) -> None:
        """Check the choices.

        Raises:
            ValueError: a choice is unknown.
        """
        _check_choice("send_read_only", self.read_only, SendReadOnly)
        _check_choice("naive_datetimes", self.naive_datetimes, NaiveDatetimes)


def _check_choice(name: str, value: str, choices: object) -> None:
    allowed = get_args(choices)
    if value not in allowed:
        raise ValueError(f"{name} must be {' or '.join(allowed)}, got {value!r}")


def check_mode(value: OnContradiction) -> OnContradiction:
    """Return a valid value of `on_contradiction`.

    Raises:
        ValueError: the value is unknown.
    """
    _check_choice("on_contradiction", value, OnContradiction)
    return value


SENDING = Encoding()
COMPLETE = Encoding("always", "as-is", is_complete=True)

Encode = Callable[[Any, Encoding], Any]


@dataclass(slots=True, eq=False)
class Codec:
    """Decoding and encoding of the values of a type.

    Encoding checks values: it raises `InvalidArgumentError` for one that the type does not have.
    """

    decode: Decode
    encode: Encode
    plain: frozenset[type] = frozenset()
    """Python types whose values need neither decoding nor encoding."""
    non_null: Codec | None = None
    """Codec of a nullable type without null."""
    model: type | None = None
    """Class of a model or an enum."""
    required_keys: Callable[[], frozenset[str]] | None = None
    """Required keys of an object; None if the type is not an object."""
    members: Mapping[Any, Any] | None = None
    """Members of an enum, by value."""
    decoded: type | None = None
    """Class that only decoded values of the type have."""
    constants: tuple[Any, ...] = ()
    """The only values of a `Literal`."""
    variants: Callable[[], Any] | None = None
    """Variants of a union; lazy, because types may be recursive."""
    spec: Callable[[], Any] | None = None
    """Fields of a model; lazy for the same reason."""
    item: Codec | None = None
    """Codec of the items of an array, or of the values of a map."""
    is_array: bool = False


T = TypeVar("T")
JsonText = Annotated[T, "a JSON text in a string"]
"""Value that is sent as a string with its JSON text."""


@dataclass(frozen=True, slots=True)
class Wire:
    """JSON name of a field, if it differs from the Python name."""

    name: str


class Marker(Enum):
    """Mark in the annotation of a field."""

    READ_ONLY = "READ_ONLY"
    WRITE_ONLY = "WRITE_ONLY"


READ_ONLY = Marker.READ_ONLY
"""Mark of a field that the server sets: it is not sent by default."""
WRITE_ONLY = Marker.WRITE_ONLY
"""Mark of a field that the server does not return."""


@dataclass(frozen=True, slots=True)
class Discriminator:
    """Key that selects the variant of a union, and the type for each of its values."""

    key: str
    variants: Mapping[str, str] = field(hash=False)
    otherwise: str = ""
    """Type for all other values; if empty, such an object becomes an `UnknownVariant`."""


@dataclass(frozen=True, slots=True)
class UnknownVariant:
    """JSON value that matches none of the documented variants of a union."""

    value: Any


class Encodable:
    """A value that encodes itself: the base class of `Model`."""

    # Not a field of the dataclass: records of the values that the document does not allow.
    __slots__ = ("_received",)
    _received: tuple[Any, ...]

    def _encode(self, encoding: Encoding) -> dict[str, Any]:
        """Return the JSON object."""
        raise NotImplementedError

    @classmethod
    def _read_spec(cls) -> Any:
        """Return the `ModelSpec`."""
        raise NotImplementedError
