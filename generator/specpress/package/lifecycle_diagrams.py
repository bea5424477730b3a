"""Diagrams: the lifecycle of each resource as a state diagram and a table."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.package.diagrams import (
    Drawing,
    Edge,
    Graph,
    MermaidDiagram,
    build_mermaid,
    draw,
)
from specpress.package.lifecycles import LifecycleView
from specpress.package.states import list_available_fields, name_states
from specpress.python.expressions import PyCall, PyName
from specpress.python.names import words
from specpress.python.types import PythonTypes


@dataclass(frozen=True, slots=True)
class StateRow:
    """A state in the table."""

    state: str
    """The state in JSON."""
    name: str
    """Class of the state."""
    text: str
    """Description of the state."""
    fields: list[str]
    """The fields that are available."""
    operations: list[str]
    """The operations that are allowed, as resource and method."""


@dataclass(frozen=True, slots=True)
class LifecycleDiagram:
    """The state diagram and the table of a resource."""

    module: str
    """Module of the states, and name of the SVG file."""
    model: str
    """Class of the resource."""
    variable: str
    """Variable for a resource."""
    property: str
    """Property of the model that returns the state."""
    graph: Graph
    """States and transitions."""
    drawing: Drawing
    """Positions for SVG."""
    mermaid: MermaidDiagram
    """Names and arrows for Mermaid."""
    cases: list[PyCall]
    """Patterns of a `match` statement over the states."""
    rows: list[StateRow]
    """The table of states."""


@dataclass(frozen=True, slots=True)
class LifecyclesPage:
    """The page with all lifecycles."""

    diagrams: list[LifecycleDiagram]
    """The diagram of each lifecycle."""


def build_diagrams(
    lifecycles: list[LifecycleView], python: PythonTypes
) -> list[LifecycleDiagram]:
    """Return a diagram of each lifecycle."""
    return [_build_diagram(lifecycle, python) for lifecycle in lifecycles]


def _build_diagram(lifecycle: LifecycleView, python: PythonTypes) -> LifecycleDiagram:
    graph = _build_graph(lifecycle)
    states = lifecycle.source.states
    rows = {state: _build_row(lifecycle, state, python) for state in states}
    return LifecycleDiagram(
        module=lifecycle.module,
        model=lifecycle.model,
        variable=lifecycle.variable,
        property=lifecycle.names["state"],
        graph=graph,
        drawing=draw(graph),
        mermaid=build_mermaid(graph),
        cases=[
            _build_pattern(row)
            for state, row in rows.items()
            if row.fields or state in lifecycle.source.terminal
        ],
        rows=[*rows.values()],
    )


def _build_graph(lifecycle: LifecycleView) -> Graph:
    source = lifecycle.source
    names = {a.source.origin: f"{a.resource}.{a.method}" for a in lifecycle.operations}
    steps = (*source.transitions, *source.left_out)
    edges = (
        Edge(str(start), str(end), names.get(step.operation or "", ""))
        for step in steps
        for start in step.sources
        for end in step.targets
    )
    created = (s for step in steps if not step.sources for s in step.targets)
    return Graph(
        title=f"The lifecycle of {_add_article(' '.join(words(lifecycle.model)))}",
        states=tuple(map(str, source.states)),
        initial=tuple(dict.fromkeys(map(str, (*source.initial, *created)))),
        terminal=tuple(map(str, source.terminal)),
        edges=tuple(dict.fromkeys(edges)),
    )


def _add_article(name: str) -> str:
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def _build_row(
    lifecycle: LifecycleView, state: ir.State, python: PythonTypes
) -> StateRow:
    schema = python.types[lifecycle.source.resource]
    status = python.types[lifecycle.source.status]
    names = python.name_fields(schema) if isinstance(schema, ir.Object) else {}
    members = status.members if isinstance(status, ir.Enum) else ()
    return StateRow(
        state=str(state),
        name=name_states(lifecycle, python)[state],
        text=next((m.description for m in members if m.value == state), ""),
        fields=[
            names[f.wire]
            for f, is_guaranteed in list_available_fields(lifecycle, state, python)
            if is_guaranteed
        ],
        operations=[
            f"{a.resource}.{a.method}"
            for a in lifecycle.operations
            if state in a.sources
        ],
    )


def _build_pattern(row: StateRow) -> PyCall:
    """Return the pattern of a state, which captures its available fields."""
    fields = tuple((name, PyName(name)) for name in row.fields)
    return PyCall(PyName(row.name), keywords=fields)
