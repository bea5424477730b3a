"""Compare two documents: all parts of their packages, and the methods that each change affects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from specpress import ir
from specpress.diff.changes import Change, Comparison
from specpress.diff.classes import compare_classes, compare_exceptions, compare_headers
from specpress.diff.clients import (
    compare_credentials,
    compare_servers,
    compare_webhooks,
)
from specpress.diff.objects import ObjectComparer
from specpress.diff.operations import OperationComparer, name_method
from specpress.diff.recorder import Recorder
from specpress.diff.sides import Side


def compare_sides(old: Side, new: Side) -> Comparison:
    """Return the changes between two documents."""
    recorder = Recorder(old, new)
    objects = ObjectComparer(recorder)
    OperationComparer(recorder, objects).compare()
    compare_webhooks(recorder, objects.values)
    compare_credentials(recorder)
    compare_servers(recorder)
    compare_headers(recorder)
    compare_exceptions(recorder)
    compare_classes(recorder, objects.values.classes)
    return Comparison(old.name, new.name, _add_uses(recorder))


def _add_uses(recorder: Recorder) -> tuple[Change, ...]:
    """Return the changes with the methods that transfer the changed models."""
    owners = {o for ids in recorder.owners.values() for o in ids}
    uses = _list_uses(recorder.old, owners)
    changes = []
    for key, change in recorder.changes.items():
        methods = {m for o in recorder.owners.get(key, ()) for m in uses.get(o, ())}
        changes.append(replace(change, uses=tuple(sorted(methods))))
    return tuple(changes)


def _list_uses(side: Side, owners: set[ir.TypeId]) -> Mapping[ir.TypeId, set[str]]:
    """Return the methods whose values contain each type."""
    if not owners:
        return {}
    parents: dict[ir.TypeId, set[ir.TypeId]] = {}
    for type_id, schema in side.api.types.items():
        for inner in ir.get_inner_types(schema):
            parents.setdefault(inner, set()).add(type_id)
    roots: dict[ir.TypeId, set[str]] = {}
    for methods in side.methods.values():
        resource, method = methods[0]
        for type_id in _list_roots(method.source):
            roots.setdefault(type_id, set()).add(name_method(resource, method))
    return {owner: _find_methods(owner, parents, roots) for owner in owners}


def _list_roots(source: ir.Operation) -> set[ir.TypeId]:
    """Return the types that an operation refers to directly."""
    types = {p.type for p in source.parameters}
    types |= {body.type for body in source.bodies if body.type}
    types |= {t for r in source.responses for t in (r.type, r.item) if t}
    return types


def _find_methods(
    owner: ir.TypeId,
    parents: Mapping[ir.TypeId, set[ir.TypeId]],
    roots: Mapping[ir.TypeId, set[str]],
) -> set[str]:
    methods: set[str] = set()
    seen, pending = {owner}, [owner]
    while pending:
        current = pending.pop()
        methods |= roots.get(current, set())
        new = parents.get(current, set()) - seen
        seen |= new
        pending += new
    return methods
