"""The decorator of operations and schemas that the document declares as deprecated."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    from typing_extensions import deprecated as deprecated
else:

    def deprecated(message: str) -> Callable[[T], T]:
        """Set `__deprecated__`, and warn about nothing: a new version of a document is no fault of its callers."""

        def mark(target: T) -> T:
            target.__deprecated__ = message
            return target

        return mark
