"""Scopes: which names a module binds more than once where each should be bound once."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator


def doubled(text: str) -> list[str]:
    """The names that a module, a class or a table of it holds twice."""
    tree = ast.parse(text)
    found = [_twice(_bound(tree.body))]
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            found.append(_twice(_bound(node.body)))
        if isinstance(node, ast.Dict):
            keys = [ast.unparse(key) for key in node.keys if key is not None]
            found.append(_twice(iter(keys)))
    return [name for names in found for name in names]


def _twice(names: Iterator[str]) -> list[str]:
    """What stands there more than once; a star is no name."""
    found = Counter(names)
    return [name for name, times in found.items() if times > 1 and name != "*"]


def _bound(body: list[ast.stmt]) -> Iterator[str]:
    """The names that statements bind in their own scope."""
    for node in body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.Import() | ast.ImportFrom():
                yield from (a.asname or a.name.partition(".")[0] for a in node.names)
            case ast.Assign():
                yield from (t.id for t in node.targets if isinstance(t, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.If():
                yield from _bound(node.body)
