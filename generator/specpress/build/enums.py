"""Enums and constants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specpress import ir
from specpress.build import scalars

if TYPE_CHECKING:
    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor


def make(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """An enum of strings or of integers; mixed and other values widen to what their types allow."""
    values = cursor.value["enum"]
    values = [v for v in values if v is not None] if isinstance(values, list) else []
    for kind, python in ((ir.ScalarKind.STRING, str), (ir.ScalarKind.INTEGER, int)):
        if values and all(type(value) is python for value in values):
            return ir.Enum(*base, kind, tuple(_members(cursor, values)))
    space.problems.warning(
        cursor,
        "this enum is neither of strings nor of integers: its type is widened",
        "list strings only, or integers only",
    )
    if values and all(isinstance(value, bool) for value in values):
        return ir.Scalar(*base, ir.ScalarKind.BOOLEAN)
    return ir.Anything(*base)


def make_const(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """A constant; a number with a fraction, an array or an object widens to its type."""
    value = cursor.value["const"]
    if value is None or isinstance(value, (str, int)):
        return ir.Const(*base, value)
    if isinstance(value, float):
        return scalars.of_kind(cursor, base, ir.ScalarKind.NUMBER)
    return ir.Anything(*base)


def _members(cursor: Cursor, values: list[Any]) -> list[ir.Member]:
    texts = _descriptions(cursor)
    members: dict[Any, ir.Member] = {}
    for index, value in enumerate(cursor.value["enum"]):
        if value is not None and value not in members:
            origin = f"{cursor.id}/enum/{index}"
            members[value] = ir.Member(value, texts.get(str(value), ""), origin)
    return list(members.values())


def _descriptions(cursor: Cursor) -> dict[str, str]:
    """A text per value, in the dialects that documents use: a map, or a list in the same order."""
    for key in ("x-enum-descriptions", "x-enumDescriptions", "x-enum-description"):
        texts = cursor.value.get(key)
        if isinstance(texts, dict):
            return {str(value): str(text) for value, text in texts.items()}
        if isinstance(texts, list):
            pairs = zip(cursor.value["enum"], texts, strict=False)
            return {str(value): str(text) for value, text in pairs}
    return {}
