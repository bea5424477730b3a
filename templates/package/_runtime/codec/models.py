"""Base class of the models."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from .annotations import Encodable
from .codec import decode_strictly
from .types import model_codec


@dataclass(slots=True, kw_only=True)
class Model(Encodable):
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
        encode: Any = model_codec(type(self)).encode
        encoded: dict[str, Any] = encode(self)
        return encoded

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Decode a JSON object.

        Raises:
            InvalidDataError: the object contradicts the document; see `faults`.
        """
        model: Self = decode_strictly(data, model_codec(cls).decode, cls.__name__)
        return model
