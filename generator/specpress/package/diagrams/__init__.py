"""State diagrams: graphs, the positions of their parts, and their names in Mermaid."""

from specpress.package.diagrams.drawing import Drawing, draw
from specpress.package.diagrams.graph import Edge, Graph
from specpress.package.diagrams.mermaid import MermaidDiagram, build_mermaid

__all__ = ["Drawing", "Edge", "Graph", "MermaidDiagram", "build_mermaid", "draw"]
