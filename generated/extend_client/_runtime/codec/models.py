"""Base class of the models, and the annotations of their fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Self, TypeVar

from .codec import decode_strictly

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


@dataclass(slots=True, kw_only=True)
class Model:
    """Base class of all models.

    `extra` preserves JSON that no field can represent: undeclared keys; an explicit null of an
    optional field, as None; a missing key of a required nullable field, as `ABSENT`. A field that
    is set takes precedence over `extra`.
    """

    extra: dict[str, Any] = field(default_factory=dict)

    # Type of the undeclared keys, if the document declares one.
    _undeclared: ClassVar[str] = ""

    def __init_subclass__(cls, undeclared: str = "") -> None:
        if undeclared:
            cls._undeclared = undeclared

    def to_dict(self) -> dict[str, Any]:
        """Return the model as a JSON object, with the JSON names of its fields."""
        encoded: dict[str, Any] = _codec(type(self)).encode(self)
        return encoded

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Decode a JSON object.

        Raises:
            InvalidDataError: the object contradicts the document; see `faults`.
        """
        model: Self = decode_strictly(data, _codec(cls).decode, cls.__name__)
        return model


def _codec(model: type) -> Any:
    from .types import model_codec  # imports this module

    return model_codec(model)
