"""Faults of values: the JSON Pointer, the message and the keyword in the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from specpress.document.pointers import escape_step
from specpress.document.problems import Position
from specpress.document.resolve import Cursor
from specpress.schema.dialect import schema_uri

MAX_MESSAGE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Fault:
    """A violation of a schema.

    Attributes:
        pointer: The JSON Pointer of the violating value.
        keyword: The path of the violated keyword, from "$defs" and the id of its schema; shorter
            if the schema is not in the document.
    """

    pointer: str
    message: str
    keyword: tuple[str | int, ...] = ()

    def __str__(self) -> str:
        return f"at {self.pointer}: {self.message}" if self.pointer else self.message

    def position(self, cursors: Mapping[str, Cursor]) -> Position | None:
        """Return the position of the keyword, or of its nearest ancestor; None if unknown.

        Args:
            cursors: The schemas of the document by their URIs.
        """
        if self.keyword[:1] != ("$defs",):
            return None
        _, schema_id, *steps = map(str, self.keyword)
        cursor = cursors[schema_uri(schema_id)]
        for step in steps:
            child = cursor.get_step(step)
            if child is None:
                break
            cursor = child
        return cursor.position


def list_faults(
    errors: Iterator[jsonschema_rs.ValidationError], depth: int = 0
) -> list[Fault]:
    """Return the faults; a value that no variant allows has those of the closest variant.

    Args:
        depth: Number of the steps from the validated value to the one with the faults.
    """
    return [fault for error in errors for fault in _explain(error, depth)]


def _explain(error: jsonschema_rs.ValidationError, depth: int) -> Iterator[Fault]:
    variants: Any = getattr(error.kind, "context", None)
    closest = min(variants, key=_distance) if variants else ()
    if any(_depth(cause) > _depth(error) for cause in closest):
        for cause in closest:
            yield from _explain(cause, depth)
        return
    message = error.message
    if len(message) > MAX_MESSAGE_LENGTH:
        # The message contains the value.
        half = MAX_MESSAGE_LENGTH // 2
        message = f"{message[:half]} … {message[-half:]}"
    pointer = "".join(f"/{escape_step(s)}" for s in error.instance_path[depth:])
    yield Fault(pointer, message, tuple(error.schema_path))


def _distance(variant: Sequence[jsonschema_rs.ValidationError]) -> tuple[int, int]:
    """Return a key that is smallest for the variant whose faults are deepest and fewest."""
    return -min(map(_depth, variant), default=0), len(variant)


def _depth(error: jsonschema_rs.ValidationError) -> int:
    return len(error.instance_path)
