"""The shape of what was pressed: what it would do, without the texts that it holds and the names it uses."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from typing import Any

Shape = Any
TAG = re.compile(r"<[^>\n]*>?")
OURS = {"<code>", "</code>"}


def shapes(files: dict[str, str]) -> dict[str, Shape]:
    """The shape of each file by its path."""
    return {name: _shape(name, text) for name, text in files.items()}


def _shape(name: str, text: str) -> Shape:
    if name.endswith(".py"):
        return of_python(text)
    if name.endswith(".toml"):
        return of_data(tomllib.loads(text))
    return of_markdown(text) if name.endswith(".md") else None


def of_python(text: str) -> Shape:
    """The kinds of all nodes; docstrings and the texts of literals left out."""
    return list(_nodes(ast.parse(text)))


def _nodes(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield repr(node.value) if not isinstance(node.value, str) else "text"
        return
    yield type(node).__name__
    if isinstance(node, ast.AnnAssign) and _is_alias(node):
        # The text of an alias is code that type checkers read.
        node = ast.parse(ast.literal_eval(node.value), mode="eval")  # type: ignore[arg-type]
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.Expr) and _is_text(child.value)):
            yield from _nodes(child)


def _is_text(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_alias(node: ast.AnnAssign) -> bool:
    return ast.unparse(node.annotation) == "TypeAlias" and _is_text(node.value)


def of_data(value: Any) -> Shape:
    """The keys of a table, and what kinds of values they have."""
    if isinstance(value, dict):
        return {key: of_data(inner) for key, inner in value.items()}
    return [of_data(v) for v in value] if isinstance(value, list) else type(value)


def of_markdown(text: str) -> Shape:
    """The tags that are not ours, the links, and how many lines and cells there are."""
    tags = [tag for tag in TAG.findall(text) if tag not in OURS]
    cells = [len(re.findall(r"(?<!\\)\|", line)) for line in text.splitlines()]
    return tags, len(re.findall(r"(?<!\\)\]\(", text)), cells
