"""Codecs of models, compiled on first use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .codec import ABSENT, Codec, Faults
from .compiled_codecs import compile_decoder, compile_encoder


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """Field of a model: its Python name, JSON name and codec."""

    name: str
    wire_name: str
    codec: Codec
    is_optional: bool

    @property
    def value_codec(self) -> Codec:
        """Codec of the values other than null."""
        return self.codec.non_null or self.codec

    @property
    def is_required(self) -> bool:
        """True if the key must be present and must not be null."""
        return not self.is_optional and self.codec.non_null is None


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """Fields of a model, and the codec of its undeclared keys, if they have a type."""

    model: type
    fields: list[FieldSpec]
    undeclared: Codec | None

    def collect_extra(self, value: dict[str, Any], faults: Faults) -> dict[str, Any]:
        """Return the `extra` of a JSON object: see `Model`."""
        declared = {field.wire_name: field for field in self.fields}
        extra = {key: item for key, item in value.items() if key not in declared}
        if self.undeclared is not None:
            decode, at = self.undeclared.decode, self.model.__name__
            extra = {k: decode(v, value, k, faults, at) for k, v in extra.items()}
        for name, field in declared.items():
            if field.is_optional and value.get(name, ABSENT) is None:
                extra[name] = None
            elif not field.is_optional and not field.is_required and name not in value:
                extra[name] = ABSENT
        return extra


def lazy_codec(model: type, read_spec: Callable[[], ModelSpec]) -> Codec:
    """Return a codec that reads the fields of the model on first use: models may be recursive."""
    cache: list[ModelSpec] = []

    def spec() -> ModelSpec:
        if not cache:
            cache.append(read_spec())
        return cache[0]

    # Both replace themselves by the compiled function.
    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        codec.decode = compile_decoder(spec())
        return codec.decode(value, owner, key, faults, at)

    def encode(value: Any) -> Any:
        codec.encode = compiled = compile_encoder(spec())
        return compiled(value)

    def required_keys() -> frozenset[str]:
        return frozenset(
            field.wire_name for field in spec().fields if field.is_required
        )

    codec = Codec(decode, encode, required_keys=required_keys)
    return codec
