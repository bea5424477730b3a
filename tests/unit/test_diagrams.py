"""State diagrams, and the templates that write them as Mermaid and SVG."""

from __future__ import annotations

from xml.etree import ElementTree

from specpress.output.render import create_environment
from specpress.output.template_set import load_templates
from specpress.package.diagrams import Edge, Graph, build_mermaid, draw
from specpress.package.diagrams.graph import arrange
from specpress.package.lifecycle_diagrams import LifecycleDiagram, LifecyclesPage

ENVIRONMENT = create_environment(load_templates(None))

RUN = Graph(
    title="Lifecycle of a run",
    states=("NEW", "BUSY", "DONE", "LOST"),
    initial=("NEW", "BUSY"),
    terminal=("DONE", "LOST"),
    edges=(
        Edge("NEW", "BUSY"),
        Edge("BUSY", "DONE"),
        Edge("NEW", "LOST", "runs.stop"),
        Edge("BUSY", "LOST", "runs.stop"),
        Edge("BUSY", "NEW", "runs.restart"),
    ),
)
HOSTILE = '"]```</text><script>&-->'


def build_diagram(graph: Graph) -> LifecycleDiagram:
    return LifecycleDiagram(
        module="run",
        model="Run",
        variable="run",
        property="state",
        graph=graph,
        drawing=draw(graph),
        mermaid=build_mermaid(graph),
        cases=[],
        case_names=[],
        rows=[],
    )


def render_svg(graph: Graph) -> str:
    template = ENVIRONMENT.get_template("docs/lifecycle.svg.jinja")
    return template.render(diagram=build_diagram(graph))


def render_mermaid(graph: Graph) -> str:
    """Return the diagram in the page of the lifecycles, without the fence around it."""
    template = ENVIRONMENT.get_template("docs/lifecycles.md.jinja")
    page = template.render(view=LifecyclesPage([build_diagram(graph)]))
    return page.partition("```mermaid\n")[2].partition("\n```\n")[0]


def state_columns(graph: Graph) -> list[list[str]]:
    return [
        [node.name for node in column if node.waypoint_of is None]
        for column in arrange(graph).columns
    ]


def test_states_follow_their_predecessors() -> None:
    assert state_columns(RUN) == [["NEW"], ["BUSY"], ["DONE", "LOST"]]
    assert arrange(RUN).backward == [Edge("BUSY", "NEW", "runs.restart")]


def test_long_edge_has_waypoints() -> None:
    route = arrange(RUN).routes[Edge("NEW", "LOST", "runs.stop")]
    assert [node.waypoint_of is not None for node in route] == [False, True, False]


def test_transition_to_the_same_state() -> None:
    graph = Graph("Single", ("ON",), ("ON",), (), (Edge("ON", "ON", "ring"),))
    assert state_columns(graph) == [["ON"]]
    ElementTree.fromstring(render_svg(graph))


def test_svg_has_title_and_description() -> None:
    root = ElementTree.fromstring(render_svg(RUN))
    namespaces = {"s": "http://www.w3.org/2000/svg"}
    assert root.findtext("s:title", namespaces=namespaces) == "Lifecycle of a run"
    description = root.findtext("s:desc", namespaces=namespaces) or ""
    assert description.startswith("Starts in NEW or BUSY. NEW to BUSY; BUSY to DONE;")
    assert description.endswith("Terminal: DONE, LOST.")


def test_boxes_are_inside_the_image() -> None:
    root = ElementTree.fromstring(render_svg(RUN))
    width, height = int(root.attrib["width"]), int(root.attrib["height"])
    for box in root.iter("{http://www.w3.org/2000/svg}rect"):
        x, y, w, h = (int(box.attrib[key]) for key in ("x", "y", "width", "height"))
        assert 0 <= x <= x + w <= width
        assert 0 <= y <= y + h <= height


def test_document_text_is_escaped() -> None:
    graph = Graph("T", (HOSTILE,), (HOSTILE,), (), (Edge(HOSTILE, HOSTILE, HOSTILE),))
    assert "<script>" not in render_svg(graph)
    ElementTree.fromstring(render_svg(graph))
    assert "```" not in render_mermaid(graph)
    assert render_mermaid(graph).splitlines()[2].startswith('    state "')


def test_mermaid_keywords_are_renamed() -> None:
    graph = Graph("T", ("end", "NEW"), ("NEW",), ("end",), (Edge("NEW", "end"),))
    assert 'state "end" as state_0' in render_mermaid(graph)
    assert "NEW --> state_0" in render_mermaid(graph)
