"""Docstrings of async classes and functions: as full as those of their sync counterparts."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from tests.golden.generate_case import CASES, generate_case

# Cases with streams, pages and lifecycles.
DOCUMENTS = (
    "lifecycle_of_an_order",
    "pagination_and_idempotency",
    "stream_of_events",
)


# Words in the names of async parts, and those of their sync counterparts.
WORDS = (("Async", ""), ("Async", "Sync"), ("async_", ""), ("async", "sync"))


@pytest.mark.parametrize("case", DOCUMENTS)
def test_async_docstrings_are_as_full(case: str) -> None:
    texts: dict[str, str] = {}
    for name, text in generate_case(CASES / case).files.items():
        if name.endswith(".py") and "/tests/" not in name:
            folder = name.replace("_async.py", "_sync.py")
            texts |= _list_docstrings(ast.parse(text), f"{folder}:")
    pairs = [
        (name, name.replace(word, other, 1))
        for name in texts
        for word, other in WORDS
        if word in name and name.replace(word, other, 1) in texts
    ]
    assert pairs
    for name, sync in pairs:
        assert _count_lines(texts[name]) >= _count_lines(texts[sync]), name


def _list_docstrings(node: ast.AST, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the docstring of each class and function, by its qualified name."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            name = f"{prefix}{child.name}"
            yield name, ast.get_docstring(child) or ""
            yield from _list_docstrings(child, f"{name}.")


def _count_lines(text: str) -> int:
    return len(text.splitlines())
