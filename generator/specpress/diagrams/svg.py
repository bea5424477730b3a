"""A graph of states as an SVG picture: small, the same each time, for light and dark pages, told to those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape as escaped
from itertools import pairwise

from specpress.diagrams.graph import Columns, Edge, Graph, Stop, arranged
from specpress.layout import width
from specpress.markup import one_line

SIGN, HEIGHT, ROW, GAP, EDGE = 8, 34, 66, 60, 14
"""The width of a sign, the height of a state, from row to row, between columns, and around everything."""
STYLE = """\
    text{font:13px ui-monospace,Menlo,Consolas,monospace;fill:#1f2328;text-anchor:middle}
    .label,.halo{font-size:11px}
    .label{fill:#0550ae}
    .halo{stroke:#fff;stroke-width:5px}
    rect{fill:#f6f8fa;stroke:#59636e}
    .end rect{stroke-width:3}
    path{fill:none;stroke:#59636e}
    .asked{stroke:#0969da;stroke-width:1.5}
    .head,.start{fill:#59636e;stroke:none}
    @media(prefers-color-scheme:dark){
      text{fill:#f0f6fc}rect{fill:#151b23;stroke:#9198a1}path{stroke:#9198a1}
      .label{fill:#79c0ff}.halo{stroke:#0d1117}.asked{stroke:#4493f8}.head,.start{fill:#9198a1}
    }"""


def _text(text: str) -> str:
    return escaped(one_line(text))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a stop is drawn: its middle, and half its width."""

    x: int
    y: int
    half: int


def svg(graph: Graph) -> str:
    """The picture as a text."""
    columns = arranged(graph)
    spots, size = _spots(columns, graph)
    lines = [*_head(graph, size), *_edges(columns, spots, size), *_states(graph, spots)]
    return "\n".join([*lines, "</svg>"])


def _head(graph: Graph, size: tuple[int, int]) -> Iterator[str]:
    wide, high = size
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" role="img" aria-labelledby="title desc">'
    yield f'  <title id="title">{_text(graph.title)}</title>'
    yield f'  <desc id="desc">{_text(_told(graph))}</desc>'
    yield f"  <style>\n{STYLE}\n  </style>"
    yield '  <marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker>'


def _told(graph: Graph) -> str:
    """The graph in words."""
    steps = [
        f"{e.source} to {e.target}" + (f" by {e.label}" if e.label else "")
        for e in graph.edges
    ]
    ends = f" Ends: {', '.join(graph.terminal)}." if graph.terminal else ""
    return f"Begins in {' or '.join(graph.initial)}. {'; '.join(steps)}.{ends}"


def _spots(columns: Columns, graph: Graph) -> tuple[dict[str, Spot], tuple[int, int]]:
    """The place of each stop by its name, and the size of the whole."""
    rows = max(len(column) for column in columns.columns)
    found: dict[str, Spot] = {}
    x = EDGE + 30
    for number, column in enumerate(columns.columns):
        half = max(_half(stop) for stop in column)
        top = EDGE + HEIGHT // 2 + (rows - len(column)) * ROW // 2
        for row, stop in enumerate(column):
            found[stop.name] = Spot(x + half, top + row * ROW, half)
        x += 2 * half + _room(columns, number)
    later = [s for s in graph.initial if Stop(s) not in columns.columns[0]]
    above = max([0, *(2 * EDGE + HEIGHT // 2 + 14 - found[s].y for s in later)])
    lowered = {name: replace(spot, y=spot.y + above) for name, spot in found.items()}
    back = 40 if columns.backward else 0
    high = above + (rows - 1) * ROW + HEIGHT + 2 * EDGE + back
    return lowered, (x - GAP + EDGE, high)


def _half(stop: Stop) -> int:
    return 10 if stop.passes else (width(stop.name) * SIGN) // 2 + 14


def _room(columns: Columns, number: int) -> int:
    """The room behind a column: for the longest label of what leads out of it."""
    if number + 1 == len(columns.columns):
        return GAP
    names = {stop.name for stop in columns.columns[number]}
    labels = [e.label for e, way in columns.ways.items() if way[-2].name in names]
    return max([GAP, *(width(label) * 7 + 40 for label in labels if label)])


def _edges(
    columns: Columns, spots: dict[str, Spot], size: tuple[int, int]
) -> Iterator[str]:
    for edge, way in columns.ways.items():
        yield from _drawn(edge, [spots[stop.name] for stop in way])
    for edge in columns.backward:
        yield from _returning(edge, spots[edge.source], spots[edge.target], size[1])


def _drawn(edge: Edge, spots: list[Spot]) -> Iterator[str]:
    """A line from state to state, and its label before the last one."""
    first, *_ = spots
    path = f"M{first.x + first.half} {first.y}"
    for here, there in pairwise(spots):
        middle = (here.x + here.half + there.x - there.half) // 2
        path += (
            f"C{middle} {here.y} {middle} {there.y} {there.x - there.half} {there.y}"
        )
        if there is not spots[-1]:
            path += f"H{there.x + there.half}"
    yield _path(edge, path)
    here, there = spots[-2:]
    middle = (here.x + here.half + there.x - there.half) // 2
    yield from _label(edge, middle, (here.y + there.y) // 2 + 4)


def _returning(edge: Edge, here: Spot, there: Spot, high: int) -> Iterator[str]:
    """A line below everything, from a state to one before it."""
    low = high - EDGE
    below = HEIGHT // 2
    path = f"M{here.x} {here.y + below}C{here.x} {low} {there.x} {low} {there.x} {there.y + below}"
    yield _path(edge, path)
    yield from _label(edge, (here.x + there.x) // 2, low - 8)


def _path(edge: Edge, path: str) -> str:
    asked = ' class="asked"' if edge.label else ""
    return f'  <path{asked} d="{path}" marker-end="url(#head)"/>'


def _label(edge: Edge, x: int, y: int) -> Iterator[str]:
    """The label twice: first as its halo, which sets it apart from the lines behind."""
    for kind in ("halo", "label") if edge.label else ():
        yield f'  <text class="{kind}" x="{x}" y="{y}">{_text(edge.label)}</text>'


def _states(graph: Graph, spots: dict[str, Spot]) -> Iterator[str]:
    for state in graph.initial:
        yield from _beginning(spots[state], min(s.x for s in spots.values()))
    for state in graph.states:
        spot = spots[state]
        end = ' class="end"' if state in graph.terminal else ""
        box = f'x="{spot.x - spot.half}" y="{spot.y - HEIGHT // 2}" width="{2 * spot.half}" height="{HEIGHT}" rx="8"'
        text = f'<text x="{spot.x}" y="{spot.y + 5}">{_text(state)}</text>'
        yield f"  <g{end}><rect {box}/>{text}</g>"


def _beginning(spot: Spot, first: int) -> Iterator[str]:
    """A dot and an arrow: before a state of the first column, above another one."""
    left, top = spot.x - spot.half, spot.y - HEIGHT // 2
    is_first = spot.x == first
    x, y = (left - 26, spot.y) if is_first else (spot.x, top - 22)
    line = f"H{left}" if is_first else f"V{top}"
    yield f'  <circle class="start" cx="{x}" cy="{y}" r="5"/>'
    yield f'  <path d="M{x} {y}{line}" marker-end="url(#head)"/>'
