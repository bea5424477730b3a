"""State diagrams as SVG: reproducible, for light and dark pages, with a text description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise

from specpress.package.diagrams.graph import Arrangement, Edge, Graph, Node, arrange
from specpress.python.markup import one_line
from specpress.python.source_text import display_width

CHARACTER_WIDTH = 8
LABEL_CHARACTER_WIDTH = 7
BOX_HEIGHT = 34
ROW_HEIGHT = 66
COLUMN_GAP = 60
MARGIN = 14
STYLE = """\
    text{font:13px ui-monospace,Menlo,Consolas,monospace;fill:#1f2328;text-anchor:middle}
    .label,.halo{font-size:11px}
    .label{fill:#0550ae}
    .halo{stroke:#fff;stroke-width:5px}
    rect{fill:#f6f8fa;stroke:#59636e}
    .end rect{stroke-width:3}
    path{fill:none;stroke:#59636e}
    .operation{stroke:#0969da;stroke-width:1.5}
    .head,.start{fill:#59636e;stroke:none}
    @media(prefers-color-scheme:dark){
      text{fill:#f0f6fc}rect{fill:#151b23;stroke:#9198a1}path{stroke:#9198a1}
      .label{fill:#79c0ff}.halo{stroke:#0d1117}.operation{stroke:#4493f8}.head,.start{fill:#9198a1}
    }"""


@dataclass(frozen=True, slots=True)
class Box:
    """The drawn position of a node: its center, and half its width."""

    x: int
    y: int
    half_width: int


def render_svg(graph: Graph) -> str:
    """Return the SVG source of a state diagram."""
    arrangement = arrange(graph)
    boxes, size = _place_nodes(arrangement, graph)
    lines = [
        *_header(graph, size),
        *_draw_edges(arrangement, boxes, size),
        *_draw_states(graph, boxes),
    ]
    return "\n".join([*lines, "</svg>"])


def _escape(text: str) -> str:
    return escape(one_line(text))


def _header(graph: Graph, size: tuple[int, int]) -> Iterator[str]:
    width, height = size
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="title desc">'
    yield f'  <title id="title">{_escape(graph.title)}</title>'
    yield f'  <desc id="desc">{_escape(_describe(graph))}</desc>'
    yield f"  <style>\n{STYLE}\n  </style>"
    yield '  <marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker>'


def _describe(graph: Graph) -> str:
    """Return a description of the graph for screen readers."""
    transitions = [
        f"{e.source} to {e.target}" + (f" by {e.label}" if e.label else "")
        for e in graph.edges
    ]
    initial = " or ".join(graph.initial)
    terminal = f" Terminal: {', '.join(graph.terminal)}." if graph.terminal else ""
    return f"Starts in {initial}. {'; '.join(transitions)}.{terminal}"


def _place_nodes(
    arrangement: Arrangement, graph: Graph
) -> tuple[dict[str, Box], tuple[int, int]]:
    """Return the box of each node by name, and the size of the diagram."""
    rows = max(len(column) for column in arrangement.columns)
    boxes: dict[str, Box] = {}
    x = MARGIN + 30
    for number, column in enumerate(arrangement.columns):
        half_width = max(_half_width(node) for node in column)
        # Columns are centered vertically.
        top = MARGIN + BOX_HEIGHT // 2 + (rows - len(column)) * ROW_HEIGHT // 2
        for row, node in enumerate(column):
            boxes[node.name] = Box(x + half_width, top + row * ROW_HEIGHT, half_width)
        x += 2 * half_width + _gap_after(arrangement, number)
    # The start arrow of an initial state in a later column is drawn above it.
    first = arrangement.columns[0]
    later = [state for state in graph.initial if Node(state) not in first]
    arrow_tops = [2 * MARGIN + BOX_HEIGHT // 2 + 14 - boxes[state].y for state in later]
    shift = max([0, *arrow_tops])
    shifted = {name: replace(box, y=box.y + shift) for name, box in boxes.items()}
    backward_height = 40 if arrangement.backward else 0
    rows_height = (rows - 1) * ROW_HEIGHT + BOX_HEIGHT
    height = shift + rows_height + 2 * MARGIN + backward_height
    return shifted, (x - COLUMN_GAP + MARGIN, height)


def _half_width(node: Node) -> int:
    if node.waypoint_of:
        return 10
    return (display_width(node.name) * CHARACTER_WIDTH) // 2 + 14


def _gap_after(arrangement: Arrangement, number: int) -> int:
    """Return the gap after a column, wide enough for the longest label in it."""
    if number + 1 == len(arrangement.columns):
        return COLUMN_GAP
    names = {node.name for node in arrangement.columns[number]}
    # The label of an edge is drawn on its last segment.
    labels = [e.label for e, r in arrangement.routes.items() if r[-2].name in names]
    widths = [
        display_width(label) * LABEL_CHARACTER_WIDTH + 40 for label in labels if label
    ]
    return max([COLUMN_GAP, *widths])


def _draw_edges(
    arrangement: Arrangement, boxes: dict[str, Box], size: tuple[int, int]
) -> Iterator[str]:
    for edge, route in arrangement.routes.items():
        yield from _draw_forward(edge, [boxes[node.name] for node in route])
    for edge in arrangement.backward:
        yield from _draw_backward(edge, boxes[edge.source], boxes[edge.target], size[1])


def _draw_forward(edge: Edge, boxes: list[Box]) -> Iterator[str]:
    """Draw a curve through all boxes, with the label on the last segment."""
    path = f"M{boxes[0].x + boxes[0].half_width} {boxes[0].y}"
    for start, end in pairwise(boxes):
        left, middle = end.x - end.half_width, _middle(start, end)
        path += f"C{middle} {start.y} {middle} {end.y} {left} {end.y}"
        if end is not boxes[-1]:
            path += f"H{end.x + end.half_width}"
    yield _draw_path(edge, path)
    start, end = boxes[-2:]
    yield from _draw_label(edge, _middle(start, end), (start.y + end.y) // 2 + 4)


def _middle(start: Box, end: Box) -> int:
    return (start.x + start.half_width + end.x - end.half_width) // 2


def _draw_backward(edge: Edge, start: Box, end: Box, height: int) -> Iterator[str]:
    """Draw a curve below all boxes, back to an earlier column."""
    low = height - MARGIN
    below = BOX_HEIGHT // 2
    path = f"M{start.x} {start.y + below}C{start.x} {low} {end.x} {low} {end.x} {end.y + below}"
    yield _draw_path(edge, path)
    yield from _draw_label(edge, (start.x + end.x) // 2, low - 8)


def _draw_path(edge: Edge, path: str) -> str:
    style = ' class="operation"' if edge.label else ""
    return f'  <path{style} d="{path}" marker-end="url(#head)"/>'


def _draw_label(edge: Edge, x: int, y: int) -> Iterator[str]:
    # The halo is a thick outline that separates the label from the lines behind it.
    for style in ("halo", "label") if edge.label else ():
        yield f'  <text class="{style}" x="{x}" y="{y}">{_escape(edge.label)}</text>'


def _draw_states(graph: Graph, boxes: dict[str, Box]) -> Iterator[str]:
    first_x = min(box.x for box in boxes.values())
    for state in graph.initial:
        yield from _draw_start(boxes[state], first_x)
    for state in graph.states:
        box = boxes[state]
        style = ' class="end"' if state in graph.terminal else ""
        rect = f'x="{box.x - box.half_width}" y="{box.y - BOX_HEIGHT // 2}" width="{2 * box.half_width}" height="{BOX_HEIGHT}" rx="8"'
        text = f'<text x="{box.x}" y="{box.y + 5}">{_escape(state)}</text>'
        yield f"  <g{style}><rect {rect}/>{text}</g>"


def _draw_start(box: Box, first_x: int) -> Iterator[str]:
    """Draw a dot and an arrow: before a state of the first column, above any other."""
    left, top = box.x - box.half_width, box.y - BOX_HEIGHT // 2
    is_first = box.x == first_x
    x, y = (left - 26, box.y) if is_first else (box.x, top - 22)
    line = f"H{left}" if is_first else f"V{top}"
    yield f'  <circle class="start" cx="{x}" cy="{y}" r="5"/>'
    yield f'  <path d="M{x} {y}{line}" marker-end="url(#head)"/>'
