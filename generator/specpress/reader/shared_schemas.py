"""Identical schemas inside of components, which share one class.

The choice of the class may change with the document, but no name does: the others become aliases.
Bodies and parameters of operations never share a class with each other, so that a signature
depends on its operation only.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass, field

from specpress import ir

Types = dict[ir.TypeId, ir.Type]


def find_shared_schemas(
    types: Types, excluded: Collection[ir.TypeId] = ()
) -> dict[ir.TypeId, ir.TypeId]:
    """Map each type that duplicates another one to the type whose class it shares."""
    structures, groups = _Structures(types), dict[int, list[ir.Type]]()
    for type_id in filter(_is_inside_components, types):
        # Types are listed after the types inside them, so this recursion stays shallow.
        structures.number_use(type_id)
    for type_ in types.values():
        has_class = isinstance(type_, (ir.Object, ir.Enum, ir.Union))
        if (
            has_class
            and _is_inside_components(type_.id)
            and ir.schema_id(type_.id) not in excluded
        ):
            groups.setdefault(structures.number_structure(type_), []).append(type_)
    return {
        type_.id: first.id
        for group in groups.values()
        for first in [min(group, key=_get_prominence)]
        for type_ in group
        if type_ is not first and not ir.is_component(ir.schema_id(type_.id))
    }


def _is_inside_components(type_id: ir.TypeId) -> bool:
    return type_id.partition("#")[2].startswith("/components/schemas/")


def _get_prominence(type_: ir.Type) -> tuple[bool, int, str]:
    """Return a sort key: components first, then the shortest name."""
    name = " ".join((type_.naming.root, *type_.naming.steps))
    return not ir.is_component(ir.schema_id(type_.id)), len(name), type_.id


@dataclass(slots=True)
class _Structures:
    """Numbers the structures of types: equal for types that differ only in id and naming."""

    types: Types
    numbers: dict[Hashable, int] = field(default_factory=dict)
    uses: dict[ir.TypeId, int] = field(default_factory=dict)

    def number_use(self, type_id: ir.TypeId) -> int:
        """Return the number of a type where another type uses it.

        Components are only equal to themselves, and so are recursive types: the number is assigned
        before their structure is visited.
        """
        if type_id not in self.uses:
            self.uses[type_id] = self._number(type_id)
            if not ir.is_component(type_id):
                self.uses[type_id] = self.number_structure(self.types[type_id])
        return self.uses[type_id]

    def number_structure(self, type_: ir.Type) -> int:
        """Return the number of the structure of a type."""
        head = type(type_).__name__, type_.description, type_.deprecated
        return self._number((*head, *self._get_parts(type_)))

    def _get_parts(self, type_: ir.Type) -> tuple[Hashable, ...]:
        match type_:
            case ir.Object(fields=fields, additional=additional):
                extra = None if additional is None else self.number_use(additional)
                return (extra, *map(self._get_field_parts, fields))
            case ir.Enum(kind=kind, members=members):
                return kind, *((m.value, m.description, m.name) for m in members)
            case ir.Union():
                mapping = tuple(
                    (value, self.number_use(t)) for value, t in type_.mapping
                )
                default = type_.default_variant and self.number_use(
                    type_.default_variant
                )
                variants = map(self.number_use, type_.variants)
                return type_.discriminator, mapping, default, *variants
            case ir.Scalar(kind=kind):
                return (kind,)
            case ir.Const(value=value):
                return type(value).__name__, value
            case ir.Tuple(items=items, rest=rest):
                return rest and self.number_use(rest), *map(self.number_use, items)
            case ir.Anything():
                return ()
            case _:
                return (self.number_use(_get_inner(type_)),)

    def _get_field_parts(self, source: ir.Field) -> Hashable:
        return (
            source.wire,
            source.required,
            source.description,
            source.deprecated,
            source.read_only,
            source.write_only,
            source.notes,
            source.preset,
            source.availability,
            self.number_use(source.type),
        )

    def _number(self, structure: Hashable) -> int:
        return self.numbers.setdefault(structure, len(self.numbers))


def _get_inner(
    type_: ir.Array | ir.Map | ir.Nullable | ir.Alias | ir.JsonText,
) -> ir.TypeId:
    match type_:
        case ir.Array(item=inner) | ir.Map(value=inner) | ir.Nullable(inner=inner):
            return inner
        case ir.Alias(target=inner) | ir.JsonText(content=inner):
            return inner
