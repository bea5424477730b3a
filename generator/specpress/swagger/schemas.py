"""Schemas: keywords that OpenAPI 3.0 writes in another way."""

from __future__ import annotations

from typing import Any

from specpress.document.load import Origin
from specpress.document.problems import Step
from specpress.document.resolve import Cursor
from specpress.schema.table import KEYWORDS, NAMED_SCHEMAS
from specpress.swagger.context import Context
from specpress.swagger.parts import Part, Path

# Keywords with a schema or a list of schemas.
SCHEMAS = frozenset(
    k.name for k in KEYWORDS.values() if k.has_schemas and k.name not in NAMED_SCHEMAS
)
# Extensions that OpenAPI 3.0 has as keywords.
EXTENSIONS = {
    "x-deprecated": "deprecated",
    "x-example": "example",
    "x-nullable": "nullable",
    "x-writeOnly": "writeOnly",
}
FILE = {"type": "string", "format": "binary"}
DISCRIMINATOR_VALUE = "x-ms-discriminator-value"


def convert_schema(cursor: Cursor, context: Context) -> Part:
    """Convert a schema with the schemas in it."""
    origin = cursor.document.origin_of(cursor.path).copy()
    return Part(_Converter(cursor, origin, context).convert(cursor.value, ()), origin)


class _Converter:
    """Converts the schemas in one value; few of them need a cursor."""

    def __init__(self, cursor: Cursor, origin: Origin, context: Context) -> None:
        self.cursor, self.origin, self.context = cursor, origin, context

    def convert(self, value: Any, path: Path) -> Any:
        """Convert a schema, or each schema of a list."""
        if isinstance(value, list):
            return [self.convert(v, (*path, index)) for index, v in enumerate(value)]
        if not isinstance(value, dict):
            return value
        schema = {key: self._convert_entry(value, key, path) for key in value}
        for extension, keyword in EXTENSIONS.items():
            if extension in schema:
                self._rename(schema, extension, keyword, path)
        # Azure writes `{type: object, format: file}`.
        if schema.get("type") == "file" or schema.get("format") == "file":
            schema.update(FILE)
        name = schema.get("discriminator")
        if isinstance(name, str):
            schema["discriminator"] = self._convert_discriminator(name, path)
        if isinstance(schema.get("$ref"), str):
            at = self.cursor.at(path)
            self.context.refer(schema, at, self._convert_target)
        return schema

    def _convert_entry(self, value: dict[str, Any], key: str, path: Path) -> Any:
        entry = value[key]
        if key in SCHEMAS:
            return self.convert(entry, (*path, key))
        if key in NAMED_SCHEMAS and isinstance(entry, dict):
            return {
                name: self.convert(schema, (*path, key, name))
                for name, schema in entry.items()
            }
        return entry

    def _convert_target(self, cursor: Cursor, place: Path) -> Part:
        return convert_schema(cursor, self.context)

    def _rename(self, schema: Any, old: str, new: str, path: Path) -> None:
        """Rename a key, unless the schema has the new one already."""
        if new in schema:
            return
        schema[new] = schema.pop(old)
        written = self._origin_at(path).child(old)
        self._origin_at(path).record(new, Origin(written.document, written.path))

    def _origin_at(self, path: Path) -> Origin:
        origin = self.origin
        for step in path:
            origin = origin.enter(step)
        return origin

    def _convert_discriminator(self, name: str, path: Path) -> dict[str, Any]:
        """Return the object for the name of a property, with the values that subtypes choose."""
        discriminator: dict[str, Any] = {"propertyName": name}
        at: list[Step] = [*self.cursor.path, *path]
        values = _find_values(self.cursor, at)
        if values:
            discriminator["mapping"] = {
                value: self.context.locate_definition(self.cursor, name)
                for value, name in values.items()
            }
        return discriminator


def _find_values(cursor: Cursor, path: list[Step]) -> dict[str, str]:
    """Return the names of the subtypes of a definition by the value that each of them chooses."""
    definitions = cursor.document.tree.get("definitions")
    if len(path) != 2 or path[0] != "definitions" or not isinstance(definitions, dict):
        return {}
    if not any(
        isinstance(schema, dict) and DISCRIMINATOR_VALUE in schema
        for schema in definitions.values()
    ):
        return {}
    family = {str(path[1])}
    while more := {n for n in definitions if _extends(definitions[n], family)} - family:
        family |= more
    return {
        str(definitions[name][DISCRIMINATOR_VALUE]): name
        for name in definitions
        if name in family and DISCRIMINATOR_VALUE in definitions[name]
    }


def _extends(schema: Any, family: set[str]) -> bool:
    """Return whether a definition refers to another one in `allOf`."""
    members = schema.get("allOf") if isinstance(schema, dict) else None
    return any(
        str(member.get("$ref", "")).removeprefix("#/definitions/") in family
        for member in (members if isinstance(members, list) else ())
        if isinstance(member, dict)
    )
