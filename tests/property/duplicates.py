"""Names that a module binds twice in one scope, and keys that a dict display repeats."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator


def duplicate_names(source: str) -> list[str]:
    """Return names bound twice in the module or in a class, and duplicate keys of dicts."""
    tree = ast.parse(source)
    duplicates = _duplicates(_bound_names(tree.body))
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            duplicates += _duplicates(_bound_names(node.body))
        if isinstance(node, ast.Dict):
            keys = (ast.unparse(key) for key in node.keys if key is not None)
            duplicates += _duplicates(keys)
    return duplicates


def _duplicates(names: Iterator[str]) -> list[str]:
    # A star import binds no name that we know.
    return [name for name, n in Counter(names).items() if n > 1 and name != "*"]


def _bound_names(body: list[ast.stmt]) -> Iterator[str]:
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
                # TYPE_CHECKING blocks bind in the same scope.
                yield from _bound_names(node.body)
