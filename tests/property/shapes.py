"""The shape of generated files: their syntax without the texts and names taken from the document."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

Shape = Any
BLOCK_START = re.compile(
    r" {4}\S|\s*(?:[#>=~]|[-+*_](?:\s|[-+*_]{2})|```|\[[^\]]*\]:|\d+[.)]\s)"
)
CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(?:.*?[^`])\1(?!`)")
ORIGIN = re.compile(r"^Named `[^`\n]+` in the document\.\n\n", re.MULTILINE)
HTML_TAG = re.compile(r"<[^>\n]*>?")
PYTHON_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TEMPLATE_TAGS = {"<code>", "</code>"}


def file_shapes(files: dict[str, str]) -> dict[str, Shape]:
    """Return the shape of each file by its path."""
    return {path: _file_shape(path, text) for path, text in files.items()}


# Cached: most files are the same in every package.
@lru_cache(maxsize=1000)
def _file_shape(path: str, text: str) -> Shape:
    if path.endswith(".py"):
        return python_shape(text)
    if path.endswith(".toml"):
        return data_shape(tomllib.loads(text))
    return markdown_shape(text) if path.endswith(".md") else None


def python_shape(source: str) -> Shape:
    """Return the types of all syntax nodes, without docstrings and the text of literals."""
    return list(_node_types(ast.parse(source)))


def _node_types(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield repr(node.value) if not isinstance(node.value, str) else "text"
        return
    yield type(node).__name__
    if isinstance(node, ast.AnnAssign) and _is_alias(node):
        # Type checkers evaluate the string of a type alias, so it counts as code.
        node = ast.parse(ast.literal_eval(node.value), mode="eval")  # type: ignore[arg-type]
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.Expr) and _is_string(child.value)):
            yield from _node_types(child)


def _is_string(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_alias(node: ast.AnnAssign) -> bool:
    return ast.unparse(node.annotation) == "TypeAlias" and _is_string(node.value)


def data_shape(value: Any) -> Shape:
    """Return the keys of a table and the types of its values."""
    if isinstance(value, dict):
        return {key: data_shape(child) for key, child in value.items()}
    return [data_shape(v) for v in value] if isinstance(value, list) else type(value)


def markdown_shape(text: str) -> Shape:
    """Return HTML tags other than those of the templates, the number of links, table cells by line, and code.

    Lines of paragraphs do not count: a description may have several paragraphs. Those that begin a
    heading, a list, a quotation, code or a rule do.

    In a code span, there are no tags and no links. Its bars separate cells in the rows of a table only. Blocks of
    Python are compared by their syntax: longer names and texts take more lines.
    """
    blocks = [python_shape(block) for block in PYTHON_BLOCK.findall(text)]
    # Names with other letters in the document have this paragraph.
    lines = ORIGIN.sub("", PYTHON_BLOCK.sub("```python\n```", text)).splitlines()
    outside = [CODE_SPAN.sub("", line) for line in lines]
    tags = [t for t in HTML_TAG.findall("\n".join(outside)) if t not in TEMPLATE_TAGS]
    rows = [
        line if line.startswith("|") else rest
        for line, rest in zip(lines, outside, strict=True)
    ]
    counts = [(row, len(re.findall(r"(?<!\\)\|", row))) for row in rows]
    cells = [count for row, count in counts if count or BLOCK_START.match(row)]
    links = re.findall(r"(?<!\\)\]\(", "\n".join(outside))
    return tags, len(links), cells, blocks
