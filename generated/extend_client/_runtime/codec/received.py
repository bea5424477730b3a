"""Values of a response that their types do not have, with the JSON values to write back.

A model and a container keep a record of each of these values that they contain. A value that the
caller replaces is encoded and checked as any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self, cast

from .codec import Undecoded


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


class ReceivedItems:
    """Mixin of containers with such values; they behave like the built-in containers."""

    received: tuple[Received, ...] = ()

    @classmethod
    def create(cls, items: Any, received: Iterable[Received]) -> Self:
        """Return a container with the records of its items."""
        created = cls(items)  # type: ignore[call-arg]
        created.received = (*received,)
        return created

    def copy(self) -> Self:
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
