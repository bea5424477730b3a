"""Presets: takes all types, gives the models a value for the property by which a discriminator means them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specpress import ir

Types = dict[ir.TypeId, ir.Type]


def set_presets(types: Types) -> Types:
    """The types, where each field that must have one certain value has it preset."""
    meant: dict[tuple[ir.TypeId, str], set[str]] = {}
    for made in types.values():
        if isinstance(made, ir.Union) and made.discriminator is not None:
            told = (m for m in made.mapping if m[1] != made.otherwise)
            for value, variant in told:
                key = _model(types, variant), made.discriminator
                meant.setdefault(key, set()).add(value)
    certain = {key: values.pop() for key, values in meant.items() if len(values) == 1}
    found = dict(types)
    for (model, name), value in certain.items():
        made = found[model]
        if isinstance(made, ir.Object):
            fields = tuple(_preset(types, f, name, value) for f in made.fields)
            found[model] = replace(made, fields=fields)
    return found


def _model(types: Types, type_id: ir.TypeId) -> ir.TypeId:
    """The type behind other names and null."""
    return [*_chain(types, type_id)][-1]


def _chain(types: Types, type_id: ir.TypeId) -> Iterator[ir.TypeId]:
    while True:
        yield type_id
        match types[type_id]:
            case ir.Alias(target=inner) | ir.Nullable(inner=inner):
                type_id = inner
            case _:
                return


def _preset(types: Types, field: ir.Field, name: str, value: str) -> ir.Field:
    """A field that is always sent and can be any text, or an enum, is preset."""
    if field.wire != name or not field.required:
        return field
    made = types[_model(types, field.type)]
    text = isinstance(made, ir.Scalar) and made.kind is ir.ScalarKind.STRING
    listed = isinstance(made, ir.Enum) and any(m.value == value for m in made.members)
    return replace(field, preset=value) if text or listed else field
