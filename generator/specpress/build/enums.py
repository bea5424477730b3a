"""Enums and constants."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from specpress import ir
from specpress.build import keywords, scalars
from specpress.build.naming import deeper

if TYPE_CHECKING:
    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor

CONSTANT = {"const", "deprecated", "description", "title", "type"}
"""The keywords of a variant that is one value of an enum."""
NAMES = ("x-enum-varnames", "x-enumNames", "x-enum-names", "x-speakeasy-enums")
TEXTS = (
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-enum-description",
    "x-speakeasy-enum-descriptions",
    "x-enum-comments",
)
RECORDS = "x-ms-enum"
"""Where values are told with their names and texts at once."""
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
    if listed is None or not values:
        return _of_none(space, cursor, base, listed.value if listed is not None else None)
    python = {type(value) for value in values}
    stated = set(keywords.kinds(cursor)) - {"null"}
    for kind, of in ((ir.ScalarKind.STRING, str), (ir.ScalarKind.INTEGER, int)):
        if python == {of} and (not stated or KINDS[of] in stated or stated == {"number"}):
            return ir.Enum(*base, kind, tuple(_members(cursor, listed)))
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


def _members(cursor: Cursor, listed: Cursor) -> list[ir.Member]:
    texts, names = _descriptions(cursor, listed.value), _names(cursor, listed.value)
    members: dict[Any, ir.Member] = {}
    for entry in listed.elements():
        value = entry.value
        if value is not None and value not in members:
            text, name = texts.get(str(value), ""), names.get(str(value))
            members[value] = ir.Member(value, text, entry.id, name)
    return list(members.values())


def _names(cursor: Cursor, values: list[Any]) -> dict[str, str]:
    """A name per value, in the dialects that documents use, where each value has one of its own."""
    for found in _dialects(cursor, values, NAMES, "name"):
        if len(set(found.values())) == len(found) == len(set(values)):
            return found
    return {}


def _descriptions(cursor: Cursor, values: list[Any]) -> dict[str, str]:
    """A text per value, in the dialects that documents use."""
    return next(filter(None, _dialects(cursor, values, TEXTS, "description")), {})


def _dialects(
    cursor: Cursor, values: list[Any], keys: tuple[str, ...], part: str
) -> Iterator[dict[str, str]]:
    """What each dialect says per value: a mapping, a list in the order of the values, or a list of records."""
    for key in keys:
        yield _per_value(cursor.value.get(key), values)
    records = cursor.value.get(RECORDS)
    listed = records.get("values") if isinstance(records, dict) else None
    yield {
        str(record.get("value")): str(record[part])
        for record in (listed if isinstance(listed, list) else ())
        if isinstance(record, dict) and record.get(part)
    }


def _per_value(texts: Any, values: list[Any]) -> dict[str, str]:
    if isinstance(texts, dict):
        return {str(value): str(text) for value, text in texts.items()}
    if isinstance(texts, list):
        pairs = zip(values, texts, strict=False)
        return {str(value): str(text) for value, text in pairs if text}
    return {}
