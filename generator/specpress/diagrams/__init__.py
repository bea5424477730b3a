"""State diagrams as Mermaid and SVG."""

from specpress.diagrams.graph import Edge, Graph
from specpress.diagrams.mermaid import render_mermaid
from specpress.diagrams.svg import render_svg

__all__ = ["Edge", "Graph", "render_mermaid", "render_svg"]
