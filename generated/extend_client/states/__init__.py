"""The states of resources, a module for each: `match run.state: case Processed(output=output): …`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unforeseen(Generic[T]):
    """A state that the document does not foresee: a new status, or a known one without what belongs to it."""

    status: T
