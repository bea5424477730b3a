"""The exceptions of a package, drawn as a tree for a docstring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specpress.package.errors import ErrorView
from specpress.package.refusals import RefusalView

ROOT = "APIError"
# Base, name and meaning of the exceptions of every client.
COMMON_ERRORS = (
    (ROOT, "APIConnectionError", "no response, or the connection broke"),
    ("APIConnectionError", "APITimeoutError", "timeout"),
    (ROOT, "APIStatusError", "error status"),
    ("APIStatusError", "ClientStatusError", "4XX: error in the request"),
    ("APIStatusError", "ServerStatusError", "5XX: error in the server"),
    (ROOT, "APIDecodeError", "response contradicts the document, or is too large"),
)


def draw_error_tree(
    errors: Iterable[ErrorView], refusals: Iterable[RefusalView]
) -> list[str]:
    """Return the lines of the tree, with the documented status of each class."""
    children: dict[str, list[tuple[str, str]]] = {}
    documented = [(e.base, e.name, e.status.strip("\"'")) for e in errors]
    rejected = [(r.base, r.name, "not allowed in this state") for r in refusals]
    for base, name, meaning in (*COMMON_ERRORS, *documented, *rejected):
        children.setdefault(base, []).append((name, meaning))
    rows = [(ROOT, ""), *_draw_branches(ROOT, children, "")]
    width = max(len(name) for name, _ in rows) + 2
    return [f"{name:{width}}{meaning}".rstrip() for name, meaning in rows]


def _draw_branches(
    base: str, children: dict[str, list[tuple[str, str]]], prefix: str
) -> Iterator[tuple[str, str]]:
    """Yield the lines below an exception, each with its meaning."""
    branches = children.get(base, [])
    for name, meaning in branches:
        is_last = (name, meaning) == branches[-1]
        corner, pad = ("└── ", "    ") if is_last else ("├── ", "│   ")
        yield f"{prefix}{corner}{name}", meaning
        yield from _draw_branches(name, children, prefix + pad)
