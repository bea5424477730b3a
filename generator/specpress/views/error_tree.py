"""The exceptions of a package as a tree, drawn in lines for a docstring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specpress.views.errors import ErrorView
from specpress.views.refusals import RefusalView

ROOT = "APIError"
OWN = (
    (ROOT, "APIConnectionError", "no answer came, or it broke off"),
    ("APIConnectionError", "APITimeoutError", "not in time"),
    (ROOT, "APIStatusError", "the server answered with an error status"),
    ("APIStatusError", "ClientStatusError", "4XX: the request is at fault"),
    ("APIStatusError", "ServerStatusError", "5XX: the server is"),
    (ROOT, "APIDecodeError", "the answer contradicts the document, or is too large"),
)
"""Base, name and meaning of those that every client has."""


def drawn(errors: Iterable[ErrorView], refusals: Iterable[RefusalView]) -> list[str]:
    """The tree, with the documented statuses beside their classes."""
    below: dict[str, list[tuple[str, str]]] = {}
    documented = [(e.base, e.name, e.status.strip("\"'")) for e in errors]
    forbidden = [(r.base, r.name, "the state forbids it") for r in refusals]
    for base, name, told in (*OWN, *documented, *forbidden):
        below.setdefault(base, []).append((name, told))
    found = [(ROOT, ""), *_branches(ROOT, below, "")]
    width = max(len(name) for name, _ in found) + 2
    return [f"{name:{width}}{told}".rstrip() for name, told in found]


def _branches(
    base: str, below: dict[str, list[tuple[str, str]]], before: str
) -> Iterator[tuple[str, str]]:
    """The lines below an exception, and what each means."""
    children = below.get(base, [])
    for name, told in children:
        is_last = (name, told) == children[-1]
        corner, pad = ("└── ", "    ") if is_last else ("├── ", "│   ")
        yield f"{before}{corner}{name}", told
        yield from _branches(name, below, before + pad)
