"""What every model is made of: its base class, and the values that stand for what is not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Self, TypeVar

from .codec import checked

T = TypeVar("T")
JsonText = Annotated[T, "a JSON text in a string"]
"""A value that stands in JSON as a string, which holds its JSON text."""


@dataclass(frozen=True, slots=True)
class Wire:
    """The name of a field in JSON, where it differs from the Python one."""

    name: str


@dataclass(frozen=True, slots=True)
class Tag:
    """What tells the variants of a union apart: a key of theirs, and the type that each of its values stands for."""

    key: str
    variants: Mapping[str, str]
    otherwise: str = ""
    """The type of an object that no value stands for; without one it is kept as an `UnknownVariant`."""


@dataclass(frozen=True, slots=True)
class UnknownVariant:
    """A value of a union that fits none of its documented shapes, kept as it came."""

    value: Any


@dataclass(slots=True, kw_only=True)
class Model:
    """The base of every model.

    `extra` holds what the fields cannot say: keys the document does not declare, with their
    JSON values; an explicit null of an optional field (None); `ABSENT` for a nullable key that is
    always sent but was missing. A field that is set wins over `extra`.
    """

    extra: dict[str, Any] = field(default_factory=dict)

    _undeclared: ClassVar[str] = ""
    """The type of the keys that are not declared, where the document gives them one."""

    def __init_subclass__(cls, undeclared: str = "") -> None:
        if undeclared:
            cls._undeclared = undeclared

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of this model, with the names used on the wire."""
        encoded: dict[str, Any] = _codec(type(self)).encode(self)
        return encoded

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read a JSON object.

        Raises:
            InvalidDataError: the object contradicts the document; `faults` says where.
        """
        model: Self = checked(data, _codec(cls).decode, cls.__name__)
        return model


def _codec(model: type) -> Any:
    """How a model is read and written."""
    from .types import codec_of  # which needs the models

    return codec_of(model)
