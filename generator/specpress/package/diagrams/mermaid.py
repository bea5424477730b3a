"""State diagrams as Mermaid text, which GitHub and others render."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specpress.package.diagrams.graph import Graph

_IDENTIFIER = re.compile("[A-Za-z][A-Za-z0-9_]*")
# Keywords of Mermaid, which cannot be names of states.
_KEYWORDS = ("end", "state", "note", "direction", "as", "class", "style")


def render_mermaid(graph: Graph) -> str:
    """Return the source of a state diagram."""
    return "\n".join(_lines(graph))


def _lines(graph: Graph) -> Iterator[str]:
    names = {state: _identifier(state, n) for n, state in enumerate(graph.states)}
    yield "stateDiagram-v2"
    yield "    direction LR"
    for state, name in names.items():
        if name != state:
            yield f'    state "{_escape(state)}" as {name}'
    for state in graph.initial:
        yield f"    [*] --> {names[state]}"
    for edge in graph.edges:
        label = f" : {_escape(edge.label)}" if edge.label else ""
        yield f"    {names[edge.source]} --> {names[edge.target]}{label}"
    for state in graph.terminal:
        yield f"    {names[state]} --> [*]"


def _identifier(state: str, number: int) -> str:
    """Return the state if it is a valid identifier in Mermaid, else a numbered one."""
    is_valid = _IDENTIFIER.fullmatch(state) and state.lower() not in _KEYWORDS
    return state if is_valid else f"state_{number}"


def _escape(text: str) -> str:
    """Replace characters that are special in Mermaid or in the Markdown around it."""
    return re.sub(r"[^\w .,()/-]", "·", " ".join(text.split()))
