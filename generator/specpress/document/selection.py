"""The operations of a document that a client has, if the settings select some of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specpress.document.resolve import Cursor


@dataclass(frozen=True, slots=True)
class DeclaredOperation:
    """An operation of the whole document, selected or not."""

    path: str
    """The path, or the name of the webhook."""
    method: str
    """The key of the operation in its path item."""
    origin: str
    cursor: Cursor
    is_webhook: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """The operations of the whole document, and those that are left out.

    The names of the others depend on them: a method keeps its name when more is selected.
    """

    root: Cursor
    """The root of the whole document."""
    operations: tuple[DeclaredOperation, ...]
    """The operations of paths, in document order."""
    left_out: frozenset[str]
    """The origins of the operations and webhooks that are left out."""
    operation_ids: frozenset[str] = field(default_factory=frozenset)
    """Their operationIds, except those that another operation has, too."""

    def is_left_out(self, operation_id: str, reference: str = "") -> bool:
        """Return whether an operationId, or a reference to an operation, names one that is left out."""
        return operation_id in self.operation_ids or reference in self.left_out
