"""Compare enums: their members, and enums with other types of the same values."""

from __future__ import annotations

from specpress import ir
from specpress.diff.changes import Direction, Edit
from specpress.diff.recorder import Recorder, Spot
from specpress.python.source_text import format_literal

BOOLEANS, STRINGS = (ir.ScalarKind.BOOLEAN,), (ir.ScalarKind.STRING,)
NUMBERS = (ir.ScalarKind.INTEGER, ir.ScalarKind.NUMBER)


def compare_kinds(old: ir.Type, new: ir.Type) -> str | None:
    """Return the action if one of two types is an enum or a constant; None for other pairs."""
    was, is_ = list_values(old), list_values(new)
    if was is None and is_ is None:
        return None
    if isinstance(new, ir.Enum) and isinstance(old, ir.Scalar):
        return "became-enum" if new.kind == old.kind else "type-changed"
    if isinstance(old, ir.Enum) and isinstance(new, ir.Scalar):
        return "enum-removed" if new.kind == old.kind else "type-changed"
    if isinstance(new, ir.Scalar):
        return "type-widened" if _includes(new, old) else None
    if isinstance(old, ir.Scalar):
        return "type-narrowed" if _includes(old, new) else None
    if was is None or is_ is None:
        return None
    if isinstance(old, ir.Const) and isinstance(new, ir.Enum) and was[0] in is_:
        return "type-widened"
    if isinstance(old, ir.Enum) and isinstance(new, ir.Const) and is_[0] in was:
        return "type-narrowed"
    return None


def _includes(scalar: ir.Scalar, constant: ir.Type) -> bool:
    """Return whether a constant is a value of a scalar."""
    assert isinstance(constant, ir.Const)
    kinds = {bool: BOOLEANS, int: NUMBERS, float: NUMBERS[1:], str: STRINGS}
    return scalar.kind in kinds.get(type(constant.value), ())


def list_values(schema: ir.Type) -> list[object] | None:
    """Return the values that an enum or a constant lists."""
    if isinstance(schema, ir.Enum):
        return [member.value for member in schema.members]
    return [schema.value] if isinstance(schema, ir.Const) else None


def compare_enums(recorder: Recorder, spot: Spot, old: ir.Enum, new: ir.Enum) -> None:
    """Compare two enums, of which values may be sent or received."""
    if old.kind != new.kind:
        recorder.add_at(spot, "type-changed", old=old.kind, new=new.kind)
        return
    with recorder.inside(old.id):
        _compare_members(recorder, spot, old, new)


def _compare_members(
    recorder: Recorder, spot: Spot, old: ir.Enum, new: ir.Enum
) -> None:
    old_python, new_python = recorder.pythons
    old_names, new_names = old_python.name_members(old), new_python.name_members(new)
    old_members = {str(m.value): m for m in old.members}
    new_members = {str(m.value): m for m in new.members}
    for value, member in old_members.items():
        place = _enter(recorder, spot, old, new, old_names[value])
        is_replaced = place.symbol == spot.symbol
        if is_replaced and spot.direction is Direction.RESPONSE:
            # The value has another class: that is a change of its own.
            continue
        if value not in new_members:
            place = place.at(_get_origin(member, old.id), new.id)
            text = format_literal(member.value)
            recorder.add_at(place, "enum-value-removed", old=text)
        elif old_names[value] != new_names[value] and not is_replaced:
            _add_renamed_member(recorder, place, old_names[value], new_names[value])
    for value, member in new_members.items():
        if value not in old_members:
            place = _enter(recorder, spot, old, new, new_names[value])
            place = place.at(old.id, _get_origin(member, new.id))
            recorder.add_at(place, "enum-value-added", new=format_literal(member.value))


def _enter(
    recorder: Recorder, spot: Spot, old: ir.Enum, new: ir.Enum, member: str
) -> Spot:
    """Return the spot of a member; that of the value, if its class is another one now."""
    symbol = recorder.find_class_symbol(old.id, new.id)
    if symbol is None:
        return spot.at(old.id, new.id)
    noun = f"`{symbol.rpartition('.')[2]}`"
    full = f"{symbol}.{member}"
    return Spot(spot.area, full, noun, spot.direction, old.id, new.id)


def _get_origin(member: ir.Member, enum_id: ir.TypeId) -> str:
    return member.origins[0] if member.origins else enum_id


def _add_renamed_member(recorder: Recorder, place: Spot, old: str, new: str) -> None:
    head = place.symbol.rpartition(".")[0]
    edit = Edit(place.symbol, f"{head}.{new}")
    recorder.add(
        "member-renamed", place.symbol, place.old, place.new, edit, old=old, new=new
    )
