"""Validate generated values against the schemas of the document, and replace invalid ones."""

from __future__ import annotations

from typing import Any

from specpress import ir
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor, Workspace
from specpress.samples.samples import Sampler
from specpress.schema.dialect import Schema
from specpress.schema.facts import get_facts
from specpress.schema.validation import ContradictoryDocument, Schemas

# The JSON types of values that need no validator if their schema has no other constraint.
JSON_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number"}


class SampleRepair:
    """Replaces values that violate a schema of the document by samples."""

    def __init__(self, workspace: Workspace, problems: Problems) -> None:
        self._workspace = workspace
        self._schemas = Schemas("writeOnly", problems)
        self._sampler = Sampler(self._schemas)
        self._references: dict[ir.TypeId, Schema] = {}

    def __call__(self, type_id: ir.TypeId, value: Any) -> Any:
        """Return `value` if it is valid or nothing better exists, else a sample."""
        if self.allows(type_id, value):
            return value
        try:
            return self._sampler.sample(self._references[type_id], type_id)
        except ContradictoryDocument:
            # An unsatisfiable schema has no better value.
            return value

    def allows(self, type_id: ir.TypeId, value: Any) -> bool:
        """Return whether `value` is valid; False if the schema itself is invalid."""
        if type_id not in self._references:
            cursor = self._workspace.find(ir.schema_id(type_id))
            if cursor is not None and _has_only_type(cursor, value):
                return True
            self._references[type_id] = self._refer(cursor)
        try:
            return self._schemas.allows(self._references[type_id], value)
        except ContradictoryDocument:
            return False

    def read_schema(self, schema_id: str) -> Schema:
        """Return a schema of the document as JSON Schema; True if it has none with this id."""
        cursor = self._workspace.find(schema_id)
        return True if cursor is None else self._schemas.read(cursor)

    def resolve(self, uri: str) -> Schema:
        """Return the target of a reference in such a schema."""
        return self._schemas.resolve(uri)

    def _refer(self, cursor: Cursor | None) -> Schema:
        """Return a reference to a schema; a schema for any value if it is not in the document."""
        return True if cursor is None else self._schemas.reference(cursor)


def _has_only_type(cursor: Cursor, value: Any) -> bool:
    """Return whether a schema constrains only the type, which is that of `value`."""
    facts = get_facts(cursor)
    is_plain = facts.assertions == {"type"} and cursor.ref is None
    return is_plain and facts.json_types == (JSON_TYPES.get(type(value)),)
