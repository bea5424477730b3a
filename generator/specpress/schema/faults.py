"""Faults of values: the JSON Pointer, the message and the keyword in the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from specpress.document.problems import Position
from specpress.document.resolve import Cursor

MAX_MESSAGE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Fault:
    """A violation of a schema.

    Attributes:
        pointer: The JSON Pointer of the violating value.
        keyword: The URI of the violated keyword, with its JSON Pointer as the fragment; empty
            if the schema is not in the document.
    """

    pointer: str
    message: str
    keyword: str = ""

    def __str__(self) -> str:
        return f"at {self.pointer}: {self.message}" if self.pointer else self.message

    def position(self, cursors: Mapping[str, Cursor]) -> Position | None:
        """Return the position of the keyword, or of its nearest ancestor; None if unknown.

        Args:
            cursors: The schemas of the document by their URIs.
        """
        uri, _, pointer = self.keyword.partition("#")
        cursor = cursors.get(uri)
        if cursor is None:
            return None
        for step in pointer.split("/")[1:]:
            child = cursor.get_step(step.replace("~1", "/").replace("~0", "~"))
            if child is None:
                break
            cursor = child
        return cursor.position


def list_faults(errors: Iterator[jsonschema_rs.ValidationError]) -> list[Fault]:
    """Return the faults; a value that no variant allows has those of the closest variant."""
    return [fault for error in errors for fault in _explain(error)]


def _explain(error: jsonschema_rs.ValidationError) -> Iterator[Fault]:
    variants: Any = getattr(error.kind, "context", None)
    closest = min(variants, key=_distance) if variants else ()
    if any(_depth(cause) > _depth(error) for cause in closest):
        for cause in closest:
            yield from _explain(cause)
        return
    message = error.message
    if len(message) > MAX_MESSAGE_LENGTH:
        # The message contains the value.
        half = MAX_MESSAGE_LENGTH // 2
        message = f"{message[:half]} … {message[-half:]}"
    steps = (str(s).replace("~", "~0").replace("/", "~1") for s in error.instance_path)
    pointer = "".join(f"/{step}" for step in steps)
    yield Fault(pointer, message, error.absolute_keyword_location or "")


def _distance(variant: Sequence[jsonschema_rs.ValidationError]) -> tuple[int, int]:
    """Return a key that is smallest for the variant whose faults are deepest and fewest."""
    return -min(map(_depth, variant), default=0), len(variant)


def _depth(error: jsonschema_rs.ValidationError) -> int:
    return len(error.instance_path)
