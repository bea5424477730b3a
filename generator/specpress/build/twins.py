"""Twins: schemas inside of components that say the same, word for word: one class is enough for them.

Which one that is may change with the document, but no name does: each of the others stays another name
of it. What an operation sends or answers has no twin, for its signature speaks of itself.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass, field

from specpress import ir

Types = dict[ir.TypeId, ir.Type]


def twins(types: Types, apart: Collection[ir.TypeId] = ()) -> dict[ir.TypeId, ir.TypeId]:
    """For each type that needs no class of its own, the one whose class it shares; schemas `apart` share none."""
    meanings, groups = _Meanings(types), dict[int, list[ir.Type]]()
    for type_id in types:
        # What is inside of others is built before them: no way down is long.
        meanings.outer(type_id)
    for made in types.values():
        shared = isinstance(made, (ir.Object, ir.Enum, ir.Union))
        if shared and _is_inside_components(made.id) and ir.place(made.id) not in apart:
            groups.setdefault(meanings.inner(made), []).append(made)
    return {
        made.id: first.id
        for group in groups.values()
        for first in [min(group, key=_prominence)]
        for made in group
        if made is not first and not ir.is_component(ir.place(made.id))
    }


def _is_inside_components(type_id: ir.TypeId) -> bool:
    return type_id.partition("#")[2].startswith("/components/schemas/")


def _prominence(made: ir.Type) -> tuple[bool, int, str]:
    """A component goes first, then what has the shortest name."""
    words = " ".join((made.naming.root, *made.naming.steps))
    return not ir.is_component(ir.place(made.id)), len(words), made.id


@dataclass(slots=True)
class _Meanings:
    """Gives types that say the same the same number; where they stand, and their names, are no matter."""

    types: Types
    numbers: dict[Hashable, int] = field(default_factory=dict)
    known: dict[ir.TypeId, int] = field(default_factory=dict)

    def outer(self, type_id: ir.TypeId) -> int:
        """The meaning of a type where it is used: a component is itself, and so is what leads back to itself."""
        if type_id not in self.known:
            self.known[type_id] = self._number(type_id)
            if not ir.is_component(type_id):
                self.known[type_id] = self.inner(self.types[type_id])
        return self.known[type_id]

    def inner(self, made: ir.Type) -> int:
        """The meaning of what a type is made of."""
        said = type(made).__name__, made.description, made.deprecated
        return self._number((*said, *self._parts(made)))

    def _parts(self, made: ir.Type) -> tuple[Hashable, ...]:
        match made:
            case ir.Object(fields=fields, additional=additional):
                free = None if additional is None else self.outer(additional)
                return (free, *map(self._field, fields))
            case ir.Enum(kind=kind, members=members):
                return kind, *((m.value, m.description, m.name) for m in members)
            case ir.Union():
                told = tuple((value, self.outer(t)) for value, t in made.mapping)
                other = made.otherwise and self.outer(made.otherwise)
                variants = map(self.outer, made.variants)
                return made.discriminator, told, other, *variants
            case ir.Scalar(kind=kind):
                return (kind,)
            case ir.Const(value=value):
                return type(value).__name__, value
            case ir.Tuple(items=items, rest=rest):
                return rest and self.outer(rest), *map(self.outer, items)
            case ir.Anything():
                return ()
            case _:
                return (self.outer(_next(made)),)

    def _field(self, source: ir.Field) -> Hashable:
        said = source.wire, source.required, source.description, source.deprecated
        told = source.notes, source.preset, source.availability
        more = source.read_only, source.write_only, *told
        return *said, *more, self.outer(source.type)

    def _number(self, meaning: Hashable) -> int:
        return self.numbers.setdefault(meaning, len(self.numbers))


def _next(made: ir.Array | ir.Map | ir.Nullable | ir.Alias | ir.JsonText) -> ir.TypeId:
    match made:
        case ir.Array(item=found) | ir.Map(value=found) | ir.Nullable(inner=found):
            return found
        case ir.Alias(target=found) | ir.JsonText(content=found):
            return found
