"""The schemas of a document and their validators, translated and compiled on first use."""

from __future__ import annotations

from typing import Any

import jsonschema_rs

from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.schema.dialect import Schema, SchemaReader

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
        self._references: dict[str, Schema] = {}
        # Keyed by identity; the schema is stored too, so that its id is not reused.
        self._validators: dict[int, tuple[Schema, jsonschema_rs.Validator]] = {}

    def reference(self, cursor: Cursor) -> Schema:
        """Return a schema that refers to the one at `cursor`, the same object each time."""
        uri = self._reader.reference(cursor)
        return self._references.setdefault(uri, {"$ref": uri})

    def read(self, cursor: Cursor) -> Schema:
        """Return the schema at `cursor`."""
        return self.resolve(self._reader.reference(cursor))

    def resolve(self, uri: str) -> Schema:
        """Return the target of a reference."""
        if uri not in self._targets:
            self._targets[uri] = self._reader.read(self._reader.cursors[uri])
        return self._targets[uri]

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
                schema, retriever=self.resolve, validate_formats=True
            )
        except (ValueError, jsonschema_rs.ReferencingError) as error:
            raise ContradictoryDocument(f"invalid schema: {error}") from error

    def allows(self, schema: Schema, value: Any) -> bool:
        """Return whether `value` is valid against `schema`."""
        return self.validator(schema).is_valid(value)

    def find_faults(self, schema: Schema, value: Any) -> list[str]:
        """Return what makes `value` invalid against `schema`, each fault with its JSON Pointer."""
        errors = self.validator(schema).iter_errors(value)
        return [f"{_pointer_prefix(e.instance_path)}{e.message}" for e in errors]


def _pointer_prefix(path: list[str | int]) -> str:
    return f"at /{'/'.join(map(str, path))}: " if path else ""
