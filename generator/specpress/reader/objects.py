"""Objects: declared properties become fields; an object without any is a map."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from specpress import ir
from specpress.document import nodes
from specpress.reader import availability, notes
from specpress.reader.idempotency import is_retryable
from specpress.reader.naming import extend
from specpress.schema import json_types, keywords
from specpress.schema.extensions import AVAILABILITY
from specpress.schema.facts import get_facts
from specpress.schema.table import ADDITIONAL
from specpress.validate import extensions
from specpress.validate.messages import suggest

if TYPE_CHECKING:
    from specpress.document.resolve import Cursor
    from specpress.reader.type_base import TypeBase
    from specpress.reader.types import TypeSpace
from specpress.schema.name_dialects import read_name

# Common patterns that match every key.
MATCH_ALL = ("", ".", ".*", ".+", "^", "^.", "^.*", "^.+", "^.*$", "^.+$", "[\\s\\S]*")

FLAGS = frozenset(["deprecated", "readOnly", "writeOnly"])

UNDECLARED_HINT = (
    "declare it, or remove it from `required`; until then it accepts any value"
)


def build(space: TypeSpace, cursor: Cursor, base: TypeBase) -> ir.Type:
    """Build an object with fields, or a map if no property is declared."""
    if not cursor.value.get("properties"):
        return build_map(space, [cursor], base)
    required = keywords.get_required(cursor)
    fields = [
        build_field(space, [prop], str(prop.key), space.build(prop), required)
        for prop in get_properties(space, cursor)
    ]
    additional = build_additional(space, [cursor], base)
    undeclared = build_undeclared(space, [cursor], required, fields, additional)
    is_open = allows_undeclared([cursor]) and not forbids_undeclared([cursor])
    return base.build(ir.Object, (*fields, *undeclared), additional, is_open)


def build_map(space: TypeSpace, schemas: list[Cursor], base: TypeBase) -> ir.Type:
    """Build an object with arbitrary keys."""
    value = build_additional(space, schemas, base)
    naming = extend(base.naming, "Value")
    return base.build(ir.Map, value or space.build_anything(schemas[-1], naming))


def build_additional(
    space: TypeSpace, schemas: list[Cursor], base: TypeBase
) -> ir.TypeId | None:
    """Build the type of undeclared properties; None if they are unconstrained.

    The patterns of `patternProperties` are ignored: if every key must match one of them, a value
    has any of their types. A type that a schema states wins over one that keywords imply.
    """
    values = [s for schema in schemas for s in _get_additional(space, schema)]
    stated = [value for value in values if not json_types.implies_type(value)]
    types = [space.build(value) for value in stated or values]
    distinct = list(dict.fromkeys(types))
    if not distinct or not any(constrains_all_keys(schema) for schema in schemas):
        return None
    if len(distinct) == 1:
        return distinct[0]
    union = base.derive("values", "Value").build(ir.Union, tuple(distinct))
    return space.add(union)


def _get_additional(space: TypeSpace, cursor: Cursor) -> Iterator[Cursor]:
    """Yield the schemas of undeclared properties."""
    patterns = nodes.get_mapping(cursor, "patternProperties", space.problems)
    for _, schema in patterns.items() if patterns is not None else ():
        yield schema
    for key in ADDITIONAL:
        additional = cursor.get(key)
        if additional is not None and isinstance(additional.value, dict):
            yield additional
            return


def constrains_all_keys(cursor: Cursor) -> bool:
    """Return whether the schema constrains or forbids all undeclared properties."""
    patterns = cursor.value.get("patternProperties")
    if isinstance(patterns, dict) and any(p in MATCH_ALL for p in patterns):
        return True
    values = [cursor.value.get(key, True) for key in ADDITIONAL]
    return any(value is False or isinstance(value, dict) for value in values)


def allows_undeclared(schemas: Iterable[Cursor]) -> bool:
    """Return whether a schema explicitly allows undeclared properties."""
    return any(
        schema.value.get("patternProperties")
        or any(
            value is True or isinstance(value, dict)
            for value in map(schema.value.get, ADDITIONAL)
        )
        for schema in schemas
    )


def forbids_undeclared(schemas: Iterable[Cursor]) -> bool:
    """Return whether a schema forbids all undeclared properties."""
    return any(
        False in map(schema.value.get, ADDITIONAL)
        and not schema.value.get("patternProperties")
        for schema in schemas
    )


def get_properties(space: TypeSpace, cursor: Cursor) -> list[Cursor]:
    """Return the schemas of the properties that a schema declares."""
    properties = nodes.get_mapping(cursor, "properties", space.problems)
    return [prop for _, prop in properties.items()] if properties is not None else []


def build_field(
    space: TypeSpace,
    props: list[Cursor],
    name: str,
    type_id: ir.TypeId,
    required: Collection[str],
) -> ir.Field:
    """Build the field of a property from all its schemas; the last description is used."""
    names: frozenset[str] = frozenset()
    extended: list[Cursor] = []
    for prop in props:
        facts = get_facts(prop)
        names = names | facts.names if names else facts.names
        extended += [prop] if facts.has_extensions else []
        if facts.has_examples:
            space.examples.add_schema(prop)
    description, sentences = _describe(props, name)
    flags = {f for f in FLAGS & names if any(nodes.get_flag(p, f) for p in props)}
    return ir.Field(
        wire=name,
        type=type_id,
        required=name in required,
        description=description,
        notes=sentences,
        deprecated="deprecated" in flags,
        read_only="readOnly" in flags,
        write_only="writeOnly" in flags,
        origins=tuple(prop.id for prop in props),
        has_default="default" in names,
        **(_read_extensions(space, extended) if extended else {}),
    )


def _describe(props: list[Cursor], name: str) -> tuple[str, tuple[str, ...]]:
    """Return the last description of the schemas of a property, and the notes of all."""
    if len(props) == 1:
        return notes.get_description(props[0], name), notes.build_notes(props[0])
    descriptions = (notes.get_description(prop, name) for prop in reversed(props))
    sentences = chain.from_iterable(map(notes.build_notes, props))
    return next(filter(None, descriptions), ""), tuple(dict.fromkeys(sentences))


def _read_extensions(space: TypeSpace, props: list[Cursor]) -> dict[str, Any]:
    """Return the attributes of a field that extensions of its schemas state."""
    conditions = [_build_availability(space, prop) for prop in reversed(props)]
    return {
        "retryable": any(is_retryable(prop, space.problems) for prop in props),
        "name": _read_name(space, props),
        "availability": next(filter(None, conditions), None),
    }


def _read_name(space: TypeSpace, props: list[Cursor]) -> str | None:
    names = (read_name(prop, "field", space.problems) for prop in props)
    return next(filter(None, names), None)


def _build_availability(space: TypeSpace, prop: Cursor) -> ir.Availability | None:
    extension = extensions.find(prop, AVAILABILITY, space.problems)
    if extension is None:
        return None
    # Conditions refer to siblings: they are checked when all types are built.
    space.conditions[prop.id] = extension
    return availability.build(extension, prop.id, space.problems)


def build_undeclared(
    space: TypeSpace,
    schemas: list[Cursor],
    required: Collection[str],
    fields: list[ir.Field],
    additional: ir.TypeId | None,
) -> Iterator[ir.Field]:
    """Build the fields of properties that are required but not declared.

    They are reported if the object declares others: one of the names is probably misspelt.
    """
    declared = {field.wire for field in fields}
    cursor = schemas[-1]
    # Its schema is that of other properties; without one, the document has none.
    is_described = additional is not None and ir.is_described(additional)
    origins = (ir.schema_id(additional),) if additional and is_described else ()
    for name in dict.fromkeys(required):
        if name not in declared:
            if declared:
                hint = suggest(name, declared) or UNDECLARED_HINT
                text = f"required property {name!r} is not declared in `properties`"
                space.problems.warning(
                    _find_required(schemas, name),
                    text,
                    hint,
                    code="undeclared-property",
                )
            yield ir.Field(
                wire=name,
                type=additional or space.build_anything(cursor, ir.Naming(name)),
                required=True,
                description="",
                notes=("Required, and not described.",),
                deprecated=False,
                read_only=False,
                write_only=False,
                origins=origins,
            )


def _find_required(schemas: list[Cursor], name: str) -> Cursor:
    """Return the entry of `required` with a name, or the last schema if it is elsewhere."""
    for schema in schemas:
        required = schema.get("required")
        names = required.value if required is not None else None
        if required is not None and isinstance(names, list) and name in names:
            return required.child(names.index(name))
    return schemas[-1]
