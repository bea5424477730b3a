"""Enums and constants."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from specpress import ir
from specpress.document import nodes
from specpress.reader import notes, scalars
from specpress.reader.naming import extend
from specpress.schema import enum_dialects, keywords
from specpress.schema.facts import VALUE_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specpress.document.resolve import Cursor
    from specpress.reader.type_base import TypeBase
    from specpress.reader.types import TypeSpace

# A variant with no other keywords only lists values, so it can be merged into an enum.
VALUE_KEYWORDS = frozenset(["const", "enum", "type"])
MAX_SENTENCE_LENGTH = 200


def build(space: TypeSpace, cursor: Cursor, base: TypeBase) -> ir.Type:
    """Build an enum of strings or integers; other values widen to their JSON types."""
    node = keywords.get_enum_values(cursor)
    listed = node.value if node is not None else None
    values = [v for v in listed or () if v is not None]
    if not values:
        return _build_empty(space, cursor, base, listed)
    json_types = {*keywords.get_json_types(cursor)}
    kind = _get_kind(values, json_types - {"null"})
    if kind is not None:
        return base.build(ir.Enum, kind, _build_members([cursor]))
    if len(values) == 1 and isinstance(values[0], bool):
        return base.build(ir.Const, values[0])
    if node is not None and not json_types:
        _report_unquoted(space, node)
    json_types |= {VALUE_TYPES[type(value)] for value in values}
    described = _describe_omitted_values(space, node or cursor, base, values)
    return _widen(space, cursor, described, json_types - {"null"})


def _report_unquoted(space: TypeSpace, node: Cursor) -> None:
    """Warn about numbers and booleans among texts: in YAML, quotes are easily forgotten."""
    others = [e for e in node.elements() if isinstance(e.value, (bool, int, float))]
    texts = [value for value in node.value if isinstance(value, str)]
    if len(texts) <= len(others):
        return
    for entry in others:
        written = entry.document.written_text(entry.path)
        if written is not None:
            kind = "boolean" if isinstance(entry.value, bool) else "number"
            message = f"{kind} {written} among strings in `enum`"
            hint = f'write "{written}", or declare both types in `type`'
            space.problems.warning(entry, message, hint, code="mixed-enum")


def build_common(
    space: TypeSpace, schemas: Sequence[Cursor], base: TypeBase
) -> ir.Type:
    """Build an enum of the values that all schemas list, with the descriptions of the last one."""
    last = schemas[-1]
    enum = build(space, last, base)
    if not isinstance(enum, ir.Enum):
        return enum
    space.superseded.add(last.id)
    allowed = [_get_values(schema) for schema in schemas]
    common = tuple(m for m in enum.members if all(m.value in v for v in allowed))
    if not common:
        message = "conflicting enums: no value satisfies all of them"
        hint = "the last enum is used"
        at = keywords.get_enum_values(schemas[0]) or schemas[0]
        space.problems.omission(
            at, "values of an enum", message, hint, code="conflicting-enums"
        )
    return replace(enum, members=common or enum.members)


def build_of_variants(variants: Sequence[Cursor], base: TypeBase) -> ir.Enum | None:
    """Build one enum from variants that are constants or enums; None if any is something else."""
    if not all(_only_lists_values(variant) for variant in variants):
        return None
    values = [value for variant in variants for value in _get_values(variant)]
    kind = _get_kind(values, set()) if len(values) > 1 else None
    return (
        base.build(ir.Enum, kind, _build_members(variants, are_variants=True))
        if kind is not None
        else None
    )


def build_const(space: TypeSpace, cursor: Cursor, base: TypeBase) -> ir.Type:
    """Build a constant; arrays and objects widen to their JSON type."""
    value = cursor.value["const"]
    if isinstance(value, float):
        # Literal[1.5] is not valid Python, so the value is also part of the description.
        return _describe_values(base, [value]).build(ir.Const, value)
    if value is None or isinstance(value, (str, int)):
        return base.build(ir.Const, value)
    described = _describe_omitted_values(space, cursor.child("const"), base, [value])
    return _widen(space, cursor, described, {VALUE_TYPES[type(value)]})


def is_enum(variant: Cursor) -> bool:
    """Return whether a variant is an enum without further constraints."""
    return _only_lists_values(variant) and "enum" in variant.value


def _only_lists_values(variant: Cursor) -> bool:
    if variant.is_ref or not isinstance(variant.value, dict):
        return False
    assertions = keywords.get_assertions(variant)
    return bool(assertions & {"const", "enum"}) and assertions <= VALUE_KEYWORDS


def _get_values(schema: Cursor) -> list[Any]:
    if "const" in schema.value:
        return [schema.value["const"]]
    values = keywords.get_enum_values(schema)
    return values.value if values is not None else []


def _get_kind(values: list[Any], json_types: set[str]) -> ir.ScalarKind | None:
    """Return STRING or INTEGER if all values are of that type and `type` permits it."""
    python_types = {type(value) for value in values}
    for kind, python_type in (
        (ir.ScalarKind.STRING, str),
        (ir.ScalarKind.INTEGER, int),
    ):
        is_permitted = (
            not json_types or kind.value in json_types or json_types == {"number"}
        )
        if python_types == {python_type} and is_permitted:
            return kind
    return None


def _build_empty(
    space: TypeSpace, cursor: Cursor, base: TypeBase, listed: Any
) -> ir.Type:
    """Build the type of an enum that lists no value besides null."""
    if listed == [None]:
        return base.build(ir.Const, None)
    message = "empty enum; ignored"
    hint = "list at least one value, or remove `enum`"
    if cursor.value.get("enum"):
        space.problems.omission(
            cursor.child("enum"), "`enum`", message, hint, code="empty-enum"
        )
    else:
        space.problems.warning(cursor, message, hint, code="empty-enum")
    return space.build_json_type(cursor, base, keywords.infer_json_type(cursor))


def _describe_omitted_values(
    space: TypeSpace, at: Cursor, base: TypeBase, values: list[Any]
) -> TypeBase:
    """Describe the values; report an omission if they are too long for the description."""
    described = _describe_values(base, values)
    if described is base and not {type(value) for value in values} <= {bool}:
        message = (
            f"the values of `{at.key}` are neither in the type nor in its description"
        )
        hint = "they are too long, or not only strings or integers"
        space.problems.omission(
            at, f"values of `{at.key}`", message, hint, code="undescribed-values"
        )
    return described


def _describe_values(base: TypeBase, values: list[Any]) -> TypeBase:
    """Append the values to the description, because the type does not express them."""
    texts = [notes.format_value(value) for value in values]
    # An enum of both booleans permits every boolean: nothing to describe.
    if None in texts or {True, False} <= {v for v in values if isinstance(v, bool)}:
        return base
    listed = ", ".join(text for text in texts if text is not None)
    sentence = f"One of: {listed}." if len(values) > 1 else f"Always {listed}."
    if len(sentence) > MAX_SENTENCE_LENGTH:
        return base
    paragraphs = filter(None, (base.description, sentence))
    return replace(base, description="\n\n".join(paragraphs))


def _widen(
    space: TypeSpace, cursor: Cursor, base: TypeBase, json_types: set[str]
) -> ir.Type:
    """Build the type or union of types that includes values that cannot be enum members."""
    if json_types == {"array"}:
        return base.build(
            ir.Array, space.build_anything(cursor, extend(base.naming, "Item"))
        )
    if json_types == {"object"}:
        return base.build(
            ir.Map, space.build_anything(cursor, extend(base.naming, "Value"))
        )
    if json_types & {"array", "object"}:
        return base.build(ir.Anything)
    if "number" in json_types:
        json_types = json_types - {"integer"}
    names = [name for name in scalars.JSON_SCALARS if name in json_types]
    if len(names) == 1:
        return base.build(ir.Scalar, ir.ScalarKind(names[0]))
    return base.build(ir.Union, tuple(_add_scalar(space, base, name) for name in names))


def _add_scalar(space: TypeSpace, base: TypeBase, json_type: str) -> ir.TypeId:
    scalar = base.derive(json_type, json_type)
    return space.add(scalar.build(ir.Scalar, ir.ScalarKind(json_type)))


def _build_members(
    schemas: Iterable[Cursor], *, are_variants: bool = False
) -> tuple[ir.Member, ...]:
    """Build a member for each distinct value; names are used only if all members have one.

    The description of a variant is that of its values.
    """
    members: dict[Any, ir.Member] = {}
    for schema in schemas:
        text = nodes.get_text(schema, "description") if are_variants else ""
        for member in _read_members(schema, text):
            first = members.setdefault(member.value, member)
            if first is not member:
                origins = (*first.origins, *member.origins)
                members[member.value] = replace(first, origins=origins)
    names = {m.name for m in members.values() if m.name is not None}
    if len(names) == len(members):
        return tuple(members.values())
    return tuple(
        member if member.name is None else replace(member, name=None)
        for member in members.values()
    )


def _read_members(schema: Cursor, description: str = "") -> Iterable[ir.Member]:
    if "const" in schema.value:
        value = schema.value["const"]
        title = schema.value.get("title")
        description = str(schema.value.get("description") or "")
        name = title if isinstance(title, str) else None
        yield ir.Member(value, description, (schema.id,), name)
        return
    node, values = keywords.get_enum_values(schema), _get_values(schema)
    names = enum_dialects.read_names(schema, values)
    descriptions = enum_dialects.read_descriptions(schema, values)
    seen: set[Any] = set()
    for entry in node.elements() if node is not None else ():
        value, key = entry.value, str(entry.value)
        if value is not None and value not in seen:
            seen.add(value)
            yield ir.Member(
                value, descriptions.get(key, description), (entry.id,), names.get(key)
            )
