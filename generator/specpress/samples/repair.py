"""Validate generated values against the schemas of the document, and replace invalid ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from specpress import ir
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor, Workspace
from specpress.samples.samples import Sampler
from specpress.schema.dialect import Schema
from specpress.schema.facts import has_only_type
from specpress.schema.validation import ContradictoryDocument, Schemas


@dataclass(slots=True)
class _Direction:
    """The schemas of requests or of responses, with samples of them."""

    schemas: Schemas
    sampler: Sampler
    references: dict[ir.TypeId, Schema] = field(default_factory=dict)


class SampleRepair:
    """Replaces values that violate a schema of the document by samples."""

    def __init__(self, workspace: Workspace, problems: Problems) -> None:
        self._workspace = workspace
        self._directions = {
            is_sent: _create_direction(omitted, problems)
            for is_sent, omitted in ((False, "writeOnly"), (True, "readOnly"))
        }

    def __call__(self, type_id: ir.TypeId, value: Any, is_sent: bool = False) -> Any:
        """Return `value` if it is valid or nothing better exists, else a sample."""
        if self.allows(type_id, value, is_sent):
            return value
        direction = self._directions[is_sent]
        try:
            return direction.sampler.sample(direction.references[type_id], type_id)
        except ContradictoryDocument:
            # An unsatisfiable schema has no better value.
            return value

    def allows(self, type_id: ir.TypeId, value: Any, is_sent: bool = False) -> bool:
        """Return whether `value` is valid; False if the schema itself is invalid."""
        direction = self._directions[is_sent]
        if type_id not in direction.references:
            cursor = self._find(type_id)
            if cursor is not None and has_only_type(cursor, value):
                return True
            direction.references[type_id] = (
                # Not in the document: any value is valid.
                True
                if cursor is None
                else direction.schemas.reference(cursor)
            )
        try:
            return direction.schemas.allows(direction.references[type_id], value)
        except ContradictoryDocument:
            return False

    def get_keywords(self, type_id: ir.TypeId) -> Mapping[str, Any]:
        """Return a schema as the document has it; empty if it is no object."""
        cursor = self._find(type_id)
        schema = cursor.value if cursor is not None else None
        return schema if isinstance(schema, dict) else {}

    def _find(self, type_id: ir.TypeId) -> Cursor | None:
        is_described = ir.is_described(type_id)
        return self._workspace.find(ir.schema_id(type_id)) if is_described else None

    def read_schema(self, schema_id: str) -> Schema:
        """Return a schema of the document as JSON Schema; True if it has none with this id."""
        cursor = self._workspace.find(schema_id)
        return True if cursor is None else self._directions[False].schemas.read(cursor)

    def resolve(self, uri: str) -> Schema:
        """Return the target of a reference in such a schema."""
        return self._directions[False].schemas.resolve(uri)


def _create_direction(omitted: str, problems: Problems) -> _Direction:
    schemas = Schemas(omitted, problems)
    return _Direction(schemas, Sampler(schemas, omitted=omitted))
