"""The examples that a document gives, each with its type: they must decode and encode to themselves."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import openapi_schema_validator as validators
from jsonschema.exceptions import ValidationError, _WrappedReferencingError
from jsonschema.validators import extend
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4, DRAFT202012

from specpress import ir
from specpress.problems import Problems
from specpress.resolve import Cursor
from specpress.views.media import is_json
from specpress.views.python_types import PythonTypes

BASE = "urn:document"


@dataclass(frozen=True, slots=True)
class Example:
    """One example: where it stands, the type that it is an example of, and its value."""

    place: str
    type: ir.TypeId
    schema: Cursor
    value: Any


def examples(root: Cursor, api: ir.Api) -> list[Example]:
    """All examples of schemas and of JSON media types whose values are JSON."""
    return [
        Example(place, type_id, schema, value)
        for schema, place, value in _found(root)
        if (type_id := _type_of(schema, api)) is not None and _is_json(value)
    ]


def _found(cursor: Cursor) -> Iterator[tuple[Cursor, str, Any]]:
    """Schema, place and value of each example below a place."""
    if _is_schema(cursor):
        for key, value in _given(cursor):
            yield cursor, f"{cursor.id}/{key}", value
    schema = cursor.get("schema")
    if schema is not None and is_json(str(cursor.path[-1])):
        for key, value in _given(cursor):
            if value is not None or "requestBody" not in cursor.path:
                yield schema, f"{cursor.id}/{key}", _unescaped(value)
    for key, entry in (*cursor.items(), *_numbered(cursor)):
        if key not in ("example", "examples", "default", "enum", "const"):
            yield from _found(entry)


def _unescaped(value: Any) -> Any:
    """The example of a JSON media type; one may be given as the text of an object or array."""
    if not isinstance(value, str) or not value.lstrip().startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _numbered(cursor: Cursor) -> Iterator[tuple[str, Cursor]]:
    for index, entry in enumerate(cursor.elements()):
        yield str(index), entry


def _is_schema(cursor: Cursor) -> bool:
    holder, *_ = [*reversed(cursor.path), ""]
    above = cursor.path[-2] if len(cursor.path) > 1 else ""
    below = ("schema", "items", "itemSchema", "additionalProperties")
    named = above in ("properties", "schemas", "allOf", "oneOf", "anyOf")
    return (holder in below or named) and isinstance(cursor.value, dict)


def _given(cursor: Cursor) -> Iterator[tuple[str, Any]]:
    if "example" in cursor.value:
        yield "example", cursor.value["example"]
    several = cursor.value.get("examples")
    if isinstance(several, list):
        yield from ((f"examples/{n}", value) for n, value in enumerate(several))
    elif isinstance(several, dict):
        for name, entry in cursor.child("examples").items():
            target = entry.follow(Problems())
            if isinstance(target.value, dict) and "value" in target.value:
                yield f"examples/{name}", target.value["value"]


def _type_of(schema: Cursor, api: ir.Api) -> ir.TypeId | None:
    seen: set[str] = set()
    current: Cursor | None = schema
    while current is not None and current.id not in api.types:
        if not current.is_ref or current.id in seen:
            return None
        seen.add(current.id)
        current = current.target(Problems())
    return current.id if current is not None else None


def _is_json(value: Any) -> bool:
    """YAML writes dates and other things too, which no JSON body can hold."""
    if isinstance(value, dict):
        return all(isinstance(k, str) and _is_json(v) for k, v in value.items())
    if isinstance(value, list):
        return all(map(_is_json, value))
    return not isinstance(value, datetime.date | bytes)


class Witness:
    """Says of an example whether it holds to its schema: an example may be wrong."""

    def __init__(self, root: Cursor, patterns: bool = False) -> None:
        version = str(root.value.get("openapi", ""))
        is_old = version.startswith("3.0")
        kind = validators.OAS30Validator if is_old else validators.OAS31Validator
        # A client does not look at patterns, and some of them take Python's `re` for ever.
        blind = {} if patterns else {"pattern": lambda *_: iter(())}
        self._kind = extend(kind, blind)
        self._formats = (
            validators.oas30_format_checker
            if is_old
            else validators.oas31_format_checker
        )
        specification = DRAFT4 if is_old else DRAFT202012
        documents = {
            BASE + root.workspace.label(document): document.tree
            for document in root.workspace.documents.values()
        }
        self._registry = Registry().with_resources(
            (uri, Resource(tree, specification)) for uri, tree in documents.items()
        )

    def allows(self, example: Example) -> bool:
        """Whether the example is valid, so far as the witness can tell."""
        label, _, pointer = example.schema.id.partition("#")
        reference = {"$ref": f"{BASE}{label}#{quote(pointer)}"}
        judge = self._kind(
            reference, registry=self._registry, format_checker=self._formats
        )
        try:
            judge.validate(example.value)
        except ValidationError:
            return False
        except (_WrappedReferencingError, RecursionError, TypeError):
            # A schema that the witness cannot read proves nothing against the example.
            return True
        return True


def typed(found: list[Example], api: ir.Api) -> list[tuple[str, str, Any]]:
    """Place, type and value of each example; the type as the models write it."""
    python = PythonTypes(api)
    return [(e.place, python.text(e.type), e.value) for e in found]
