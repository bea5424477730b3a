"""Naming: what a type's name is made from. It depends on where the schema stands, never on when it is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from specpress import ir
from specpress.resolve import Cursor

ROOTS = ("definitions", "$defs", "schemas", "parameters", "responses", "requestBodies")
"""A key below one of these names what stands there."""
SILENT = ("properties", "allOf", "then", "else", "content", "schema", "components")
"""Steps that add nothing to a name."""
SPOKEN = {
    "items": "Item",
    "prefixItems": "Item",
    "itemSchema": "Item",
    "contains": "Item",
    "additionalProperties": "Value",
    "patternProperties": "Value",
    "unevaluatedProperties": "Value",
}
CHOICES = ("oneOf", "anyOf")


def deeper(naming: ir.Naming, step: str) -> ir.Naming:
    """The naming of a schema one step inside another."""
    return replace(naming, steps=(*naming.steps, step))


def naming_of(cursor: Cursor) -> ir.Naming:
    """The naming of a schema that is referred to: a component by its key, any other by its place."""
    roots = [i for i, step in enumerate(cursor.path[:-1]) if step in ROOTS]
    start = _start(cursor, roots)
    naming = ir.Naming(_root(cursor, start))
    at = cursor.workspace.top(cursor.document)
    for index, step in enumerate(cursor.path):
        holder, at = at, at.child(step)
        if index >= start:
            naming = _step(naming, cursor.path[index - 1 : index], step, holder)
    return naming


def _start(cursor: Cursor, roots: list[int]) -> int:
    """The index of the first step below what gives the root its name."""
    return roots[0] + 2 if roots else 0


def _root(cursor: Cursor, start: int) -> str:
    if start:
        return str(cursor.path[start - 1])
    stem = PurePosixPath(cursor.document.name).name.partition(".")[0]
    return stem if cursor.document is not cursor.workspace.main else ""


def _step(
    naming: ir.Naming,
    before: tuple[str | int, ...],
    step: str | int,
    holder: Cursor,
) -> ir.Naming:
    under = before[0] if before else None
    if under in CHOICES and isinstance(step, int):
        return deeper(naming, variant_steps([*holder.elements()])[step])
    if isinstance(step, int) or (step in SILENT and under != "properties"):
        return naming
    if under != "properties" and step in SPOKEN:
        return deeper(naming, SPOKEN[step])
    return naming if step in CHOICES else deeper(naming, str(step))


def variant_steps(variants: Sequence[Cursor]) -> list[str]:
    """What names each inline variant: its title, the constant that tells it apart, or its place.

    Where two variants have one title, a property that only one of them requires is added.
    """
    schemas = [v.value if isinstance(v.value, dict) else {} for v in variants]
    plain = [_plain_step(schema, n) for n, schema in enumerate(schemas, 1)]
    return [
        step if plain.count(step) == 1 else f"{step} {_own_property(schemas, n)}"
        for n, step in enumerate(plain)
    ]


def _plain_step(schema: dict[str, Any], number: int) -> str:
    title = schema.get("title")
    if isinstance(title, str) and title.strip():
        return title
    return _telling_constant(schema) or f"Variant{number}"


def _own_property(schemas: list[dict[str, Any]], index: int) -> str:
    """A property that one variant alone requires; where there is none, the variant's place."""
    needed = [_required(schema) for schema in schemas]
    others = {name for n, names in enumerate(needed) if n != index for name in names}
    own = [name for name in needed[index] if name not in others]
    return f"with {own[0]}" if own else f"Variant{index + 1}"


def _required(schema: dict[str, Any]) -> list[str]:
    names = schema.get("required")
    listed = names if isinstance(names, list) else []
    return [name for name in listed if isinstance(name, str)]


def _telling_constant(schema: dict[str, Any]) -> str | None:
    """The one string that a required property must be."""
    properties, required = schema.get("properties"), schema.get("required")
    if not isinstance(properties, dict) or not isinstance(required, list):
        return None
    for name, entry in properties.items():
        if name in required and isinstance(entry, dict):
            values = entry.get("enum", [entry.get("const")])
            if isinstance(values, list) and len(values) == 1:
                found = values[0]
                return found if isinstance(found, str) and found else None
    return None
