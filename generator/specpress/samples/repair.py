"""Validate generated values against the schemas of the document, and replace invalid ones."""

from __future__ import annotations

from typing import Any

from specpress import ir
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor, Workspace
from specpress.samples.samples import Sampler
from specpress.schema.validation import ContradictoryDocument, Schemas


class SampleRepair:
    """Replaces values that violate a schema of the document by samples."""

    def __init__(self, workspace: Workspace, problems: Problems) -> None:
        self._workspace = workspace
        self._sampler = Sampler(Schemas("writeOnly", problems))

    def __call__(self, type_id: ir.TypeId, value: Any) -> Any:
        """Return `value` if it is valid or nothing better exists, else a sample."""
        cursor = self._schema_cursor(type_id)
        if cursor is None or self.allows(type_id, value):
            return value
        try:
            return self._sampler.sample(
                self._sampler.schemas.reference(cursor), type_id
            )
        except ContradictoryDocument:
            # An unsatisfiable schema has no better value.
            return value

    def allows(self, type_id: ir.TypeId, value: Any) -> bool:
        """Return whether `value` is valid; False if the schema itself is invalid."""
        cursor = self._schema_cursor(type_id)
        schemas = self._sampler.schemas
        try:
            return cursor is None or schemas.allows(schemas.reference(cursor), value)
        except ContradictoryDocument:
            return False

    def _schema_cursor(self, type_id: ir.TypeId) -> Cursor | None:
        return self._workspace.find(ir.schema_id(type_id))
