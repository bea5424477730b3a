"""The graph of a diagram: states in columns, in which every edge leads from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Edge:
    """What leads from one state to another; `label` is empty where the server does it by itself."""

    source: str
    target: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """The states, in the order of the document, and the edges between them."""

    title: str
    states: tuple[str, ...]
    initial: tuple[str, ...]
    terminal: tuple[str, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in a column: a state, or where an edge passes on its way to a later column."""

    name: str
    passes: Edge | None = None


@dataclass(slots=True)
class Columns:
    """Where everything stands: columns of stops, and the stops on the way of each edge."""

    columns: list[list[Stop]]
    ways: dict[Edge, list[Stop]] = field(default_factory=dict)
    backward: list[Edge] = field(default_factory=list)
    """Edges that lead back, or stay where they are."""


def arranged(graph: Graph) -> Columns:
    """The states in columns: each stands behind all that lead to it, but for edges that lead back."""
    backward = _backward(graph)
    forward = [edge for edge in graph.edges if edge not in backward]
    rank = _ranks(graph, forward)
    found = Columns([[] for _ in range(max(rank.values(), default=0) + 1)])
    found.backward = backward
    for state in graph.states:
        found.columns[rank[state]].append(Stop(state))
    for edge in forward:
        between = range(rank[edge.source] + 1, rank[edge.target])
        passing = [Stop(f"{edge.source} {edge.target} {n}", edge) for n in between]
        for number, stop in zip(between, passing, strict=True):
            found.columns[number].append(stop)
        found.ways[edge] = [Stop(edge.source), *passing, Stop(edge.target)]
    _order(found)
    return found


def _backward(graph: Graph) -> list[Edge]:
    """The edges that lead to a state on the way to where they begin."""
    found: list[Edge] = []
    done: set[str] = set()
    leaving = {s: [e for e in graph.edges if e.source == s] for s in graph.states}
    for start in (*graph.initial, *graph.states):
        way: list[tuple[str, list[Edge]]] = []
        if start not in done:
            way.append((start, [*leaving[start]]))
        while way:
            state, left = way[-1]
            done.add(state)
            if not left:
                way.pop()
                continue
            edge = left.pop(0)
            if any(edge.target == passed for passed, _ in way):
                found.append(edge)
            elif edge.target not in done:
                way.append((edge.target, [*leaving[edge.target]]))
    return found


def _ranks(graph: Graph, forward: list[Edge]) -> dict[str, int]:
    """The column of each state: the longest way to it."""
    rank = dict.fromkeys(graph.states, 0)
    for _ in graph.states:
        for edge in forward:
            rank[edge.target] = max(rank[edge.target], rank[edge.source] + 1)
    return rank


def _order(found: Columns) -> None:
    """Put the stops of each column beside what leads to them, so that few edges cross."""
    before: dict[str, list[str]] = {}
    for way in found.ways.values():
        for stop, following in pairwise(way):
            before.setdefault(following.name, []).append(stop.name)
    place: dict[str, float] = {}
    for column in found.columns:
        known = {
            stop.name: [place[n] for n in before.get(stop.name, []) if n in place]
            for stop in column
        }
        column.sort(key=lambda s: _mean(known[s.name]))
        for number, stop in enumerate(column):
            place[stop.name] = number - (len(column) - 1) / 2


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
