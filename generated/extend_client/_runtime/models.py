"""What every model is made of: its base class, and the values that stand for what is not there."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Self

from .codec import decoded


@dataclass(frozen=True, slots=True)
class Wire:
    """The name of a field in JSON, where it differs from the Python one."""

    name: str


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

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of this model, with the names used on the wire."""
        encoded: dict[str, Any] = codec_of(type(self), "encode")(self)
        return encoded

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read a JSON object.

        Raises:
            InvalidDataError: the object contradicts the document; `faults` says where.
        """
        model: Self = decoded(data, codec_of(cls, "decode"))
        return model


def codec_of(model: type, direction: str) -> Any:
    """The codec function of a model class: `decode_…` or `encode_…` in `_codec`, loaded when first used."""
    package, _, module = model.__module__.rpartition(".models.")
    codec = import_module(f"{package}._codec.{module}")
    return getattr(codec, direction.upper())[model]
