"""A state diagram with the names that Mermaid accepts. A template writes it in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specpress.package.diagrams.graph import Edge, Graph

# The start and the end of a diagram.
OUTSIDE = "[*]"
_IDENTIFIER = re.compile("[A-Za-z][A-Za-z0-9_]*")
# Keywords of Mermaid, which cannot be names of states.
_KEYWORDS = ("end", "state", "note", "direction", "as", "class", "style")


@dataclass(frozen=True, slots=True)
class MermaidDiagram:
    """A diagram in Mermaid."""

    names: dict[str, str]
    """The names of the states that are not valid themselves."""
    arrows: list[Edge]
    """The transitions between names, including those from the start and to the end."""


def build_mermaid(graph: Graph) -> MermaidDiagram:
    """Return a diagram whose states have valid names."""
    names = {s: _name_state(s, number) for number, s in enumerate(graph.states)}
    changed = {state: name for state, name in names.items() if name != state}
    return MermaidDiagram(changed, [*_list_arrows(graph, names)])


def _list_arrows(graph: Graph, names: dict[str, str]) -> Iterator[Edge]:
    for state in graph.initial:
        yield Edge(OUTSIDE, names[state])
    for edge in graph.edges:
        yield Edge(names[edge.source], names[edge.target], edge.label)
    for state in graph.terminal:
        yield Edge(names[state], OUTSIDE)


def _name_state(state: str, number: int) -> str:
    """Return the state if it is a valid identifier, else a numbered one."""
    is_valid = _IDENTIFIER.fullmatch(state) and state.lower() not in _KEYWORDS
    return state if is_valid else f"state_{number}"
