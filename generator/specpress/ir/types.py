"""Types of the intermediate representation: a closed union of dataclasses, linked by `TypeId`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from specpress.ir.lifecycle import Availability

# The location of a schema: "#/components/schemas/Run", or "other.yaml#/…" for another file.
# A type without a schema (one JSON type of several, the inside of a nullable) has the id of the
# nearest schema, a tab (which no pointer contains unescaped), and a label.
TypeId = str


# The part of a schema that has no schema itself, such as the items of an array without `items`.
ANYTHING = "any"


def derive_id(type_id: TypeId, part: str) -> TypeId:
    """Return the id of a type that is derived from a part of a schema."""
    return f"{type_id}\t{part}"


def is_described(type_id: TypeId) -> bool:
    """Return whether a type has a schema; the values of others may be anything."""
    return not type_id.endswith(f"\t{ANYTHING}")


def schema_id(type_id: TypeId) -> str:
    """Return the id of the schema that a type is built from."""
    return type_id.partition("\t")[0]


# Cached: several stages ask about the same types.
@lru_cache(1 << 16)
def is_component(type_id: TypeId) -> bool:
    """Return whether an id denotes a schema component itself."""
    parent, _, name = type_id.rpartition("/")
    return parent.endswith("#/components/schemas") and "\t" not in name


@dataclass(frozen=True, slots=True)
class Naming:
    """The source of a name: a root (component or operation) and the steps from it to the schema."""

    root: str
    steps: tuple[str, ...] = ()


class ScalarKind(StrEnum):
    """The JSON scalar types, and the string formats with a dedicated type."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATETIME = "datetime"
    DATE = "date"
    TIME = "time"
    DECIMAL = "decimal"
    DECIMAL_NUMBER = "decimal number"
    UUID = "uuid"
    BYTES = "bytes"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class Base:
    """Attributes common to all types."""

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
    is_also_text: bool = False
    """True for a file that is a string in another place: inside of JSON."""


@dataclass(frozen=True, slots=True)
class JsonText(Base):
    """A string that contains JSON with a declared schema."""

    content: TypeId


@dataclass(frozen=True, slots=True)
class Const(Base):
    """Exactly one JSON scalar."""

    value: Any


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an enum."""

    value: str | int
    description: str
    origins: tuple[str, ...]
    name: str | None = None
    """Name from an extension such as `x-enum-varnames`."""


@dataclass(frozen=True, slots=True)
class Enum(Base):
    """An open set of strings or of integers."""

    kind: ScalarKind
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Array(Base):
    """An array of items of one type."""

    item: TypeId


@dataclass(frozen=True, slots=True)
class Tuple(Base):
    """An array whose first items are required and typed one by one.

    Without first items, `rest` is the type of any number of items.
    """

    items: tuple[TypeId, ...]
    rest: TypeId | None
    """Type of any further items; None if none are allowed."""


@dataclass(frozen=True, slots=True)
class Map(Base):
    """An object with arbitrary keys and values of one type."""

    value: TypeId


@dataclass(frozen=True, slots=True)
class Field:
    """A property of an object."""

    wire: str
    type: TypeId
    required: bool
    description: str
    notes: tuple[str, ...]
    """Constraints that the type does not express, one sentence each: limits, default."""
    deprecated: bool
    read_only: bool
    write_only: bool
    origins: tuple[str, ...]
    retryable: bool = False
    """True if this property of an error states whether to retry (`x-specpress-retryable`)."""
    availability: Availability | None = None
    """The condition from `x-specpress-availability`, if any."""
    name: str | None = None
    """Name that the document chooses, from an extension."""
    preset: str | None = None
    """The discriminator value that selects this model, unless several do."""
    has_default: bool = False
    """True if the document declares a default."""
    must_be_given: bool = False
    """True for a discriminator of which several values select this model: a caller must choose one."""

    @property
    def is_required_in_responses(self) -> bool:
        """True if a response must contain the property: not if it is only sent."""
        return self.required and not self.write_only


@dataclass(frozen=True, slots=True)
class Object(Base):
    """An object with declared properties."""

    fields: tuple[Field, ...]
    additional: TypeId | None = None
    """Type of the values of undeclared keys, if the document declares one."""
    is_open: bool = False
    """True if the document explicitly allows undeclared keys."""


@dataclass(frozen=True, slots=True)
class Union(Base):
    """One of several types; `discriminator` is the property that selects the variant."""

    variants: tuple[TypeId, ...]
    discriminator: str | None = None
    mapping: tuple[tuple[str, TypeId], ...] = ()
    default_variant: TypeId | None = None
    """Variant for unmapped values: that of `defaultMapping`, or the base of subtypes."""
    names: tuple[tuple[str, TypeId], ...] = ()
    """Component names that select a variant besides the values that are mapped to it."""
    is_conditional: bool = False
    """True if a condition declares the variants: other values are valid where it is false."""


@dataclass(frozen=True, slots=True)
class Nullable(Base):
    """A type, or null."""

    inner: TypeId


@dataclass(frozen=True, slots=True)
class Alias(Base):
    """An alternative name of a type."""

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


def get_inner_types(type_: Type) -> Iterator[TypeId]:
    """Yield the types that a type refers to directly."""
    match type_:
        case Array(item=inner) | Map(value=inner) | Nullable(inner=inner):
            yield inner
        case Alias(target=inner) | JsonText(content=inner):
            yield inner
        case Tuple(items=items, rest=rest):
            yield from items
            yield from [rest] if rest else []
        case Union(variants=variants):
            yield from variants
        case Object(fields=fields, additional=additional):
            yield from (field.type for field in fields)
            if additional:
                yield additional
