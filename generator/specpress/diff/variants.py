"""Match the variants of two unions."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.python.types import PythonTypes


@dataclass(frozen=True, slots=True)
class VariantMatches:
    """The variants of two unions that correspond to each other, and the others."""

    pairs: list[tuple[ir.TypeId, ir.TypeId]]
    removed: list[ir.TypeId]
    added: list[ir.TypeId]


def match_variants(
    old_python: PythonTypes, new_python: PythonTypes, old: ir.Union, new: ir.Union
) -> VariantMatches:
    """Match variants by the value of the discriminator, by their names, else by their kinds."""
    pairs: dict[ir.TypeId, ir.TypeId] = {}
    rest = _list_variants(new_python, new)
    waiting = _list_variants(old_python, old)
    tagged = dict(new.mapping)

    def pair(variant: ir.TypeId, match: ir.TypeId | None) -> None:
        if match is not None:
            pairs[variant] = match
            waiting.remove(variant)
            rest.remove(match)

    for value, variant in old.mapping:
        if variant in waiting and tagged.get(value) in rest:
            pair(variant, tagged[value])
    by_type = {v: _describe_type(new_python, v) for v in new.variants}
    for variant in [*waiting]:
        text = _describe_type(old_python, variant)
        # Several variants may have one type, such as texts with other constraints.
        pair(variant, next((v for v in rest if by_type[v] == text), None))
    by_kind = {_describe_kind(new_python, v): v for v in reversed(rest)}
    for variant in [*waiting]:
        pair(variant, by_kind.pop(_describe_kind(old_python, variant), None))
    # Another variant of a type that both unions have changes nothing.
    old_types = {_describe_type(old_python, variant) for variant in pairs}
    new_types = {by_type[match] for match in pairs.values()}
    removed = [v for v in waiting if _describe_type(old_python, v) not in new_types]
    added = [v for v in rest if by_type[v] not in old_types]
    return VariantMatches([*pairs.items()], removed, added)


def find_variant(
    python: PythonTypes, schema: ir.Type, union_python: PythonTypes, union: ir.Union
) -> ir.TypeId | None:
    """Return the variant of a union in one package that corresponds to a type in the other one."""
    expected = python.format_type(schema.id)
    variants = {v: union_python.plain(v) for v in union.variants}
    for variant, plain in variants.items():
        if plain is not union and union_python.format_type(plain.id) == expected:
            return variant
    if not isinstance(schema, ir.Object) or not schema.fields:
        return None
    objects = {v: p for v, p in variants.items() if isinstance(p, ir.Object)}
    for includes in (_has_same_fields, _has_all_fields):
        for variant, plain in objects.items():
            if includes(plain, schema):
                return variant
    return None


def _has_same_fields(variant: ir.Object, schema: ir.Object) -> bool:
    return _list_fields(variant) == _list_fields(schema)


def _has_all_fields(variant: ir.Object, schema: ir.Object) -> bool:
    return _list_fields(variant) >= _list_fields(schema)


def _list_fields(schema: ir.Object) -> set[str]:
    return {field.wire for field in schema.fields}


def _list_variants(python: PythonTypes, union: ir.Union) -> list[ir.TypeId]:
    """Return the variants besides null."""
    variants = dict.fromkeys(union.variants)
    return [v for v in variants if not _is_null(python.resolve(v))]


def _is_null(schema: ir.Type) -> bool:
    return isinstance(schema, ir.Const) and schema.value is None


def _describe_type(python: PythonTypes, variant: ir.TypeId) -> str:
    return python.format_type(python.plain(variant).id)


def _describe_kind(python: PythonTypes, variant: ir.TypeId) -> str:
    """Return the kind of a variant; that of a class includes its name, unless it is inline."""
    schema = python.plain(variant)
    if isinstance(schema, (ir.Object, ir.Enum)):
        is_named = ir.is_component(schema.id)
        name = python.format_type(schema.id) if is_named else ""
        return f"{type(schema).__name__} {name}"
    if isinstance(schema, (ir.Scalar, ir.Const)):
        return python.format_type(schema.id)
    return type(schema).__name__
