"""Objects: the fields of a model, what its `extra` must hold, and its codec, made when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .codec import ABSENT, Codec, Faults
from .compiled_codecs import decoder, encoder


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of a model: its name in Python and on the wire, and its type."""

    name: str
    wire: str
    codec: Codec
    optional: bool

    @property
    def bare(self) -> Codec:
        """The type without null."""
        return self.codec.bare or self.codec

    @property
    def needed(self) -> bool:
        """Whether a value must be there, and must not be null."""
        return not self.optional and self.codec.bare is None


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of a model, and the type of the keys that it does not declare, where they have one."""

    model: type
    slots: list[Slot]
    undeclared: Codec | None

    def extra(self, value: dict[str, Any], faults: Faults) -> dict[str, Any]:
        """What the fields cannot say of an object: see `Model`."""
        declared = {slot.wire: slot for slot in self.slots}
        found = {key: item for key, item in value.items() if key not in declared}
        if self.undeclared is not None:
            decode, at = self.undeclared.decode, self.model.__name__
            found = {k: decode(v, value, k, faults, at) for k, v in found.items()}
        for wire, slot in declared.items():
            if slot.optional and value.get(wire, ABSENT) is None:
                found[wire] = None
            elif not slot.optional and not slot.needed and wire not in value:
                found[wire] = ABSENT
        return found


def lazy(model: type, read: Callable[[], Shape]) -> Codec:
    """The codec of a model. Its shape is read when it is first needed, for models may go in circles."""
    known: list[Shape] = []

    def shape() -> Shape:
        if not known:
            known.append(read())
        return known[0]

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        codec.decode = decoder(shape())
        return codec.decode(value, owner, key, faults, at)

    def encode(value: Any) -> Any:
        codec.encode = made = encoder(shape())
        return made(value)

    def demands() -> frozenset[str]:
        return frozenset(slot.wire for slot in shape().slots if slot.needed)

    codec = Codec(decode, encode, demands=demands)
    return codec
