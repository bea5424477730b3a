"""Circles, against what can be reached by walking."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from specpress.build.circles import circles

GRAPHS = st.integers(1, 8).flatmap(
    lambda n: st.lists(
        st.lists(st.integers(0, n - 1).map(str), max_size=4), min_size=n, max_size=n
    )
)


@given(GRAPHS)
def test_nodes_of_one_circle_lead_to_each_other(ways: list[list[str]]) -> None:
    graph = {str(node): others for node, others in enumerate(ways)}
    found = circles(graph, graph.__getitem__)
    ahead = {node: _reached(graph, node) for node in graph}
    for one in graph:
        for other in graph:
            round_trip = other in ahead[one] and one in ahead[other]
            assert (found[one] == found[other]) == (one == other or round_trip)


def _reached(graph: dict[str, list[str]], start: str) -> set[str]:
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        for other in graph[ahead.pop()]:
            if other not in seen:
                seen.add(other)
                ahead.append(other)
    return seen


def test_a_long_row_needs_no_stack() -> None:
    length = 100_000
    graph = {str(n): [str(n + 1)] for n in range(length)} | {str(length): []}
    assert len(set(circles(graph, graph.__getitem__).values())) == length + 1
