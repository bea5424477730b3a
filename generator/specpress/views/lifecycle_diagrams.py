"""Views of pictures: the life of each resource as a diagram, and what is told of its states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.diagrams import Edge, Graph, mermaid, svg
from specpress.names import words
from specpress.views.lifecycles import Life
from specpress.views.models import field_names
from specpress.views.python_types import PythonTypes
from specpress.views.states import state_names, there


@dataclass(slots=True)
class StateRow:
    """One state in a table."""

    state: str
    name: str
    text: str
    fields: list[str]
    operations: list[str]


@dataclass(slots=True)
class Picture:
    """The life of one resource, to look at."""

    module: str
    model: str
    variable: str
    property: str
    """What the model is asked for its state."""
    title: str
    mermaid: str
    svg: str
    example: list[str]
    """How a state is told apart."""
    rows: list[StateRow]


def pictures(lives: list[Life], python: PythonTypes) -> list[Picture]:
    """One for each life."""
    return [_picture(life, python) for life in lives]


def _picture(life: Life, python: PythonTypes) -> Picture:
    graph = _graph(life)
    return Picture(
        module=life.module,
        model=life.model,
        variable=life.variable,
        property=life.names["state"],
        title=graph.title,
        mermaid=mermaid(graph),
        svg=svg(graph),
        example=[*_example(life, python)],
        rows=[_row(life, state, python) for state in life.source.states],
    )


def _graph(life: Life) -> Graph:
    source = life.source
    names = {a.source.origin: f"{a.resource}.{a.method}" for a in life.abilities}
    edges = (
        Edge(str(here), str(there), names.get(step.operation or "", ""))
        for step in source.transitions
        for here in step.sources
        for there in step.targets
    )
    made = (s for step in source.transitions if not step.sources for s in step.targets)
    return Graph(
        title=f"The life of {_with_article(' '.join(words(life.model)))}",
        states=tuple(map(str, source.states)),
        initial=tuple(dict.fromkeys(map(str, (*source.initial, *made)))),
        terminal=tuple(map(str, source.terminal)),
        edges=tuple(dict.fromkeys(edges)),
    )


def _with_article(name: str) -> str:
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def _row(life: Life, state: ir.State, python: PythonTypes) -> StateRow:
    made, status = python.types[life.source.resource], python.types[life.source.status]
    names = field_names(made) if isinstance(made, ir.Object) else {}
    members = status.members if isinstance(status, ir.Enum) else ()
    return StateRow(
        state=str(state),
        name=state_names(life, python)[state],
        text=next((m.description for m in members if m.value == state), ""),
        fields=[names[f.wire] for f, must in there(life, state, python) if must],
        operations=[
            f"{a.resource}.{a.method}" for a in life.abilities if state in a.sources
        ],
    )


def _example(life: Life, python: PythonTypes) -> Iterator[str]:
    """Each state that has something of its own, the ends without, and the state that nobody foresees."""
    names = state_names(life, python)
    yield f"match {life.variable}.{life.names['state']}:"
    for state in life.source.states:
        row = _row(life, state, python)
        if row.fields or state in life.source.terminal:
            given = ", ".join(f"{name}={name}" for name in row.fields)
            yield f"    case {names[state]}({given}): ..."
    yield "    case Unforeseen(status): ..."
