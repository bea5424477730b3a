"""Default values of discriminator properties, for models that only one value selects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specpress import ir

Types = dict[ir.TypeId, ir.Type]


def set_discriminator_defaults(types: Types) -> Types:
    """Return the types, with a preset for each discriminator that can have one value."""
    values_of: dict[tuple[ir.TypeId, str], set[str]] = {}
    for type_ in types.values():
        if isinstance(type_, ir.Union) and type_.discriminator is not None:
            for value, variant in type_.mapping:
                # The default variant also accepts all values that are not mapped.
                if variant != type_.default_variant:
                    key = _get_model(types, variant), type_.discriminator
                    values_of.setdefault(key, set()).add(value)
    only = {key: values.pop() for key, values in values_of.items() if len(values) == 1}
    result = dict(types)
    for (model_id, name), value in only.items():
        model = result[model_id]
        if isinstance(model, ir.Object):
            fields = tuple(_set_default(types, f, name, value) for f in model.fields)
            result[model_id] = replace(model, fields=fields)
    return result


def _get_model(types: Types, type_id: ir.TypeId) -> ir.TypeId:
    """Return the type behind aliases and nullables."""
    return [*_get_chain(types, type_id)][-1]


def _get_chain(types: Types, type_id: ir.TypeId) -> Iterator[ir.TypeId]:
    while True:
        yield type_id
        match types[type_id]:
            case ir.Alias(target=inner) | ir.Nullable(inner=inner):
                type_id = inner
            case _:
                return


def _set_default(types: Types, field: ir.Field, name: str, value: str) -> ir.Field:
    """Set the preset of the discriminator field if its type accepts the value."""
    if field.wire != name:
        return field
    type_ = types[_get_model(types, field.type)]
    is_string = isinstance(type_, ir.Scalar) and type_.kind is ir.ScalarKind.STRING
    is_member = isinstance(type_, ir.Enum) and any(
        m.value == value for m in type_.members
    )
    return replace(field, preset=value) if is_string or is_member else field
