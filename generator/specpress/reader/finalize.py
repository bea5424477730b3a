"""Finalize the types: break cycles of aliases, replace binary data inside of JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from specpress import ir
from specpress.document.media_types import is_multipart
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
    sent_roots, received_roots = _get_uses(operations, webhooks)
    types = set_discriminator_defaults(types)
    # A body or a part can be a file; binary data inside of JSON, or in a parameter, is a string.
    bodies = get_reachable(types, sent_roots | received_roots, get_equivalents)
    parts = get_reachable(types, _get_parts(operations, types), get_equivalents)
    return types | _replace_binary(types, types.keys() - bodies - parts)


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


def _get_uses(
    operations: Iterable[ir.Operation], webhooks: Iterable[ir.Webhook]
) -> tuple[set[ir.TypeId], set[ir.TypeId]]:
    """Return the types of the bodies that a client sends, and of those that it receives."""
    sent: set[ir.TypeId] = set()
    received: set[ir.TypeId] = set()
    for operation in operations:
        sent |= {body.type for body in operation.bodies if body.type}
        received |= {r.type for r in operation.responses if r.type}
        received |= {r.item for r in operation.responses if r.item}
    for webhook in webhooks:
        received |= {body.type for body in webhook.operation.bodies if body.type}
        sent |= {r.type for r in webhook.operation.responses if r.type}
    return sent, received


def _get_parts(operations: Iterable[ir.Operation], types: Types) -> set[ir.TypeId]:
    """Return the types of the parts of multipart bodies, and those of the items of lists."""
    bodies = [body for operation in operations for body in operation.bodies]
    roots = {b.type for b in bodies if b.type and is_multipart(b.media_type)}
    whole = get_reachable(types, roots, get_equivalents)
    parts = {part for root in whole for part in ir.get_inner_types(types[root])}
    equivalents = get_reachable(types, parts, get_equivalents)
    arrays = [t for e in equivalents if isinstance(t := types[e], ir.Array)]
    return parts | {array.item for array in arrays}


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


def _replace_binary(types: Types, nested: set[ir.TypeId]) -> Types:
    """Return the binary scalars among types that are never files, as strings."""
    return {
        type_id: replace(type_, kind=ir.ScalarKind.STRING)
        for type_id, type_ in types.items()
        if type(type_) is ir.Scalar
        and type_.kind is ir.ScalarKind.BINARY
        and type_id in nested
    }
