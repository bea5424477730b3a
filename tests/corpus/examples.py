"""Examples in a document with their types: each must decode and encode to itself."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import openapi_schema_validator as validators
from jsonschema.exceptions import ValidationError, _WrappedReferencingError
from jsonschema.validators import Draft4Validator, extend
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4, DRAFT202012

from specpress import ir
from specpress.document.media_types import is_json
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.python.types import PythonTypes
from specpress.schema.table import CHOICES

BASE = "urn:document"


@dataclass(frozen=True, slots=True)
class Example:
    """An example, with its pointer in the document and its type."""

    pointer: str
    type: ir.TypeId
    schema: Cursor
    value: Any


def examples(root: Cursor, api: ir.Api) -> list[Example]:
    """Return all examples of schemas and of JSON media types whose values are JSON."""
    return [
        Example(pointer, type_id, schema, value)
        for schema, pointer, value in _walk(root)
        if (type_id := _type_of(schema, api)) is not None and _is_json(value)
    ]


def _walk(cursor: Cursor) -> Iterator[tuple[Cursor, str, Any]]:
    """Yield schema, pointer and value of each example below a cursor."""
    if _is_schema(cursor):
        for key, value in _examples_of(cursor):
            yield cursor, f"{cursor.id}/{key}", value
    schema = cursor.get("schema")
    if schema is not None and is_json(str(cursor.path[-1])):
        for key, value in _examples_of(cursor):
            # A null request body means that no body is sent.
            if value is not None or "requestBody" not in cursor.path:
                yield schema, f"{cursor.id}/{key}", _parse_if_json(value)
    for key, entry in (*cursor.items(), *_elements(cursor)):
        if key not in ("example", "examples", "default", "enum", "const"):
            yield from _walk(entry)


def _parse_if_json(value: Any) -> Any:
    """Parse the example of a JSON media type if it is the text of an object or array."""
    if not isinstance(value, str) or not value.lstrip().startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _elements(cursor: Cursor) -> Iterator[tuple[str, Cursor]]:
    for index, entry in enumerate(cursor.elements()):
        yield str(index), entry


def _is_schema(cursor: Cursor) -> bool:
    key, *_ = [*reversed(cursor.path), ""]
    parent_key = cursor.path[-2] if len(cursor.path) > 1 else ""
    schema_keys = ("schema", "items", "itemSchema", "additionalProperties")
    in_schema_map = parent_key in ("properties", "schemas", "allOf", "oneOf", "anyOf")
    return (key in schema_keys or in_schema_map) and isinstance(cursor.value, dict)


def _examples_of(cursor: Cursor) -> Iterator[tuple[str, Any]]:
    if "example" in cursor.value:
        yield "example", cursor.value["example"]
    several = cursor.value.get("examples")
    if isinstance(several, list):
        yield from ((f"examples/{index}", value) for index, value in enumerate(several))
    elif isinstance(several, dict):
        for name, entry in cursor.child("examples").items():
            target = entry.follow(Problems())
            if isinstance(target.value, dict) and "value" in target.value:
                yield f"examples/{name}", target.value["value"]


def _type_of(schema: Cursor, api: ir.Api) -> ir.TypeId | None:
    visited: set[str] = set()
    current: Cursor | None = schema
    while current is not None and current.id not in api.types:
        if not current.is_ref or current.id in visited:
            return None
        visited.add(current.id)
        current = current.target(Problems())
    return current.id if current is not None else None


def _is_json(value: Any) -> bool:
    """Return whether a value can occur in JSON: YAML also has dates and binary values."""
    if isinstance(value, dict):
        return all(isinstance(k, str) and _is_json(v) for k, v in value.items())
    if isinstance(value, list):
        return all(map(_is_json, value))
    return not isinstance(value, datetime.date | bytes)


def _ignore_unknown_names(check: Any, plain: Any) -> Any:
    """Return the check of a choice that reads a discriminator only if its value names a component.

    A value may be a constant of a variant instead: JSON Schema alone decides about it.
    """

    def check_choice(
        validator: Any, variants: Any, instance: Any, schema: Any
    ) -> Iterator[Any]:
        errors = [*check(validator, variants, instance, schema)]
        if any("could not be resolved" in error.message for error in errors):
            errors = [*plain(validator, variants, instance, schema)]
        return iter(errors)

    return check_choice


class ReferenceValidator:
    """An independent validator that decides whether an example is valid."""

    def __init__(self, root: Cursor, patterns: bool = False) -> None:
        version = str(root.value.get("openapi", ""))
        is_openapi_3_0 = version.startswith("3.0")
        base_class = (
            validators.OAS30Validator if is_openapi_3_0 else validators.OAS31Validator
        )
        # Clients do not check patterns, and Python's `re` never finishes on some of them.
        overrides = {} if patterns else {"pattern": lambda *_: iter(())}
        overrides |= {
            key: _ignore_unknown_names(base_class.VALIDATORS[key], plain)
            for key, plain in Draft4Validator.VALIDATORS.items()
            if key in CHOICES and is_openapi_3_0
        }
        self._validator_class = extend(base_class, overrides)
        self._formats = (
            validators.oas30_format_checker
            if is_openapi_3_0
            else validators.oas31_format_checker
        )
        specification = DRAFT4 if is_openapi_3_0 else DRAFT202012
        documents = {
            BASE + root.workspace.label(document): document.tree
            for document in root.workspace.documents.values()
        }
        self._registry = Registry().with_resources(
            (uri, Resource(tree, specification)) for uri, tree in documents.items()
        )

    def is_valid(self, example: Example) -> bool:
        """Return whether an example is valid; True if the validator cannot decide."""
        label, _, pointer = example.schema.id.partition("#")
        validator = self._validator_class(
            {"$ref": f"{BASE}{label}#{quote(pointer)}"},
            registry=self._registry,
            format_checker=self._formats,
        )
        try:
            validator.validate(example.value)
        except ValidationError:
            return False
        except (_WrappedReferencingError, RecursionError, TypeError):
            # A schema that the validator cannot read proves nothing against the example.
            return True
        return True


def with_python_types(
    examples: list[Example], api: ir.Api
) -> list[tuple[str, str, Any]]:
    """Return pointer, type expression and value of each example."""
    python = PythonTypes(api)
    return [(e.pointer, python.format_type(e.type), e.value) for e in examples]
