"""States of resources, for `match run.state: case Processed(output=output): …`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class UnknownState(Generic[T]):
    """State that the document does not declare: an unknown status, or missing fields."""

    status: T
