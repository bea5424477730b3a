"""A graph of states as Mermaid text, which GitHub and others draw."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specpress.diagrams.graph import Graph

_PLAIN = re.compile("[A-Za-z][A-Za-z0-9_]*")
_WORDS = ("end", "state", "note", "direction", "as", "class", "style")
"""What Mermaid reads as its own."""


def mermaid(graph: Graph) -> str:
    """The text of a state diagram."""
    return "\n".join(_lines(graph))


def _lines(graph: Graph) -> Iterator[str]:
    names = {state: _name(state, n) for n, state in enumerate(graph.states)}
    yield "stateDiagram-v2"
    yield "    direction LR"
    for state, name in names.items():
        if name != state:
            yield f'    state "{_shown(state)}" as {name}'
    for state in graph.initial:
        yield f"    [*] --> {names[state]}"
    for edge in graph.edges:
        label = f" : {_shown(edge.label)}" if edge.label else ""
        yield f"    {names[edge.source]} --> {names[edge.target]}{label}"
    for state in graph.terminal:
        yield f"    {names[state]} --> [*]"


def _name(state: str, number: int) -> str:
    """The state as it is, where Mermaid takes it for a name."""
    is_plain = _PLAIN.fullmatch(state) and state.lower() not in _WORDS
    return state if is_plain else f"state_{number}"


def _shown(text: str) -> str:
    """A text without what Mermaid, or the Markdown around it, would read as its own."""
    return re.sub(r"[^\w .,()/-]", "·", " ".join(text.split()))
