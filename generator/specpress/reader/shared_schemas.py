"""Identical inline schemas of one property or parameter name, which share one class.

The class is that of a component with this name if one is equal, or else is named after the property
or parameter. Schemas with different names share nothing: no class is named after an unrelated schema.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from specpress import ir
from specpress.document.pointers import unescape_step
from specpress.schema.table import KEYWORDS, Entry

Types = dict[ir.TypeId, ir.Type]
Key = tuple[str, ...]
# Sections of components that give a name to a schema.
NAMED_SECTIONS = ("schemas", "parameters", "headers")
# Keys of mappings with named schemas.
HOLDERS = {"headers"} | {n for n, k in KEYWORDS.items() if k.entries is Entry.KEY}


@dataclass(frozen=True, slots=True)
class SharedSchemas:
    """The types that share a class with an identical one."""

    classes: dict[ir.TypeId, ir.TypeId]
    """The type whose class each other one shares."""
    keys: dict[ir.TypeId, Key]
    """The common steps of the schemas of a class: a property or parameter, and steps inside it."""


def find_shared_schemas(
    types: Types, excluded: Collection[ir.TypeId] = ()
) -> SharedSchemas:
    """Return the inline schemas that share a class with a component or with each other."""
    structures, groups = _Structures(types), dict[Hashable, list[ir.Type]]()
    keys = {
        type_.id: key
        for type_ in types.values()
        if _has_meaning(type_)
        and (key := _find_key(type_))
        and ir.schema_id(type_.id) not in excluded
    }
    names = {i: (_normalize(key), *_outline(types[i])) for i, key in keys.items()}
    counts = Counter(names.values())
    for type_id, name in names.items():
        # Numbering a structure visits all types inside it, and most differ in their outlines.
        if counts[name] > 1:
            type_ = types[type_id]
            structures.number_uses(type_)
            structure = structures.number_structure(_without_text(type_, keys[type_id]))
            groups.setdefault((structure, name), []).append(type_)
    shared = SharedSchemas({}, {})
    for group in groups.values():
        if len(group) == 1:
            continue
        first, *others = sorted(group, key=_get_prominence)
        inline = [t for t in others if not _is_in_component(t)]
        shared.classes.update({type_.id: first.id for type_ in inline})
        if inline and not _is_in_component(first):
            shared.keys[first.id] = keys[first.id]
    return shared


def _has_meaning(type_: ir.Type) -> bool:
    """Return whether a type has a class with more content than one number.

    The same number often has another meaning in another schema.
    """
    if type(type_) is not ir.Enum:
        return type(type_) in (ir.Object, ir.Union)
    values = [member.value for member in type_.members]
    return len(values) > 1 or not all(isinstance(v, int) for v in values)


def _outline(type_: ir.Type) -> tuple[Hashable, ...]:
    """Return facts that are equal for types with equal structures."""
    match type_:
        case ir.Object(fields=fields):
            names = frozenset(field.wire for field in fields)
            return "object", type_.description, names
        case ir.Enum(members=members):
            return "enum", frozenset(member.value for member in members)
        case ir.Union(variants=variants):
            return "union", type_.description, len(variants)
        case _:
            return (type_.id,)


def _is_in_component(type_: ir.Type) -> bool:
    """Return whether a type is a component, or that component without null."""
    return ir.is_component(ir.schema_id(type_.id))


@lru_cache(4096)
def _normalize(key: Key) -> Key:
    return tuple("".join(filter(str.isalnum, step)).casefold() or step for step in key)


def _without_text(type_: ir.Type, key: Key) -> ir.Type:
    """Return an enum without its description if the property or parameter has it, too."""
    is_described = (
        isinstance(type_, ir.Enum) and type_.description != "" and len(key) == 1
    )
    return replace(type_, description="") if is_described else type_


def _find_key(type_: ir.Type) -> Key:
    """Return the name of a component, or the steps from the last property or parameter to a schema.

    Empty for bodies and responses, whose names say nothing about them.
    """
    root, steps = type_.naming.root, type_.naming.steps
    pointer = ir.schema_id(type_.id).partition("#")[2]
    parts = [unescape_step(part) for part in pointer.split("/")[1:]]
    for index in reversed(range(len(parts) - 1)):
        if parts[index] in HOLDERS and parts[index + 1] in steps:
            last = max(i for i, step in enumerate(steps) if step == parts[index + 1])
            return steps[last:]
    if parts[:1] == ["components"]:
        is_named = parts[1] in NAMED_SECTIONS and (parts[1] != "schemas" or not steps)
        return (root, *steps) if is_named else ()
    is_operation = parts[:1] in (["paths"], ["webhooks"])
    return steps if is_operation and "parameters" in parts else ()


def _get_prominence(type_: ir.Type) -> tuple[bool, int, str]:
    """Return a sort key: components first, then the shortest name."""
    name = " ".join((type_.naming.root, *type_.naming.steps))
    return not _is_in_component(type_), len(name), type_.id


@dataclass(slots=True)
class _Structures:
    """Numbers the structures of types: equal for types that differ only in id and naming."""

    types: Types
    numbers: dict[Hashable, int] = field(default_factory=dict)
    uses: dict[ir.TypeId, int] = field(default_factory=dict)

    def number_uses(self, root: ir.Type) -> None:
        """Number the types inside a type where others use them, the innermost first.

        Components are only equal to themselves, and so are recursive types: the number is assigned
        before their structure is visited.
        """
        # An explicit stack: schemas in files of their own can form chains of any length. A type is
        # on it a second time, as complete, below the types inside it.
        stack = [(type_id, False) for type_id in _list_uses(root)]
        while stack:
            type_id, is_complete = stack.pop()
            type_ = self.types[type_id]
            if is_complete:
                self.uses[type_id] = self.number_structure(type_)
            elif type_id not in self.uses:
                self.uses[type_id] = self._number(type_id)
                if not ir.is_component(type_id):
                    stack.append((type_id, True))
                    stack += [(other, False) for other in _list_uses(type_)]

    def number_structure(self, type_: ir.Type) -> int:
        """Return the number of the structure of a type."""
        head = type(type_).__name__, type_.description, type_.deprecated
        return self._number((*head, *self._get_parts(type_)))

    def _get_parts(self, type_: ir.Type) -> tuple[Hashable, ...]:
        match type_:
            case ir.Object(fields=fields, additional=additional):
                extra = None if additional is None else self.uses[additional]
                # Objects are equal whatever the order of their properties.
                by_name = sorted(fields, key=lambda field: field.wire)
                return extra, type_.is_open, *map(self._get_field_parts, by_name)
            case ir.Enum(kind=kind, members=members):
                parts = [(m.value, m.description, m.name or "") for m in members]
                return kind, *sorted(parts)
            case ir.Union():
                entries = (*type_.mapping, *type_.names)
                mapping = tuple((value, self.uses[t]) for value, t in entries)
                default = type_.default_variant and self.uses[type_.default_variant]
                variants = map(self.uses.__getitem__, type_.variants)
                head = type_.discriminator, type_.is_conditional
                return *head, mapping, default, *variants
            case ir.Scalar(kind=kind):
                return (kind,)
            case ir.Const(value=value):
                return type(value).__name__, value
            case ir.Tuple(items=items, rest=rest):
                return rest and self.uses[rest], *map(self.uses.__getitem__, items)
            case ir.Anything():
                return ()
            case _:
                return (self.uses[_get_inner(type_)],)

    def _get_field_parts(self, source: ir.Field) -> Hashable:
        return (
            source.wire,
            source.required,
            source.description,
            source.deprecated,
            source.read_only,
            source.write_only,
            source.has_default,
            source.notes,
            source.preset,
            source.must_be_given,
            source.availability,
            self.uses[source.type],
        )

    def _number(self, structure: Hashable) -> int:
        return self.numbers.setdefault(structure, len(self.numbers))


def _list_uses(type_: ir.Type) -> list[ir.TypeId]:
    """Return the types that a type uses, the last one first."""
    inner = [*ir.get_inner_types(type_)]
    if isinstance(type_, ir.Union):
        inner += [type_id for _, type_id in (*type_.mapping, *type_.names)]
        inner += [type_.default_variant] if type_.default_variant else []
    return inner[::-1]


def _get_inner(
    type_: ir.Array | ir.Map | ir.Nullable | ir.Alias | ir.JsonText,
) -> ir.TypeId:
    match type_:
        case ir.Array(item=inner) | ir.Map(value=inner) | ir.Nullable(inner=inner):
            return inner
        case ir.Alias(target=inner) | ir.JsonText(content=inner):
            return inner
