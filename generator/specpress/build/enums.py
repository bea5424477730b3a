"""Enums and constants."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from specpress import ir
from specpress.build import keywords, scalars, spoken, told
from specpress.build.naming import deeper

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor

LISTED = frozenset(["const", "enum", "type"])
"""The keywords of a variant that is nothing but values."""
KINDS = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    list: "array",
    dict: "object",
}


def make(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """An enum of strings or of integers; other values widen to the types that they have."""
    listed = keywords.enumerated(cursor)
    values = [v for v in listed.value if v is not None] if listed is not None else []
    if not values:
        return _of_none(space, cursor, base, listed.value if listed is not None else None)
    kind = _kind(values, {*keywords.kinds(cursor)} - {"null"})
    if kind is not None:
        return ir.Enum(*base, kind, _members([cursor]))
    if len(values) == 1 and isinstance(values[0], bool):
        return ir.Const(*base, values[0])
    stated = {KINDS[type(value)] for value in values} | {*keywords.kinds(cursor)}
    described = _described(space, listed or cursor, base, values)
    return _widened(space, cursor, described, stated - {"null"})


def make_common(
    space: TypeSpace, schemas: Sequence[Cursor], base: BaseParts
) -> ir.Type:
    """An enum of the values that all of several schemas list; the last one says how they are told."""
    best = schemas[-1]
    made = make(space, best, base)
    if not isinstance(made, ir.Enum):
        return made
    space.superseded.add(best.id)
    allowed = [_values(schema) for schema in schemas]
    kept = tuple(m for m in made.members if all(m.value in v for v in allowed))
    if not kept:
        message = "these enums hold at once and have no value in common"
        at = keywords.enumerated(schemas[0]) or schemas[0]
        hint = "the last one is taken"
        space.problems.omission(at, "values of an enum", message, hint)
    return replace(made, members=kept or made.members)


def of_variants(variants: Sequence[Cursor], base: BaseParts) -> ir.Enum | None:
    """One enum out of a choice of values: constants, each with a title of its own or without, and enums."""
    if any(not _lists(variant) for variant in variants):
        return None
    values = [value for variant in variants for value in _values(variant)]
    kind = _kind(values, set()) if len(values) > 1 else None
    return ir.Enum(*base, kind, _members(variants)) if kind is not None else None


def make_const(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """A constant; an array or an object widens to its type."""
    value = cursor.value["const"]
    if isinstance(value, float):
        return ir.Const(*_told(base, [value]), value)
    if value is None or isinstance(value, (str, int)):
        return ir.Const(*base, value)
    described = _described(space, cursor.child("const"), base, [value])
    return _widened(space, cursor, described, {KINDS[type(value)]})


def is_enum(variant: Cursor) -> bool:
    """Whether a variant is nothing but an enum."""
    return _lists(variant) and "enum" in variant.value


def _lists(variant: Cursor) -> bool:
    said = keywords.says(variant)
    listed = isinstance(variant.value, dict) and said & {"const", "enum"}
    return bool(listed) and said <= LISTED and not variant.is_ref


def _values(schema: Cursor) -> list[Any]:
    """The values that a schema lists."""
    if "const" in schema.value:
        return [schema.value["const"]]
    listed = keywords.enumerated(schema)
    return listed.value if listed is not None else []


def _kind(values: list[Any], stated: set[str]) -> ir.ScalarKind | None:
    """Whether the values make an enum of strings, or of integers."""
    python = {type(value) for value in values}
    for kind, of in ((ir.ScalarKind.STRING, str), (ir.ScalarKind.INTEGER, int)):
        fits = not stated or KINDS[of] in stated or stated == {"number"}
        if python == {of} and fits:
            return kind
    return None


def _of_none(space: TypeSpace, cursor: Cursor, base: BaseParts, listed: Any) -> ir.Type:
    """An enum that lists nothing, or null alone."""
    if listed == [None]:
        return ir.Const(*base, None)
    hint = "list the values, or leave `enum` out"
    message = "this enum lists no value: it is ignored"
    if cursor.value.get("enum"):
        space.problems.omission(cursor.child("enum"), "`enum`", message, hint)
    else:
        space.problems.warning(cursor, message, hint)
    return space.make_kind(cursor, base, keywords.kind_of(cursor))


def _described(
    space: TypeSpace, at: Cursor, base: BaseParts, values: list[Any]
) -> BaseParts:
    """The description with the values; an omission if they are too long for it."""
    described = _told(base, values)
    if described is base and not {type(value) for value in values} <= {bool}:
        message = f"the values of `{at.path[-1]}` are neither in the type nor in its description"
        hint = "they are too long, or not only strings or integers"
        space.problems.omission(at, f"values of `{at.path[-1]}`", message, hint)
    return described


def _told(base: BaseParts, values: list[Any]) -> BaseParts:
    """The description, with the values that the type cannot say."""
    texts = [told.value(value) for value in values]
    if None in texts or {True, False} <= {v for v in values if isinstance(v, bool)}:
        return base
    listed = ", ".join(text for text in texts if text is not None)
    sentence = f"One of: {listed}." if len(values) > 1 else f"Always {listed}."
    if len(sentence) > 200:
        return base
    text = f"{base[2]}\n\n{sentence}" if base[2] else sentence
    return (base[0], base[1], text, base[3])


def _widened(
    space: TypeSpace, cursor: Cursor, base: BaseParts, kinds: set[str]
) -> ir.Type:
    """The type, or the types, of values that make no enum of Python."""
    if kinds == {"array"}:
        return ir.Array(*base, space.anything(cursor, deeper(base[1], "Item")))
    if kinds == {"object"}:
        return ir.Map(*base, space.anything(cursor, deeper(base[1], "Value")))
    if kinds & {"array", "object"}:
        return ir.Anything(*base)
    if "number" in kinds:
        kinds = kinds - {"integer"}
    named = [kind for kind in scalars.JSON_SCALARS if kind in kinds]
    if len(named) == 1:
        return ir.Scalar(*base, ir.ScalarKind(named[0]))
    return ir.Union(*base, tuple(_part(space, base, kind) for kind in named))


def _part(space: TypeSpace, base: BaseParts, kind: str) -> ir.TypeId:
    own = (ir.derived(base[0], kind), deeper(base[1], kind), "", False)
    return space.add(ir.Scalar(*own, ir.ScalarKind(kind)))


def _members(schemas: Iterable[Cursor]) -> tuple[ir.Member, ...]:
    """A member for each value, named and described as the document says, in one of its dialects."""
    members: dict[Any, ir.Member] = {}
    for schema in schemas:
        for member in _of_one(schema):
            known = members.get(member.value)
            origins = (*known.origins, *member.origins) if known else member.origins
            members[member.value] = replace(known or member, origins=origins)
    named = [m.name for m in members.values() if m.name is not None]
    if len({*named}) == len(members):
        return tuple(members.values())
    return tuple(replace(member, name=None) for member in members.values())


def _of_one(schema: Cursor) -> Iterable[ir.Member]:
    if "const" in schema.value:
        value = schema.value["const"]
        name = schema.value.get("title")
        text = str(schema.value.get("description") or "")
        yield ir.Member(value, text, (schema.id,), name if isinstance(name, str) else None)
        return
    listed, values = keywords.enumerated(schema), _values(schema)
    names, texts = spoken.names(schema, values), spoken.descriptions(schema, values)
    seen: set[Any] = set()
    for entry in listed.elements() if listed is not None else ():
        value, key = entry.value, str(entry.value)
        if value is not None and value not in seen:
            seen.add(value)
            yield ir.Member(value, texts.get(key, ""), (entry.id,), names.get(key))
