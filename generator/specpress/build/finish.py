"""Finish: what can be said of types only when all are built: circles, and the way that a value goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from specpress import ir
from specpress.build import presets
from specpress.build.circles import circles
from specpress.build.types import TypeSpace

Types = dict[ir.TypeId, ir.Type]
Inside = Callable[[ir.Type], Iterable[ir.TypeId]]


def finish(
    space: TypeSpace,
    operations: Iterable[ir.Operation],
    webhooks: Iterable[ir.Webhook],
) -> Types:
    """The types of the space, each of which ends somewhere, with fields as required as their use allows."""
    space.settle()
    types = _ended(space.types)
    types |= _plain_texts(types)
    sent, received = _uses(operations, webhooks)
    types = presets.set_presets(types)
    going = _reached(types, sent, _inside)
    coming = _reached(types, received, _inside)
    types |= _told_files(types, coming - going - _reached(types, received, _also))
    return {
        type_id: _directed(made, type_id in going, type_id in coming)
        for type_id, made in types.items()
    }


# -- circles -----------------------------------------------------------------------------------


def _ended(types: Types) -> Types:
    """The types, none of which is nothing but itself again: a union is left without such a variant."""
    circle = circles(types, lambda type_id: _also(types[type_id]))
    return {
        type_id: _broken(made, [v for v in _also(made) if circle[v] != circle[type_id]])
        for type_id, made in types.items()
    }


def _broken(made: ir.Type, kept: list[ir.TypeId]) -> ir.Type:
    if len(kept) == len(_also(made)):
        return made
    if isinstance(made, ir.Union) and kept:
        return replace(made, variants=tuple(kept))
    return ir.Anything(made.id, made.naming, made.description, made.deprecated)


def _also(made: ir.Type) -> tuple[ir.TypeId, ...]:
    """What a type is under another name: behind an alias or null, or a variant of it."""
    match made:
        case ir.Alias(target=other) | ir.JsonText(content=other):
            return (other,)
        case ir.Nullable(inner=other):
            return (other,)
        case ir.Union(variants=variants):
            return variants
        case _:
            return ()


def _plain_texts(types: Types) -> Types:
    """The unions that hold JSON texts, with plain strings in their place: only its type tells a value of a union."""
    found: Types = {}
    for made in types.values():
        texts = _texts(made, types)
        for text in texts:
            base = ir.derived(text.id, "text"), text.naming, text.description, False
            found[base[0]] = ir.Scalar(*base, ir.ScalarKind.STRING)
        if isinstance(made, ir.Union) and texts:
            ids = {text.id: ir.derived(text.id, "text") for text in texts}
            kept = tuple(ids.get(v, v) for v in made.variants)
            found[made.id] = replace(made, variants=kept)
    return found


def _texts(made: ir.Type, types: Types) -> list[ir.JsonText]:
    variants = made.variants if isinstance(made, ir.Union) else ()
    return [t for v in variants if isinstance(t := types[v], ir.JsonText)]


# -- directions --------------------------------------------------------------------------------


def _uses(
    operations: Iterable[ir.Operation], webhooks: Iterable[ir.Webhook]
) -> tuple[set[ir.TypeId], set[ir.TypeId]]:
    """The types that a client sends, and those that it receives."""
    sent: set[ir.TypeId] = set()
    received: set[ir.TypeId] = set()
    for operation in operations:
        sent |= {body.type for body in operation.bodies if body.type}
        received |= {a.type for a in operation.answers if a.type}
        received |= {a.item for a in operation.answers if a.item}
    for webhook in webhooks:
        received |= {body.type for body in webhook.operation.bodies if body.type}
        sent |= {a.type for a in webhook.operation.answers if a.type}
    return sent, received


def _reached(types: Types, start: set[ir.TypeId], inside: Inside) -> set[ir.TypeId]:
    """All types inside some types."""
    found: set[ir.TypeId] = set()
    ahead = [*start]
    while ahead:
        current = ahead.pop()
        if current not in found:
            found.add(current)
            ahead.extend(inside(types[current]))
    return found


def _inside(made: ir.Type) -> Iterator[ir.TypeId]:
    match made:
        case ir.Array(item=inner) | ir.Map(value=inner) | ir.Nullable(inner=inner):
            yield inner
        case ir.Alias(target=inner) | ir.JsonText(content=inner):
            yield inner
        case ir.Tuple(items=items, rest=rest):
            yield from items
            yield from [rest] if rest else []
        case ir.Union(variants=variants):
            yield from variants
        case ir.Object(fields=fields, additional=additional):
            yield from (field.type for field in fields)
            if additional:
                yield additional


def _told_files(types: Types, inner: set[ir.TypeId]) -> Types:
    """The contents of files inside of what only comes: there they are text, as all that JSON can carry."""
    found = {type_id: types[type_id] for type_id in inner}
    return {
        type_id: replace(made, kind=ir.ScalarKind.STRING)
        for type_id, made in found.items()
        if isinstance(made, ir.Scalar) and made.kind is ir.ScalarKind.BINARY
    }


def _directed(made: ir.Type, going: bool, coming: bool) -> ir.Type:
    """A model that is sent need not have what only the server sets; one that comes, not what it hides."""
    if not isinstance(made, ir.Object):
        return made
    return replace(made, fields=tuple(_field(f, going, coming) for f in made.fields))


def _field(field: ir.Field, going: bool, coming: bool) -> ir.Field:
    absent = (field.read_only and going) or (field.write_only and coming)
    return replace(field, required=False) if field.required and absent else field
