"""The subtypes of the base schemas of a document."""

from __future__ import annotations

from specpress import ir
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor, Workspace
from specpress.schema.dialect import Subtypes
from specpress.schema.table import CHOICES


def list_subtypes(workspace: Workspace, api: ir.Api) -> dict[str, Subtypes]:
    """Return the subtypes that a discriminator selects, by the id of their base."""
    subtypes: dict[str, Subtypes] = {}
    for union in api.types.values():
        if isinstance(union, ir.Union) and union.discriminator is not None:
            base = _find_schema(workspace, union.id)
            if base is not None and _is_base(base):
                subtypes[base.id] = _read_subtypes(workspace, base, union)
    return subtypes


def _is_base(schema: Cursor) -> bool:
    """Return whether a schema has a discriminator, but does not list its variants."""
    value = schema.value
    return (
        isinstance(value, dict)
        and isinstance(value.get("discriminator"), dict)
        and value.keys().isdisjoint(CHOICES)
    )


def _read_subtypes(workspace: Workspace, base: Cursor, union: ir.Union) -> Subtypes:
    selected = {
        value: schema
        for value, type_id in (*union.names, *union.mapping)
        if (schema := _find_schema(workspace, type_id)) is not None
    }
    variants = {schema.id: schema for schema in selected.values()}
    # The base is last: it allows every value that selects no subtype.
    others = {key: schema for key, schema in variants.items() if key != base.id}
    return Subtypes(union.discriminator or "", others, selected)


def _find_schema(workspace: Workspace, type_id: ir.TypeId) -> Cursor | None:
    schema = workspace.find(ir.schema_id(type_id))
    return schema.follow(Problems()) if schema is not None else None
