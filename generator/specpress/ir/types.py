"""Types: a closed union of small dataclasses, linked by `TypeId` (the place of the schema in the document)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from specpress.ir.lifecycle import Availability

TypeId = str
"""Where the schema stands: "#/components/schemas/Run", or "other.yaml#/…" in another file.

A type that has no schema of its own has the id of the nearest one, a tab, and what it is there.
"""


def derived(type_id: TypeId, part: str) -> TypeId:
    """The id of a type that is made from a part of a schema."""
    return f"{type_id}\t{part}"


def place(type_id: TypeId) -> str:
    """Where the schema of a type stands."""
    return type_id.partition("\t")[0]


def is_component(type_id: TypeId) -> bool:
    """Whether an id is that of a schema component itself."""
    path = type_id.partition("#")[2]
    return (
        path.startswith("/components/schemas/")
        and path.count("/") == 3
        and "\t" not in path
    )


@dataclass(frozen=True, slots=True)
class Naming:
    """What a name is made from: the schema's root (a component, or an operation's part) and the way down."""

    root: str
    steps: tuple[str, ...] = ()


class ScalarKind(StrEnum):
    """The JSON scalars, and the formats that have a type of their own."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATETIME = "datetime"
    DATE = "date"
    TIME = "time"
    DECIMAL = "decimal"
    UUID = "uuid"
    BYTES = "bytes"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class Base:
    """What every type carries."""

    id: TypeId
    naming: Naming
    description: str
    deprecated: bool


@dataclass(frozen=True, slots=True)
class Anything(Base):
    """Any JSON value."""


@dataclass(frozen=True, slots=True)
class Scalar(Base):
    """A string, number or boolean, or a string with a format."""

    kind: ScalarKind


@dataclass(frozen=True, slots=True)
class JsonText(Base):
    """A string that holds a JSON text, of which the document says what it is."""

    content: TypeId


@dataclass(frozen=True, slots=True)
class Const(Base):
    """One JSON scalar and no other."""

    value: Any


@dataclass(frozen=True, slots=True)
class Member:
    """One value of an enum."""

    value: str | int
    description: str
    origins: tuple[str, ...]
    name: str | None = None
    """The name that the document gives the value."""


@dataclass(frozen=True, slots=True)
class Enum(Base):
    """A set of strings, or of integers, that a server may extend."""

    kind: ScalarKind
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Array(Base):
    """An array of items of one type."""

    item: TypeId


@dataclass(frozen=True, slots=True)
class Tuple(Base):
    """An array whose first items each have a type of their own, and are all there."""

    items: tuple[TypeId, ...]
    rest: TypeId | None
    """The type of the items that may follow; None where none may."""


@dataclass(frozen=True, slots=True)
class Map(Base):
    """An object with free keys and values of one type."""

    value: TypeId


@dataclass(frozen=True, slots=True)
class Field:
    """One property of an object."""

    wire: str
    type: TypeId
    required: bool
    description: str
    notes: tuple[str, ...]
    """What else there is to know of a value, a sentence each: limits, a default, ..."""
    deprecated: bool
    read_only: bool
    write_only: bool
    origins: tuple[str, ...]
    retryable: bool = False
    """Of an error: whether it says that another attempt may go well."""
    availability: Availability | None = None
    """When it is there, where the document says so."""
    preset: str | None = None
    """The value by which a discriminator means this model, where there is one and no other."""


@dataclass(frozen=True, slots=True)
class Object(Base):
    """An object with declared properties."""

    fields: tuple[Field, ...]
    additional: TypeId | None = None
    """The type of the keys that are not declared, where the document gives them one."""


@dataclass(frozen=True, slots=True)
class Union(Base):
    """One of several types; `discriminator` names the property that tells them apart, if one does."""

    variants: tuple[TypeId, ...]
    discriminator: str | None = None
    mapping: tuple[tuple[str, TypeId], ...] = ()
    otherwise: TypeId | None = None
    """What an object is that no value of the discriminator names: the base of a family."""


@dataclass(frozen=True, slots=True)
class Nullable(Base):
    """A type, or null."""

    inner: TypeId


@dataclass(frozen=True, slots=True)
class Alias(Base):
    """Another name of a type."""

    target: TypeId


Type = (
    Anything
    | Scalar
    | JsonText
    | Const
    | Enum
    | Array
    | Tuple
    | Map
    | Object
    | Union
    | Nullable
    | Alias
)
