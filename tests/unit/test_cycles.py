"""Tests for `specpress.reader.cycles`, compared with a breadth-first search."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from specpress.reader.cycles import find_cycles

GRAPHS = st.integers(1, 8).flatmap(
    lambda n: st.lists(
        st.lists(st.integers(0, n - 1).map(str), max_size=4), min_size=n, max_size=n
    )
)


@given(GRAPHS)
def test_nodes_of_one_cycle_reach_each_other(edges: list[list[str]]) -> None:
    graph = {str(node): successors for node, successors in enumerate(edges)}
    cycles = find_cycles(graph, graph.__getitem__)
    reachable = {node: _find_reachable(graph, node) for node in graph}
    for one in graph:
        for other in graph:
            is_round_trip = other in reachable[one] and one in reachable[other]
            assert (cycles[one] == cycles[other]) == (one == other or is_round_trip)


def _find_reachable(graph: dict[str, list[str]], start: str) -> set[str]:
    reachable: set[str] = set()
    pending = [start]
    while pending:
        for successor in graph[pending.pop()]:
            if successor not in reachable:
                reachable.add(successor)
                pending.append(successor)
    return reachable


def test_long_chain_without_recursion() -> None:
    length = 100_000
    graph = {str(n): [str(n + 1)] for n in range(length)} | {str(length): []}
    assert len(set(find_cycles(graph, graph.__getitem__).values())) == length + 1
