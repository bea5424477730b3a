"""The schemas of a document and their validators, translated and compiled on first use.

A validator is compiled from one schema that contains all those that it refers to, directly or not:
for references to other schemas, the compiler would repeat their content at each reference.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from specpress.document.patterns import compile_schema
from specpress.document.problems import Position, Problems
from specpress.document.resolve import Cursor
from specpress.schema.bounded_patterns import bound_patterns
from specpress.schema.dialect import (
    Schema,
    SchemaReader,
    Subtypes,
    cursor_id,
    schema_uri,
)
from specpress.schema.discriminators import Selecting, list_selecting, select_variants
from specpress.schema.effort import (
    MAX_VARIANTS,
    has_too_many_variants,
    is_costly,
)
from specpress.schema.faults import Fault, list_faults
from specpress.schema.json_values import read_json

UNLOCATED = "the value is too large, or has too many variants, to locate its fault"
MAX_VALIDATORS = 20_000
# All components are compiled at once if schemas were compiled more often than this on average.
MIN_COMPILED, MAX_REPETITIONS = 1_000, 4


class ContradictoryDocument(Exception):
    """The document describes something that cannot exist."""


@dataclass(frozen=True, slots=True)
class Validator:
    """A compiled validator; `key` is the property of its schema that describes the value."""

    compiled: jsonschema_rs.Validator
    key: str | None = None

    def is_valid(self, value: Any) -> bool:
        """Return whether a value is valid."""
        return self.compiled.is_valid(self.wrap(value))

    def find_faults(self, value: Any) -> list[Fault]:
        """Return what makes a value invalid."""
        errors = self.compiled.iter_errors(self.wrap(value))
        return list_faults(errors, 0 if self.key is None else 1)

    def wrap(self, value: Any) -> Any:
        """Return the value that the compiled schema describes."""
        return value if self.key is None else {self.key: value}


@dataclass(slots=True)
class _Target:
    """The target of a reference.

    Attributes:
        name: The name of the schema in the definitions of a compiled one.
        selecting: The schema, in which discriminators select variants.
        references: The references in it.
    """

    name: str
    schema: Schema
    selecting: Schema
    references: tuple[str, ...]
    has_discriminator: bool = False


class Schemas:
    """The schemas of a document for one direction.

    Args:
        excluded: ``readOnly`` or ``writeOnly``: properties marked with it are not required.
        read_value: Returns the value at a cursor as JSON.
    """

    def __init__(
        self,
        excluded: str,
        problems: Problems,
        read_value: Callable[[Cursor], Any] = read_json,
    ) -> None:
        self._reader = SchemaReader(excluded, problems, read_value)
        self._targets: dict[str, _Target] = {}
        self._references: dict[str, Schema] = {}
        # Keyed by identity; the schema is stored too, so that its id is not reused.
        self._validators: dict[int, tuple[Schema, Validator]] = {}
        # Keyed in the same way: the values that select the variants of a union.
        self._selecting: dict[int, tuple[Schema, list[Selecting]]] = {}
        # By the id of the schema: one for each that a compiled schema contains.
        self._shared: dict[str, Validator] = {}
        # What is wrong with the schemas that cannot be compiled, by the same ids.
        self._contradictions: dict[str, str] = {}
        # The number of compiled schemas, those that several others contain more than once.
        self._compiled = 0

    def add_subtypes(self, subtypes: Mapping[str, Subtypes]) -> None:
        """Validate values against the subtypes that their discriminators select.

        Args:
            subtypes: By the id of their base.
        """
        self._reader.subtypes = subtypes

    def reference(self, cursor: Cursor) -> Schema:
        """Return a schema that refers to the one at `cursor`, the same object each time."""
        uri = self._reader.reference(cursor)
        return self._references.setdefault(uri, {"$ref": uri})

    def read(self, cursor: Cursor) -> Schema:
        """Return the schema at `cursor`."""
        return self.resolve(self._reader.reference(cursor))

    def resolve(self, uri: str) -> Schema:
        """Return the target of a reference."""
        return self._resolve(uri).schema

    def _resolve(self, uri: str) -> _Target:
        if uri not in self._targets:
            self._targets[uri] = target = self._read_target(uri)
            if target.has_discriminator:
                # It may read other schemas, and even this one.
                target.selecting = self._select(target.selecting)
        return self._targets[uri]

    def _read_target(self, uri: str) -> _Target:
        reader = self._reader
        reader.references = []
        reader.has_discriminator = reader.has_slow_pattern = False
        schema = reader.read_target(uri)
        selecting = bound_patterns(schema) if reader.has_slow_pattern else schema
        references = tuple(dict.fromkeys(reader.references))
        return _Target(
            cursor_id(uri), schema, selecting, references, reader.has_discriminator
        )

    def _select(self, schema: Schema) -> Schema:
        return select_variants(schema, self.resolve)

    def list_selecting(self, union: dict[str, Any], keyword: str) -> list[Selecting]:
        """Return the values of the discriminator that select each variant of a union."""
        if id(union) not in self._selecting:
            selecting = list_selecting(union, keyword, self.resolve)
            self._selecting[id(union)] = union, selecting
        return self._selecting[id(union)][1]

    def validator(self, schema: Schema) -> Validator:
        """Return the compiled validator of `schema`.

        Raises:
            ContradictoryDocument: `schema` is not a valid schema.
        """
        if _is_reference(schema):
            return self._get_shared(self._follow(schema["$ref"]))
        if len(self._validators) > MAX_VALIDATORS:
            # Sampling creates many schemas that are used once.
            self._validators.clear()
        if id(schema) not in self._validators:
            selecting = bound_patterns(self._select(schema))
            definitions = self._collect_definitions(selecting)
            compiled = self._compile({"allOf": [selecting]}, definitions)
            self._validators[id(schema)] = schema, Validator(compiled)
        return self._validators[id(schema)][1]

    def _follow(self, uri: str) -> str:
        """Return the end of a chain of references: many schemas only refer to a component."""
        seen = {uri}
        while _is_reference(target := self._resolve(uri).selecting):
            uri = target["$ref"]
            if uri in seen:
                break
            seen.add(uri)
        return uri

    def compile_together(self, references: Iterable[Schema]) -> None:
        """Compile the validators of references at once, which is faster than one by one.

        If a schema among them is invalid, each is compiled when it is used.
        """
        with suppress(ContradictoryDocument):
            self._compile_shared([*references])

    def _get_shared(self, uri: str) -> Validator:
        """Return the validator of a schema of the document, from one of several schemas."""
        key = self._resolve(uri).name
        if key in self._contradictions:
            raise ContradictoryDocument(self._contradictions[key])
        if key not in self._shared and self._is_repetitive():
            self._compile_components(uri)
        if key not in self._shared:
            try:
                self._compile_shared({"$ref": uri})
            except ContradictoryDocument as error:
                self._contradictions[key] = str(error)
                raise
        return self._shared[key]

    def _is_repetitive(self) -> bool:
        """Return whether the same schemas were compiled again and again, as parts of others."""
        return self._compiled > MIN_COMPILED + MAX_REPETITIONS * len(self._shared)

    def _compile_components(self, uri: str) -> None:
        """Compile the components of the document at once, and never again."""
        self._compiled = -sys.maxsize
        root = self._reader.cursors[uri].workspace.root
        components = root.get("components")
        schemas = components.get("schemas") if components is not None else None
        if schemas is not None:
            self.compile_together([self.reference(s) for _, s in schemas.items()])

    def _compile_shared(self, schema: Schema) -> None:
        """Compile the validators of all schemas that a schema refers to."""
        definitions = self._collect_definitions(schema)
        references = {name: {"$ref": schema_uri(name)} for name in definitions}
        compiled = self._compile({"properties": references}, definitions)
        self._compiled += len(definitions)
        for name in definitions:
            self._shared.setdefault(name, Validator(compiled, name))

    def _compile(
        self, schema: dict[str, Schema], definitions: dict[str, Schema]
    ) -> jsonschema_rs.Validator:
        if has_too_many_variants((schema, *definitions.values()), self._find_target):
            raise ContradictoryDocument(
                f"a schema has more than {MAX_VARIANTS} variants for one value"
            )
        return _compile(schema, definitions)

    def _collect_definitions(self, schema: Schema) -> dict[str, Schema]:
        """Return the schemas that a schema refers to, directly or not, by their ids."""
        definitions: dict[str, Schema] = {}
        pending = [*self._list_references(schema)]
        while pending:
            uri = pending.pop()
            target = self._resolve(uri)
            if target.name not in definitions:
                definitions[target.name] = target.selecting
                pending += target.references
        return definitions

    def _list_references(self, value: Any) -> Iterator[str]:
        """Yield the references in a schema; those in examples do no harm."""
        if isinstance(value, dict):
            uri = value.get("$ref")
            if isinstance(uri, str) and uri in self._reader.cursors:
                yield uri
            for entry in value.values():
                yield from self._list_references(entry)
        elif isinstance(value, list):
            for entry in value:
                yield from self._list_references(entry)

    def allows(self, schema: Schema, value: Any) -> bool:
        """Return whether `value` is valid against `schema`."""
        return self.validator(schema).is_valid(value)

    def find_faults(self, schema: Schema, value: Any) -> list[Fault]:
        """Return what makes `value` invalid against `schema`."""
        validator = self.validator(schema)
        if validator.is_valid(value):
            return []
        if self.is_costly(schema, value):
            return [Fault("", UNLOCATED)]
        return validator.find_faults(value)

    def is_costly(self, schema: Schema, value: Any) -> bool:
        """Return whether the faults of a value are too many to list them."""
        return is_costly(self._select(schema), value, self._find_target)

    def _find_target(self, uri: str) -> Schema | None:
        return self._resolve(uri).selecting if uri in self._reader.cursors else None

    def position(self, fault: Fault) -> Position | None:
        """Return the position of the violated keyword in the document; None if unknown."""
        return fault.position(self._reader.cursors)


def _is_reference(schema: Schema) -> bool:
    return isinstance(schema, dict) and schema.keys() == {"$ref"}


def _compile(
    schema: dict[str, Schema], definitions: dict[str, Schema]
) -> jsonschema_rs.Validator:
    bundle = schema | {"$defs": definitions}
    try:
        return compile_schema(bundle, validate_formats=True)
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        raise ContradictoryDocument(f"invalid schema: {error}") from error
