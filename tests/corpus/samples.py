"""Samples of all schemas of a document: values that jsonschema-rs calls valid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from specpress import ir
from specpress.document.media_types import is_json
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor, Workspace
from specpress.samples.samples import Sampler
from specpress.schema import json_types
from specpress.schema.dialect import SchemaReader
from specpress.schema.validation import ContradictoryDocument, Schemas
from tests.corpus.examples import Example
from tests.property.mutation import mutate

# Each seed chooses other variants and optional properties.
SEEDS = range(2)
MUTANTS = 2
PATTERNS = {
    "byte": "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
    "decimal": r"^-?[0-9]+(\.[0-9]+)?$",
}


@dataclass(slots=True)
class SampleSource:
    """Generates samples of responses for one document."""

    workspace: Workspace
    schemas: Schemas = field(init=False)
    strict: Schemas = field(init=False)
    typed: Schemas = field(init=False)

    def __post_init__(self) -> None:
        self.schemas = Schemas("writeOnly", Problems())
        self.strict = StrictSchemas(StrictReader("writeOnly", Problems()))
        self.typed = StrictSchemas(TypedReader("writeOnly", Problems()))

    def list_samples(self, api: ir.Api) -> list[Example]:
        """Return samples of the components, and of JSON bodies, responses and parameters."""
        samples = []
        for type_id in dict.fromkeys(_list_types(api)):
            cursor = self.workspace.find(type_id) if "\t" not in type_id else None
            is_schema = cursor is not None and isinstance(cursor.value, dict)
            if cursor and is_schema and not _contains_binary(api, type_id):
                values = self._generate(cursor)
                samples += [Example(type_id, type_id, cursor, v) for v in values]
        return samples

    def _generate(self, cursor: Cursor) -> Iterator[Any]:
        """Yield samples of a schema, and changed samples that are valid, too."""
        schema, strict, typed = (
            schemas.reference(cursor)
            for schemas in (self.schemas, self.strict, self.typed)
        )
        for seed in SEEDS if ir.is_component(cursor.id) else SEEDS[:1]:
            try:
                value = Sampler(self.schemas, seed).sample(schema, cursor.id)
                if not self.strict.allows(strict, value):
                    continue
                yield value
                for number in range(MUTANTS):
                    random = Random(f"{cursor.id} {seed} {number}")
                    mutants = mutate([value], random)
                    yield from (m for m in mutants if self.typed.allows(typed, m))
            except ContradictoryDocument:
                return


class StrictReader(SchemaReader):
    """A translator that keeps formats beside patterns and enums."""

    def _adapt_keywords(self, cursor: Cursor, schema: dict[str, Any]) -> None:
        super()._adapt_keywords(cursor, schema)
        if "format" in cursor.value:
            schema["format"] = cursor.value["format"]
        # The validator does not know these formats.
        pattern = PATTERNS.get(str(schema.get("format")))
        if pattern is not None:
            schema.setdefault("pattern", pattern)


class TypedReader(StrictReader):
    """A translator that states the types that keywords imply, as generated clients do."""

    def _adapt_keywords(self, cursor: Cursor, schema: dict[str, Any]) -> None:
        super()._adapt_keywords(cursor, schema)
        if json_types.implies_type(cursor) and "$ref" not in schema:
            schema["type"] = json_types.get_names(json_types.get_own_types(cursor))


class StrictSchemas(Schemas):
    """Schemas with another translator."""

    def __init__(self, reader: SchemaReader) -> None:
        super().__init__(reader.excluded, Problems())
        self._reader = reader


def _list_types(api: ir.Api) -> Iterator[ir.TypeId]:
    yield from filter(ir.is_component, api.types)
    for operation in api.operations:
        yield from (parameter.type for parameter in operation.parameters)
        for content in (*operation.bodies, *operation.responses):
            if content.type is not None and is_json(content.media_type or ""):
                yield content.type


def _contains_binary(api: ir.Api, type_id: ir.TypeId) -> bool:
    """Return whether a value contains a file: only multipart bodies do."""
    seen: set[ir.TypeId] = set()
    pending = [type_id]
    while pending:
        current = pending.pop()
        if current not in seen:
            seen.add(current)
            schema = api.types[current]
            is_scalar = isinstance(schema, ir.Scalar)
            if is_scalar and schema.kind is ir.ScalarKind.BINARY:
                return True
            pending += ir.get_inner_types(schema)
    return False
