"""Diagrams: states stand behind what leads to them, and no text of a document ends a picture."""

from __future__ import annotations

from xml.etree import ElementTree

from specpress.diagrams import Edge, Graph, mermaid, svg
from specpress.diagrams.graph import arranged

RUN = Graph(
    title="The life of a run",
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


def names(graph: Graph) -> list[list[str]]:
    return [
        [stop.name for stop in column if stop.passes is None]
        for column in arranged(graph).columns
    ]


def test_a_state_stands_behind_all_that_lead_to_it() -> None:
    assert names(RUN) == [["NEW"], ["BUSY"], ["DONE", "LOST"]]
    assert arranged(RUN).backward == [Edge("BUSY", "NEW", "runs.restart")]


def test_a_long_edge_passes_through_the_columns_between() -> None:
    way = arranged(RUN).ways[Edge("NEW", "LOST", "runs.stop")]
    assert [stop.passes is not None for stop in way] == [False, True, False]


def test_a_state_that_leads_to_itself() -> None:
    alone = Graph("Alone", ("ON",), ("ON",), (), (Edge("ON", "ON", "ring"),))
    assert names(alone) == [["ON"]]
    ElementTree.fromstring(svg(alone))


def test_the_picture_is_told_to_those_who_cannot_see_it() -> None:
    root = ElementTree.fromstring(svg(RUN))
    space = {"s": "http://www.w3.org/2000/svg"}
    assert root.findtext("s:title", namespaces=space) == "The life of a run"
    told = root.findtext("s:desc", namespaces=space) or ""
    assert told.startswith("Begins in NEW or BUSY. NEW to BUSY; BUSY to DONE;")
    assert told.endswith("Ends: DONE, LOST.")


def test_nothing_is_drawn_outside() -> None:
    root = ElementTree.fromstring(svg(RUN))
    wide, high = int(root.attrib["width"]), int(root.attrib["height"])
    for box in root.iter("{http://www.w3.org/2000/svg}rect"):
        x, y, w, h = (int(box.attrib[key]) for key in ("x", "y", "width", "height"))
        assert 0 <= x <= x + w <= wide
        assert 0 <= y <= y + h <= high


def test_no_text_of_a_document_ends_a_picture() -> None:
    graph = Graph("T", (HOSTILE,), (HOSTILE,), (), (Edge(HOSTILE, HOSTILE, HOSTILE),))
    assert "<script>" not in svg(graph)
    ElementTree.fromstring(svg(graph))
    assert "```" not in mermaid(graph)
    assert mermaid(graph).splitlines()[2].startswith('    state "')


def test_words_of_mermaid_are_no_names() -> None:
    graph = Graph("T", ("end", "NEW"), ("NEW",), ("end",), (Edge("NEW", "end"),))
    assert 'state "end" as state_0' in mermaid(graph)
    assert "NEW --> state_0" in mermaid(graph)
