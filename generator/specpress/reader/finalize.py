"""Finalize the types: break cycles of aliases, replace binary data inside of JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from specpress import ir
from specpress.document.media_types import is_json, is_multipart
from specpress.reader.cycles import find_cycles
from specpress.reader.discriminator_defaults import set_discriminator_defaults
from specpress.reader.type_base import TypeBase
from specpress.reader.types import TypeSpace

Types = dict[ir.TypeId, ir.Type]
Children = Callable[[ir.Type], Iterable[ir.TypeId]]


def finalize_types(
    space: TypeSpace,
    operations: Iterable[ir.Operation],
    webhooks: Iterable[ir.Webhook],
) -> Types:
    """Break alias cycles, set discriminator defaults and replace binary data inside of JSON."""
    space.build_pending()
    types = _break_cycles(space.types)
    types |= _replace_json_text_variants(types)
    types = set_discriminator_defaults(types)
    return types | _replace_binary(types, operations, webhooks)


# -- cycles ------------------------------------------------------------------------------------


def _break_cycles(types: Types) -> Types:
    """Replace types that are only aliases of themselves; remove such variants from unions."""
    edges = {
        type_id: equivalents
        for type_id, type_ in types.items()
        if (equivalents := get_equivalents(type_))
    }
    cycles = find_cycles(edges, lambda type_id: edges.get(type_id, ()))
    changed: Types = {}
    for type_id, equivalents in edges.items():
        acyclic = [other for other in equivalents if cycles[other] != cycles[type_id]]
        if len(acyclic) < len(equivalents):
            changed[type_id] = _keep_equivalents(types[type_id], acyclic)
    return types | changed


def _keep_equivalents(type_: ir.Type, acyclic: list[ir.TypeId]) -> ir.Type:
    if isinstance(type_, ir.Union) and acyclic:
        return replace(type_, variants=tuple(acyclic))
    return ir.Anything(type_.id, type_.naming, type_.description, type_.deprecated)


def get_equivalents(type_: ir.Type) -> tuple[ir.TypeId, ...]:
    """Return the types that a value of this type may have without any nesting."""
    match type_:
        case ir.Alias(target=other) | ir.JsonText(content=other):
            return (other,)
        case ir.Nullable(inner=other):
            return (other,)
        case ir.Union(variants=variants):
            return variants
        case _:
            return ()


def _replace_json_text_variants(types: Types) -> Types:
    """Return the unions with JSON text variants, these replaced by strings.

    The variant of a decoded value is selected by its Python type, and the content of a JSON text
    could have any.
    """
    replaced: Types = {}
    for type_ in types.values():
        if type(type_) is not ir.Union:
            continue
        json_texts = _get_json_text_variants(type_, types)
        for variant in json_texts:
            type_id = ir.derive_id(variant.id, "text")
            base = TypeBase(type_id, variant.naming, variant.description)
            replaced[type_id] = base.build(ir.Scalar, ir.ScalarKind.STRING)
        if json_texts:
            strings = {
                variant.id: ir.derive_id(variant.id, "text") for variant in json_texts
            }
            variants = tuple(strings.get(v, v) for v in type_.variants)
            replaced[type_.id] = replace(type_, variants=variants)
    return replaced


def _get_json_text_variants(union: ir.Union, types: Types) -> list[ir.JsonText]:
    return [t for v in union.variants if isinstance(t := types[v], ir.JsonText)]


# -- directions --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Bodies:
    """The types of bodies and responses."""

    whole: set[ir.TypeId]
    """Content in one piece, in any format."""
    multipart: set[ir.TypeId]
    """Content with parts."""
    json: set[ir.TypeId]
    """Content in JSON."""


def _get_bodies(
    operations: Iterable[ir.Operation], webhooks: Iterable[ir.Webhook]
) -> _Bodies:
    """Return the types of the bodies that a client sends or receives."""
    bodies = _Bodies(set(), set(), set())
    for operation in (*operations, *(webhook.operation for webhook in webhooks)):
        for body in operation.bodies:
            target = bodies.multipart if is_multipart(body.media_type) else bodies.whole
            target |= {body.type} if body.type else set()
        contents = [(b.media_type, b.type) for b in operation.bodies]
        contents += [(r.media_type or "", r.type) for r in operation.responses]
        bodies.json.update(t for media, t in contents if t and is_json(media))
        bodies.whole.update(r.type for r in operation.responses if r.type)
        bodies.whole.update(r.item for r in operation.responses if r.item)
    return bodies


def _get_part_holders(types: Types, multipart: set[ir.TypeId]) -> set[ir.TypeId]:
    """Return the types whose inner types are parts: multipart bodies, and arrays of parts."""
    whole = get_reachable(types, multipart, get_equivalents)
    parts = _get_values(types, whole)
    return whole | {part for part in parts if isinstance(types[part], ir.Array)}


def _get_values(types: Types, containers: Iterable[ir.TypeId]) -> set[ir.TypeId]:
    """Return the types of the values inside of objects, arrays and maps."""
    inner = {
        value
        for container in containers
        if not get_equivalents(types[container])
        for value in ir.get_inner_types(types[container])
    }
    return get_reachable(types, inner, get_equivalents)


def get_reachable(
    types: Types, roots: set[ir.TypeId], get_children: Children
) -> set[ir.TypeId]:
    reachable: set[ir.TypeId] = set()
    pending = [*roots]
    while pending:
        current = pending.pop()
        if current not in reachable:
            reachable.add(current)
            pending.extend(get_children(types[current]))
    return reachable


def _replace_binary(
    types: Types, operations: Iterable[ir.Operation], webhooks: Iterable[ir.Webhook]
) -> Types:
    """Return the binary scalars that are strings, or files in one place and strings in another.

    A body or a part can be a file; binary data inside of JSON, or in a parameter, is a string.
    """
    bodies = _get_bodies(operations, webhooks)
    roots = bodies.whole | bodies.multipart
    holders = _get_part_holders(types, bodies.multipart)
    parts = _get_values(types, holders)
    files = get_reachable(types, roots, get_equivalents) | parts
    objects = {part for part in parts if isinstance(types[part], (ir.Object, ir.Map))}
    in_json = bodies.whole | (types.keys() - holders) | objects
    texts = _get_values(types, get_reachable(types, in_json, ir.get_inner_types))
    # The content in JSON is a file only if all of it is binary, without another variant.
    equivalents = get_reachable(types, bodies.json, get_equivalents)
    unions = [types[e] for e in equivalents if isinstance(types[e], ir.Union)]
    variants = {v for union in unions for v in get_equivalents(union)}
    texts |= get_reachable(types, variants, get_equivalents)
    return {
        type_id: _replace_kind(type_, type_id in files, type_id in texts)
        for type_id, type_ in types.items()
        if isinstance(type_, ir.Scalar) and type_.kind is ir.ScalarKind.BINARY
    }


def _replace_kind(scalar: ir.Scalar, is_file: bool, is_text: bool) -> ir.Scalar:
    if is_file:
        return replace(scalar, is_also_text=is_text)
    return replace(scalar, kind=ir.ScalarKind.STRING)
