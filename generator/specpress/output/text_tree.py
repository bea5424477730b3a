"""Trees as text, drawn with lines."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.package.error_tree import ErrorNode


def format_tree(root: ErrorNode) -> str:
    """Return a line for each exception; their meanings are aligned."""
    rows = [(root.name, root.meaning), *_draw_branches(root, "")]
    width = max(len(name) for name, _ in rows) + 2
    return "\n".join(f"{name:{width}}{meaning}".rstrip() for name, meaning in rows)


def _draw_branches(node: ErrorNode, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the exceptions below another, each name after its lines, with its meaning."""
    for child in node.children:
        is_last = child is node.children[-1]
        corner, pad = ("└── ", "    ") if is_last else ("├── ", "│   ")
        yield f"{prefix}{corner}{child.name}", child.meaning
        yield from _draw_branches(child, prefix + pad)
