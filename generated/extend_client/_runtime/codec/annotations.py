"""Annotations of the fields of models, and values that models contain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

T = TypeVar("T")
JsonText = Annotated[T, "a JSON text in a string"]
"""Value that is sent as a string with its JSON text."""


@dataclass(frozen=True, slots=True)
class Wire:
    """JSON name of a field, if it differs from the Python name."""

    name: str


@dataclass(frozen=True, slots=True)
class Discriminator:
    """Key that selects the variant of a union, and the type for each of its values."""

    key: str
    variants: Mapping[str, str]
    otherwise: str = ""
    """Type for all other values; if empty, such an object becomes an `UnknownVariant`."""


@dataclass(frozen=True, slots=True)
class UnknownVariant:
    """JSON value that matches none of the documented variants of a union."""

    value: Any


class Encodable:
    """A value that encodes itself: the base class of `Model`."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object."""
        raise NotImplementedError
