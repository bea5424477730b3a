"""Enums and constants."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from specpress import ir
from specpress.build import keywords, scalars
from specpress.build.naming import deeper

if TYPE_CHECKING:
    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor

CONSTANT = {"const", "deprecated", "description", "title", "type"}
"""The keywords of a variant that is one value of an enum."""
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
    listed = cursor.value["enum"]
    values = [v for v in listed if v is not None] if isinstance(listed, list) else []
    if not values:
        return _of_none(space, cursor, base, listed)
    python = {type(value) for value in values}
    stated = set(keywords.kinds(cursor)) - {"null"}
    for kind, of in ((ir.ScalarKind.STRING, str), (ir.ScalarKind.INTEGER, int)):
        if python == {of} and (not stated or KINDS[of] in stated or stated == {"number"}):
            return ir.Enum(*base, kind, tuple(_members(cursor)))
    if len(values) == 1 and isinstance(values[0], bool):
        return ir.Const(*base, values[0])
    return _widened(space, cursor, _told(base, values), {KINDS[of] for of in python} | stated)


def _of_none(space: TypeSpace, cursor: Cursor, base: BaseParts, listed: Any) -> ir.Type:
    """An enum that lists nothing, or null alone."""
    if listed == [None]:
        return ir.Const(*base, None)
    hint = "list the values, or leave `enum` out"
    space.problems.warning(cursor, "this enum lists no value: it is ignored", hint)
    return space.make_kind(cursor, base, keywords.kind_of(cursor))


def _told(base: BaseParts, values: list[Any]) -> BaseParts:
    """The description, with the values that the type cannot say."""
    texts = ", ".join(json.dumps(value, ensure_ascii=False) for value in values)
    if len(texts) > 200:
        return base
    told = f"{base[2]}\n\nOne of: {texts}." if base[2] else f"One of: {texts}."
    return (base[0], base[1], told, base[3])


def _widened(
    space: TypeSpace, cursor: Cursor, base: BaseParts, kinds: set[str]
) -> ir.Type:
    """The type, or the types, of values that make no enum of Python."""
    if kinds & {"array", "object"}:
        return ir.Anything(*base)
    if "number" in kinds:
        kinds = kinds - {"integer"}
    named = [kind for kind in scalars.JSON_SCALARS if kind in kinds]
    if len(named) == 1:
        return ir.Scalar(*base, ir.ScalarKind(named[0]))
    parts = [
        space.add(
            ir.Scalar(
                ir.derived(base[0], kind),
                deeper(base[1], kind),
                "",
                False,
                ir.ScalarKind(kind),
            )
        )
        for kind in named
    ]
    return ir.Union(*base, tuple(parts))


def make_const(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """A constant; a number with a fraction, an array or an object widens to its type."""
    value = cursor.value["const"]
    if value is None or isinstance(value, (str, int)):
        return ir.Const(*base, value)
    if isinstance(value, float):
        return ir.Scalar(*_told(base, [value]), ir.ScalarKind.NUMBER)
    return ir.Anything(*_told(base, [value]))


def members_of(variants: tuple[Cursor, ...]) -> tuple[ir.Member, ...]:
    """The members of an enum that is written as a choice of constants, each with a title; else none."""
    schemas = [variant.value for variant in variants]
    if not all(isinstance(s, dict) and set(s) <= CONSTANT for s in schemas):
        return ()
    values = [schema.get("const") for schema in schemas]
    kinds = {type(value) for value in values}
    if kinds not in ({str}, {int}) or len(set(values)) < len(values):
        return ()
    titles = [schema.get("title") for schema in schemas]
    named = all(isinstance(t, str) for t in titles) and len({*titles}) == len(titles)
    return tuple(
        ir.Member(
            value=schema["const"],
            description=str(schema.get("description") or ""),
            origin=variant.id,
            name=schema["title"] if named else None,
        )
        for variant, schema in zip(variants, schemas, strict=True)
    )


def kind_of(members: tuple[ir.Member, ...]) -> ir.ScalarKind:
    """Whether the members are strings or integers."""
    text = isinstance(members[0].value, str)
    return ir.ScalarKind.STRING if text else ir.ScalarKind.INTEGER


def _members(cursor: Cursor) -> list[ir.Member]:
    texts, names = _descriptions(cursor), _names(cursor)
    members: dict[Any, ir.Member] = {}
    for index, value in enumerate(cursor.value["enum"]):
        if value is not None and value not in members:
            text, name = texts.get(str(value), ""), names.get(str(value))
            origin = f"{cursor.id}/enum/{index}"
            members[value] = ir.Member(value, text, origin, name)
    return list(members.values())


def _names(cursor: Cursor) -> dict[str, str]:
    """A name per value, in the dialects that documents use, where each value has one of its own."""
    for key in ("x-enum-varnames", "x-enumNames", "x-enum-names"):
        found = _per_value(cursor, key)
        if len(set(found.values())) == len(found) == len(set(cursor.value["enum"])):
            return found
    return {}


def _descriptions(cursor: Cursor) -> dict[str, str]:
    """A text per value, in the dialects that documents use: a map, or a list in the same order."""
    for key in ("x-enum-descriptions", "x-enumDescriptions", "x-enum-description"):
        found = _per_value(cursor, key)
        if found:
            return found
    return {}


def _per_value(cursor: Cursor, key: str) -> dict[str, str]:
    texts = cursor.value.get(key)
    if isinstance(texts, dict):
        return {str(value): str(text) for value, text in texts.items()}
    if isinstance(texts, list):
        pairs = zip(cursor.value["enum"], texts, strict=False)
        return {str(value): str(text) for value, text in pairs if text}
    return {}
