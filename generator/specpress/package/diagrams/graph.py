"""Graphs of states, arranged in columns from left to right."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Edge:
    """A transition; `label` is the operation that causes it, empty if the server does."""

    source: str
    """The state before the transition."""
    target: str
    """The state after the transition."""
    label: str = ""
    """The operation that causes it; empty if the server does."""


@dataclass(frozen=True, slots=True)
class Graph:
    """States, in the order of the document, and the transitions between them."""

    title: str
    """Title of the diagram."""
    states: tuple[str, ...]
    """All states."""
    initial: tuple[str, ...]
    """The states of new resources."""
    terminal: tuple[str, ...]
    """The states that no transition leaves."""
    edges: tuple[Edge, ...]
    """The transitions."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node in a column: a state, or a waypoint of an edge that spans several columns."""

    name: str
    waypoint_of: Edge | None = None


@dataclass(slots=True)
class Arrangement:
    """Columns of nodes, and the nodes along each forward edge."""

    columns: list[list[Node]]
    routes: dict[Edge, list[Node]] = field(default_factory=dict)
    # Edges to an earlier column or to the same state.
    backward: list[Edge] = field(default_factory=list)


def arrange(graph: Graph) -> Arrangement:
    """Place each state in a column after all of its predecessors, ignoring backward edges."""
    backward = _backward_edges(graph)
    forward = [edge for edge in graph.edges if edge not in backward]
    ranks = _rank_states(graph, forward)
    columns: list[list[Node]] = [[] for _ in range(max(ranks.values(), default=0) + 1)]
    arrangement = Arrangement(columns, backward=backward)
    for state in graph.states:
        columns[ranks[state]].append(Node(state))
    for edge in forward:
        # Waypoints reserve room in the columns that the edge crosses.
        between = range(ranks[edge.source] + 1, ranks[edge.target])
        waypoints = [Node(f"{edge.source} {edge.target} {n}", edge) for n in between]
        for number, node in zip(between, waypoints, strict=True):
            columns[number].append(node)
        arrangement.routes[edge] = [Node(edge.source), *waypoints, Node(edge.target)]
    _reduce_crossings(arrangement)
    return arrangement


def _backward_edges(graph: Graph) -> list[Edge]:
    """Return the edges that close a cycle in a depth-first search."""
    backward: list[Edge] = []
    visited: set[str] = set()
    outgoing = {s: [e for e in graph.edges if e.source == s] for s in graph.states}
    for start in (*graph.initial, *graph.states):
        # The current path, each state with the edges that remain to be followed.
        path: list[tuple[str, list[Edge]]] = []
        if start not in visited:
            path.append((start, [*outgoing[start]]))
        while path:
            state, remaining = path[-1]
            visited.add(state)
            if not remaining:
                path.pop()
                continue
            edge = remaining.pop(0)
            if any(edge.target == ancestor for ancestor, _ in path):
                backward.append(edge)
            elif edge.target not in visited:
                path.append((edge.target, [*outgoing[edge.target]]))
    return backward


def _rank_states(graph: Graph, forward: list[Edge]) -> dict[str, int]:
    """Return the column of each state: the length of the longest path to it."""
    ranks = dict.fromkeys(graph.states, 0)
    for _ in graph.states:
        for edge in forward:
            ranks[edge.target] = max(ranks[edge.target], ranks[edge.source] + 1)
    return ranks


def _reduce_crossings(arrangement: Arrangement) -> None:
    """Sort each column by the mean row of the predecessors (barycenter heuristic)."""
    predecessors: dict[str, list[str]] = {}
    for route in arrangement.routes.values():
        for node, successor in pairwise(route):
            predecessors.setdefault(successor.name, []).append(node.name)
    rows: dict[str, float] = {}
    for column in arrangement.columns:
        means = {
            node.name: _mean(
                [rows[n] for n in predecessors.get(node.name, []) if n in rows]
            )
            for node in column
        }
        column.sort(key=lambda node: means[node.name])
        for number, node in enumerate(column):
            # Rows count from the middle of the column.
            rows[node.name] = number - (len(column) - 1) / 2


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
