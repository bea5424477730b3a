"""State diagrams as Mermaid and SVG."""

from specpress.package.diagrams.graph import Edge, Graph
from specpress.package.diagrams.mermaid import render_mermaid
from specpress.package.diagrams.svg import render_svg

__all__ = ["Edge", "Graph", "render_mermaid", "render_svg"]
