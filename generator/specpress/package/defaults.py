"""Defaults of fields, and the members of enums, which may be defaults."""

from __future__ import annotations

from dataclasses import dataclass, replace

from specpress import ir
from specpress.python.expressions import (
    NONE,
    Import,
    PyExpression,
    PyLiteral,
    PyName,
)
from specpress.python.types import PythonTypes

ABSENT = PyName("ABSENT", Import("._runtime.codec.codec", "ABSENT"))


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member of an enum."""

    name: str
    """Name of the member."""
    value: str | int
    """Value in JSON."""
    text: str
    """Description of the value."""
    origins: tuple[str, ...]
    """Positions of the value in the document, as pointers."""


def get_default(
    python: PythonTypes, source: ir.Field, root: str
) -> PyExpression | None:
    """Return the default of a field of a root; None if the caller must pass a value.

    It is the only value of a constant; `ABSENT` if None is null, or if the server sets a required
    field; otherwise None.
    """
    constant = _get_constant(python, source, root)
    if constant is not None:
        return constant
    if source.read_only:
        return ABSENT if source.required else NONE
    if source.required or source.must_be_given:
        return None
    return ABSENT if python.accepts_null(source.type) else NONE


def _get_constant(
    python: PythonTypes, source: ir.Field, root: str
) -> PyExpression | None:
    """Return the value that a field always has: a constant, or the value of a discriminator.

    An optional property with one value is no constant if it may be a choice: a flag that is only
    sent as true, or an enum without a default, to which other values may be added.
    """
    is_fixed = source.required or source.has_default or source.preset is not None
    match python.resolve(source.type):
        case ir.Const(value=value) if value is not None:
            is_flag = isinstance(value, bool)
            return PyLiteral(value) if is_fixed or not is_flag else None
        case ir.Scalar() if source.preset is not None:
            return PyLiteral(source.preset)
        case ir.Enum() as enum if is_fixed:
            return _get_only_member(python, enum, source.preset, root)
        case _:
            return None


def _get_only_member(
    python: PythonTypes, enum: ir.Enum, preset: str | None, root: str
) -> PyName | None:
    """Return the only possible member of an enum as a default."""
    type_id = python.shared_schemas.get(enum.id, enum.id)
    owner = python.roots[type_id]
    values = [m.value for m in enum.members]
    value = values[0] if len(values) == 1 else preset
    # A default is evaluated when the module is loaded: importing models there could be a cycle.
    is_importable = owner == root or python.has_only_enums(owner)
    if value is None or not is_importable:
        return None
    class_name = python.get_class(type_id)
    member = build_members(python, enum)[values.index(value)]
    return replace(class_name, text=f"{class_name}.{member.name}")


def build_members(python: PythonTypes, schema: ir.Enum) -> list[MemberView]:
    """Return the members of an enum, in document order."""
    names = python.name_members(schema)
    return [
        MemberView(names[str(m.value)], m.value, m.description, m.origins)
        for m in schema.members
    ]
