"""Positions of the parts of a state diagram. A template writes them as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from specpress.package.diagrams.graph import Arrangement, Edge, Graph, Node, arrange
from specpress.python.source_text import display_width

CHARACTER_WIDTH = 8
LABEL_CHARACTER_WIDTH = 7
BOX_HEIGHT = 34
ROW_HEIGHT = 66
COLUMN_GAP = 60
MARGIN = 14


@dataclass(frozen=True, slots=True)
class Box:
    """The position of a node: its center, and half its width."""

    x: int
    """Horizontal center."""
    y: int
    """Vertical center."""
    half_width: int
    """Half the width."""
    height: int = BOX_HEIGHT
    """The height."""

    @property
    def left(self) -> int:
        """The left side."""
        return self.x - self.half_width

    @property
    def right(self) -> int:
        """The right side."""
        return self.x + self.half_width

    @property
    def top(self) -> int:
        """The upper side."""
        return self.y - self.height // 2

    @property
    def bottom(self) -> int:
        """The lower side."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class StateBox:
    """A state."""

    state: str
    """The state."""
    box: Box
    """Position of the box."""
    is_terminal: bool
    """True if no transition leaves the state."""


@dataclass(frozen=True, slots=True)
class Start:
    """The dot before an initial state, and the end of its arrow: to the right or down."""

    x: int
    """Horizontal center of the dot."""
    y: int
    """Vertical center of the dot."""
    right: int | None
    """Horizontal end of an arrow to the right; None if it points down."""
    bottom: int | None
    """Vertical end of an arrow down; None if it points to the right."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic Bézier curve: two control points and the end."""

    points: tuple[int, int, int, int, int, int]
    """Coordinates of the control points and of the end."""
    right: int | None = None
    """The end of the horizontal line after the curve, which crosses a column."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """A transition: the start of its line, the curves, and the position of the label."""

    label: str
    """Text beside the arrow; empty if the server causes the transition."""
    start: tuple[int, int]
    """Coordinates of the start."""
    curves: tuple[Curve, ...]
    """The curves from the start to the end."""
    label_x: int
    """Horizontal center of the label."""
    label_y: int
    """Vertical position of the label."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A state diagram: its size and its parts."""

    width: int
    """Width of the drawing."""
    height: int
    """Height of the drawing."""
    arrows: list[Arrow]
    """The transitions."""
    starts: list[Start]
    """The dots before the initial states."""
    states: list[StateBox]
    """The boxes of the states."""


def draw(graph: Graph) -> Drawing:
    """Return the positions of all parts of a state diagram."""
    arrangement = arrange(graph)
    boxes, (width, height) = _place_nodes(arrangement, graph)
    first_x = min(box.x for box in boxes.values())
    return Drawing(
        width,
        height,
        arrows=[*_draw_arrows(arrangement, boxes, height)],
        starts=[_draw_start(boxes[state], first_x) for state in graph.initial],
        states=[StateBox(s, boxes[s], s in graph.terminal) for s in graph.states],
    )


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


def _draw_arrows(
    arrangement: Arrangement, boxes: dict[str, Box], height: int
) -> Iterator[Arrow]:
    for edge, route in arrangement.routes.items():
        yield _draw_forward(edge, [boxes[node.name] for node in route])
    for edge in arrangement.backward:
        yield _draw_backward(edge, boxes[edge.source], boxes[edge.target], height)


def _draw_forward(edge: Edge, boxes: list[Box]) -> Arrow:
    """Draw a line through all boxes, with the label on the last segment."""
    curves = [
        _draw_curve(start, end, is_last=end is boxes[-1])
        for start, end in pairwise(boxes)
    ]
    start, end = boxes[-2:]
    return Arrow(
        edge.label,
        (boxes[0].right, boxes[0].y),
        tuple(curves),
        label_x=_middle(start, end),
        label_y=(start.y + end.y) // 2 + 4,
    )


def _draw_curve(start: Box, end: Box, *, is_last: bool) -> Curve:
    middle = _middle(start, end)
    points = (middle, start.y, middle, end.y, end.left, end.y)
    return Curve(points, None if is_last else end.right)


def _middle(start: Box, end: Box) -> int:
    return (start.right + end.left) // 2


def _draw_backward(edge: Edge, start: Box, end: Box, height: int) -> Arrow:
    """Draw a curve below all boxes, back to an earlier column."""
    low = height - MARGIN
    return Arrow(
        edge.label,
        (start.x, start.bottom),
        (Curve((start.x, low, end.x, low, end.x, end.bottom)),),
        label_x=(start.x + end.x) // 2,
        label_y=low - 8,
    )


def _draw_start(box: Box, first_x: int) -> Start:
    """Draw a dot and an arrow: before a state of the first column, above any other."""
    if box.x == first_x:
        return Start(box.left - 26, box.y, right=box.left, bottom=None)
    return Start(box.x, box.top - 22, right=None, bottom=box.top)
