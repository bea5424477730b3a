"""Default values of discriminator properties, for models that only one value selects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specpress import ir

Types = dict[ir.TypeId, ir.Type]


def set_discriminator_defaults(types: Types) -> Types:
    """Return the types, with a preset for each discriminator that can have one value.

    If several values select a model, a caller must pass one of them.
    """
    values_of: dict[tuple[ir.TypeId, str], set[str]] = {}
    for type_ in types.values():
        if type(type_) is ir.Union and type_.discriminator is not None:
            for value, variant in type_.mapping:
                # The default variant also accepts all values that are not mapped.
                if variant != type_.default_variant:
                    key = _get_model(types, variant), type_.discriminator
                    values_of.setdefault(key, set()).add(value)
    result = dict(types)
    for (model_id, name), values in values_of.items():
        model = result[model_id]
        if isinstance(model, ir.Object):
            fields = tuple(
                _set_default(types, field, values) if field.wire == name else field
                for field in model.fields
            )
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


def _set_default(types: Types, field: ir.Field, values: set[str]) -> ir.Field:
    """Set the preset of a discriminator field if its type accepts the only value."""
    if len(values) > 1:
        return replace(field, must_be_given=True)
    (value,) = values
    type_ = types[_get_model(types, field.type)]
    is_string = isinstance(type_, ir.Scalar) and type_.kind is ir.ScalarKind.STRING
    is_member = isinstance(type_, ir.Enum) and any(
        m.value == value for m in type_.members
    )
    return replace(field, preset=value) if is_string or is_member else field
