"""Circles: takes what leads where, gives each node's circle: the nodes that it leads to and that lead back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

Ways = Callable[[str], Iterable[str]]


def circles(nodes: Iterable[str], ways: Ways) -> dict[str, int]:
    """A number for each node, equal for those of one circle: Tarjan's algorithm, without recursion."""
    search = _Search(ways)
    for node in nodes:
        if node not in search.low:
            search.run(node)
    return search.circle


class _Search:
    """Goes into depth and notes the earliest node that each one leads back to."""

    def __init__(self, ways: Ways) -> None:
        self.ways = ways
        self.low: dict[str, int] = {}
        self.circle: dict[str, int] = {}
        self.open: list[str] = []

    def run(self, start: str) -> None:
        """Visit a node and all that it leads to."""
        ahead = [self._enter(start)]
        while ahead:
            node, number, further = ahead[-1]
            following = next(further, None)
            if following is None:
                ahead.pop()
                self._leave(node, number)
                if ahead:
                    self._lower(ahead[-1][0], node)
            elif following not in self.low:
                ahead.append(self._enter(following))
            elif following not in self.circle:
                self._lower(node, following)

    def _enter(self, node: str) -> tuple[str, int, Iterator[str]]:
        number = len(self.low)
        self.low[node] = number
        self.open.append(node)
        return node, number, iter(self.ways(node))

    def _lower(self, node: str, other: str) -> None:
        if other not in self.circle:
            self.low[node] = min(self.low[node], self.low[other])

    def _leave(self, node: str, number: int) -> None:
        """Close the circle of a node that leads to no earlier one."""
        while self.low[node] == number and node not in self.circle:
            self.circle[self.open.pop()] = number
