"""The protocol of the object that replaces invalid samples, with access to schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from specpress import ir


class SampleRepairer(Protocol):
    """Replaces sample values that are invalid for their schema."""

    def __call__(self, type_id: ir.TypeId, value: Any, is_sent: bool = False) -> Any:
        """Return `value` if it is valid, else a valid value of the schema.

        Args:
            is_sent: Whether the value is part of a request, not of a response.
        """
        ...

    def allows(self, type_id: ir.TypeId, value: Any, is_sent: bool = False) -> bool:
        """Return whether the schema allows `value`."""
        ...

    def get_keywords(self, type_id: ir.TypeId) -> Mapping[str, Any]:
        """Return a schema as the document has it; empty if it is no object."""
        ...

    def read_schema(self, schema_id: str, /) -> Any:
        """Return a schema of the document as JSON Schema; True if it has none with this id."""
        ...

    def resolve(self, uri: str, /) -> Any:
        """Return the target of a reference in such a schema."""
        ...


class NoRepair:
    """A repairer that accepts any value."""

    def __call__(self, type_id: ir.TypeId, value: Any, is_sent: bool = False) -> Any:
        return value

    def allows(self, type_id: ir.TypeId, value: Any, is_sent: bool = False) -> bool:
        return True

    def get_keywords(self, type_id: ir.TypeId) -> Mapping[str, Any]:
        return {}

    def read_schema(self, schema_id: str) -> Any:
        return True

    def resolve(self, uri: str) -> Any:
        return True


NO_REPAIR = NoRepair()
