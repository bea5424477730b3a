"""Values of a response that their types do not have, with the JSON values to write back.

A model and a container keep a record of each of these values that they contain. A value that the
caller replaces is encoded and checked as any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self, cast

from .codec import ABSENT, Encode, Encoding, InvalidArgumentError, Undecoded


@dataclass(frozen=True, slots=True)
class Received:
    """A value in a model or a container, and the JSON value that was received."""

    key: Any
    """Field, key or index."""
    value: Any
    raw: Any
    """The JSON value; `ABSENT` for a missing key."""

    def is_unchanged(self, value: Any) -> bool:
        """Return whether a value is still the one that was received."""
        is_same_type = type(value) is type(self.value)
        return value is self.value or (is_same_type and bool(value == self.value))


@dataclass(frozen=True, slots=True)
class Presence:
    """The part of a model that its fields do not show.

    `dataclasses.replace` reads it from the old model and passes it to the new one.
    """

    absent: tuple[str, ...] = ()
    """Fields that are not set."""
    received: tuple[Received, ...] = ()
    """Values of fields that were in a response although the document does not allow them."""
    source: Any = None
    """The old model."""

    def restore(self, model: Any) -> None:
        """Set the same state of a new model, except for fields that have another value."""
        model._received = self.received
        for name in self.absent:
            if getattr(model, name) is None:
                delattr(model, name)


class ReceivedItems:
    """Mixin of containers with such values; they behave like the built-in containers."""

    received: tuple[Received, ...] = ()

    @classmethod
    def create(cls, items: Any, received: Iterable[Received]) -> Self:
        """Return a container with the records of its items."""
        container: Any = cls
        created: Self = container(items)
        created.received = (*received,)
        return created

    def copy(self) -> Any:
        """Return a copy with the same records."""
        return self.create(self, self.received)


class ReceivedList(ReceivedItems, list[Any]):
    """List with such values."""


class ReceivedDict(ReceivedItems, dict[Any, Any]):
    """Dict with such values."""


class ReceivedTuple(ReceivedItems, tuple[Any, ...]):
    """Tuple with such values."""


def restore(items: Any) -> Any:
    """Return a container with an `Undecoded` in place of each value as received."""
    if not isinstance(items, ReceivedItems):
        return items
    entries = {entry.key: entry for entry in items.received}
    if isinstance(items, dict):
        return {k: _restore_value(v, entries.get(k)) for k, v in items.items()}
    pairs = enumerate(cast("Iterable[Any]", items))
    return [_restore_value(value, entries.get(index)) for index, value in pairs]


def _restore_value(value: Any, entry: Received | None) -> Any:
    if entry is None or not entry.is_unchanged(value):
        return value
    return Undecoded(entry.raw)


def write_back(out: dict[str, Any], key: str) -> Encode:
    """Return the function that sets a key of `out` to a JSON value as received.

    A required key that was missing is left out by `to_dict`, and refused otherwise.
    """

    def encode(raw: Any, encoding: Encoding) -> None:
        if raw is not ABSENT:
            out[key] = raw
        elif encoding.is_complete:
            out.pop(key, None)
        else:
            refuse_missing()

    return encode


def refuse_missing() -> None:
    """Refuse a model that was read without a field that is required to send it.

    Raises:
        InvalidArgumentError: always.
    """
    hint = "the field is required to send the model"
    raise InvalidArgumentError("a value", hint=hint)
