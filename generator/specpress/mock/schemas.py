"""Schemas: takes places in the document, gives their schemas and what judges values by them."""

from __future__ import annotations

from typing import Any

import jsonschema_rs

from specpress.mock.dialect import SchemaReader, Schema
from specpress.problems import Problems
from specpress.resolve import Cursor

MOST = 20_000
"""So many compiled schemas are kept."""


class ContradictoryDocument(Exception):
    """The document describes what cannot be."""


class Schemas:
    """The schemas of a document, read and compiled when they are first asked for."""

    def __init__(self, unasked: str, problems: Problems) -> None:
        self._reader = SchemaReader(unasked, problems)
        self._read: dict[str, Schema] = {}
        self._roots: dict[str, Schema] = {}
        self._judges: dict[int, tuple[Schema, jsonschema_rs.Validator]] = {}

    def at(self, cursor: Cursor) -> Schema:
        """The schema at a place of the document, as a reference to it."""
        uri = self._reader.reference(cursor)
        return self._roots.setdefault(uri, {"$ref": uri})

    def target(self, uri: str) -> Schema:
        """The schema that a reference leads to."""
        if uri not in self._read:
            self._read[uri] = self._reader.read(self._reader.cursors[uri])
        return self._read[uri]

    def judge(self, schema: Schema) -> jsonschema_rs.Validator:
        """What judges values by a schema.

        Raises:
            ContradictoryDocument: it is no schema.
        """
        if len(self._judges) > MOST:
            # Many schemas are made for one sample alone.
            self._judges.clear()
        if id(schema) not in self._judges:
            self._judges[id(schema)] = (schema, self._compiled(schema))
        return self._judges[id(schema)][1]

    def _compiled(self, schema: Schema) -> jsonschema_rs.Validator:
        try:
            return jsonschema_rs.validator_for(
                schema, retriever=self.target, validate_formats=True
            )
        except (ValueError, jsonschema_rs.ReferencingError) as error:
            raise ContradictoryDocument(f"a schema cannot be read: {error}") from error

    def allows(self, schema: Schema, value: Any) -> bool:
        """Whether a value is one of the schema."""
        return self.judge(schema).is_valid(value)

    def faults(self, schema: Schema, value: Any) -> list[str]:
        """What is wrong with a value, each fault with its place."""
        found = self.judge(schema).iter_errors(value)
        return [f"{_pointer(e.instance_path)}{e.message}" for e in found]


def _pointer(path: list[str | int]) -> str:
    return f"at /{'/'.join(map(str, path))}: " if path else ""
