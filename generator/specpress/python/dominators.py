"""Dominators: the nodes of a graph that every path to a node passes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Edges = Mapping[str, Iterable[str]]
ENTRY = ""


def find_dominators(edges: Edges, entries: Iterable[str]) -> dict[str, list[str]]:
    """Return the dominators of each node, the outermost first and the node itself last.

    Nodes without a path from `entries` are entries, too: the first by name of each cycle.
    """
    graph = {node: sorted(targets) for node, targets in edges.items()}
    graph[ENTRY] = [*_complete_entries(graph, sorted(entries))]
    order = _sort_topologically(graph)
    parents = _find_parents(graph, order)
    paths: dict[str, list[str]] = {ENTRY: []}
    for node in order[1:]:
        paths[node] = [*paths[parents[node]], node]
    del paths[ENTRY]
    return paths


def _complete_entries(graph: dict[str, list[str]], entries: list[str]) -> list[str]:
    """Return the entries with those of the nodes that have no path from them."""
    used = {target for targets in graph.values() for target in targets}
    complete, reached = list[str](), set[str]()
    for node in [*entries, *sorted(graph.keys() - used), *sorted(graph)]:
        if node not in reached:
            complete.append(node)
            reached.update(_walk(graph, node, reached))
    return [*dict.fromkeys([*entries, *complete])]


def _walk(graph: dict[str, list[str]], start: str, skipped: set[str]) -> set[str]:
    reached, pending = {start}, [start]
    while pending:
        new = {*graph.get(pending.pop(), ())} - reached - skipped
        reached |= new
        pending += new
    return reached


def _sort_topologically(graph: dict[str, list[str]]) -> list[str]:
    """Return the nodes in reverse postorder of a depth-first search."""
    order: list[str] = []
    seen, path = {ENTRY}, [(ENTRY, iter(graph[ENTRY]))]
    while path:
        node, targets = path[-1]
        target = next((t for t in targets if t not in seen), None)
        if target is None:
            order.append(node)
            path.pop()
        else:
            seen.add(target)
            path.append((target, iter(graph.get(target, ()))))
    return order[::-1]


def _find_parents(graph: dict[str, list[str]], order: list[str]) -> dict[str, str]:
    """Return the innermost dominator of each node (Cooper, Harvey and Kennedy)."""
    index = {node: position for position, node in enumerate(order)}
    users: dict[str, list[str]] = {}
    for node in order:
        for target in graph.get(node, ()):
            users.setdefault(target, []).append(node)
    parents, is_changed = {ENTRY: ENTRY}, True
    while is_changed:
        is_changed = False
        for node in order[1:]:
            known = [user for user in users[node] if user in parents]
            parent = known[0]
            for user in known[1:]:
                parent = _intersect(parents, index, parent, user)
            is_changed |= parents.get(node) != parent
            parents[node] = parent
    return parents


def _intersect(
    parents: dict[str, str], index: dict[str, int], left: str, right: str
) -> str:
    while left != right:
        if index[left] > index[right]:
            left = parents[left]
        else:
            right = parents[right]
    return left
