"""Types that contain themselves, such as a list of lists: they need a name for their annotation."""

from __future__ import annotations

from collections.abc import Iterator

from specpress import ir

CONTAINERS = (ir.Array, ir.Map, ir.Tuple, ir.Union)


def find_circular_types(types: dict[ir.TypeId, ir.Type]) -> set[ir.TypeId]:
    """Return the containers that contain themselves without a named type between: they need a name."""
    circular: set[ir.TypeId] = set()
    seen: set[ir.TypeId] = set()
    inner_types = {i: _inner_types(types, i) for i in types}
    # A depth-first search without recursion: documents nest deeper than Python's stack.
    for start in types:
        if not inner_types[start] or start in seen:
            continue
        path: dict[ir.TypeId, Iterator[ir.TypeId]] = {}
        pending = [start]
        while pending or path:
            if pending:
                current = pending.pop()
                seen.add(current)
                path[current] = iter(inner_types[current])
            for inner in path[last := next(reversed(path))]:
                if inner in path:
                    cycle = [*path][[*path].index(inner) :]
                    circular |= {i for i in cycle if isinstance(types[i], CONTAINERS)}
                elif inner not in seen:
                    pending.append(inner)
                    break
            else:
                del path[last]
    return circular


def _inner_types(
    types: dict[ir.TypeId, ir.Type], type_id: ir.TypeId
) -> tuple[ir.TypeId, ...]:
    """Return the types in the annotation of a type without a name."""
    match types[type_id]:
        case ir.Object() | ir.Enum() | ir.Scalar() | ir.Const() | ir.Anything():
            return ()
        case _ if ir.is_component(type_id):
            return ()
        case ir.Array(item=inner) | ir.Map(value=inner) | ir.Nullable(inner=inner):
            return (inner,)
        case ir.Alias(target=inner) | ir.JsonText(content=inner):
            return (inner,)
        case ir.Union(variants=variants):
            return variants
        case ir.Tuple(items=items, rest=rest):
            return items if rest is None else (*items, rest)
