"""The schemas of a document and their validators, translated and compiled on first use."""

from __future__ import annotations

from typing import Any

import jsonschema_rs

from specpress.document.problems import Position, Problems
from specpress.document.resolve import Cursor
from specpress.schema.dialect import Schema, SchemaReader
from specpress.schema.discriminators import select_variants
from specpress.schema.faults import Fault, list_faults

MAX_VALIDATORS = 20_000


class ContradictoryDocument(Exception):
    """The document describes something that cannot exist."""


class Schemas:
    """The schemas of a document for one direction.

    Args:
        excluded: ``readOnly`` or ``writeOnly``: properties marked with it are not required.
    """

    def __init__(self, excluded: str, problems: Problems) -> None:
        self._reader = SchemaReader(excluded, problems)
        self._targets: dict[str, Schema] = {}
        self._selecting: dict[str, Schema] = {}
        self._references: dict[str, Schema] = {}
        # Keyed by identity; the schema is stored too, so that its id is not reused.
        self._validators: dict[int, tuple[Schema, jsonschema_rs.Validator]] = {}

    def reference(self, cursor: Cursor) -> Schema:
        """Return a schema that refers to the one at `cursor`, the same object each time."""
        uri = self._reader.reference(cursor)
        return self._references.setdefault(uri, {"$ref": uri})

    def resolve(self, uri: str) -> Schema:
        """Return the target of a reference."""
        if uri not in self._targets:
            self._targets[uri] = self._reader.read(self._reader.cursors[uri])
        return self._targets[uri]

    def _resolve_selecting(self, uri: str) -> Schema:
        """Return the target of a reference, in which discriminators select variants."""
        if uri not in self._selecting:
            self._selecting[uri] = select_variants(self.resolve(uri))
        return self._selecting[uri]

    def validator(self, schema: Schema) -> jsonschema_rs.Validator:
        """Return the compiled validator of `schema`.

        Raises:
            ContradictoryDocument: `schema` is not a valid schema.
        """
        if len(self._validators) > MAX_VALIDATORS:
            # Sampling creates many schemas that are used once.
            self._validators.clear()
        if id(schema) not in self._validators:
            self._validators[id(schema)] = (schema, self._compile(schema))
        return self._validators[id(schema)][1]

    def _compile(self, schema: Schema) -> jsonschema_rs.Validator:
        try:
            return jsonschema_rs.validator_for(
                select_variants(schema),
                retriever=self._resolve_selecting,
                validate_formats=True,
            )
        except (ValueError, jsonschema_rs.ReferencingError) as error:
            raise ContradictoryDocument(f"invalid schema: {error}") from error

    def allows(self, schema: Schema, value: Any) -> bool:
        """Return whether `value` is valid against `schema`."""
        return self.validator(schema).is_valid(value)

    def find_faults(self, schema: Schema, value: Any) -> list[Fault]:
        """Return what makes `value` invalid against `schema`."""
        return list_faults(self.validator(schema).iter_errors(value))

    def position(self, fault: Fault) -> Position | None:
        """Return the position of the violated keyword in the document; None if unknown."""
        return fault.position(self._reader.cursors)
