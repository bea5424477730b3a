"""Diagrams: the states of a resource and what leads from one to another, as Mermaid and as SVG."""

from specpress.diagrams.graph import Edge, Graph
from specpress.diagrams.mermaid import mermaid
from specpress.diagrams.svg import svg

__all__ = ["Edge", "Graph", "mermaid", "svg"]
