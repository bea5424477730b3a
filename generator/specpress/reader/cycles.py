"""Cycles in a graph: its strongly connected components, by Tarjan's algorithm."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

Edges = Callable[[str], Iterable[str]]


def find_cycles(nodes: Iterable[str], edges: Edges) -> dict[str, int]:
    """Return a number for each node, equal for nodes of the same cycle."""
    search = _Search(edges)
    for node in nodes:
        if node not in search.low:
            search.run(node)
    return search.component


class _Search:
    """Depth-first search that records the earliest node reachable from each node."""

    # An explicit stack: chains of aliases can exceed Python's recursion limit.

    def __init__(self, edges: Edges) -> None:
        self.edges = edges
        self.low: dict[str, int] = {}
        self.component: dict[str, int] = {}
        self.open: list[str] = []

    def run(self, start: str) -> None:
        """Visit a node and all nodes reachable from it."""
        stack = [self._enter(start)]
        while stack:
            node, number, successors = stack[-1]
            successor = next(successors, None)
            if successor is None:
                stack.pop()
                self._leave(node, number)
                if stack:
                    self._lower(stack[-1][0], node)
            elif successor not in self.low:
                stack.append(self._enter(successor))
            elif successor not in self.component:
                self._lower(node, successor)

    def _enter(self, node: str) -> tuple[str, int, Iterator[str]]:
        number = len(self.low)
        self.low[node] = number
        self.open.append(node)
        return node, number, iter(self.edges(node))

    def _lower(self, node: str, other: str) -> None:
        if other not in self.component:
            self.low[node] = min(self.low[node], self.low[other])

    def _leave(self, node: str, number: int) -> None:
        """Close the component of a node that reaches no earlier one."""
        while self.low[node] == number and node not in self.component:
            self.component[self.open.pop()] = number
