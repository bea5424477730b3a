"""Changes: takes the source of a module, gives the same with one thing changed, again and again."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

OTHER_TYPES = {
    "str": "int",
    "int": "str",
    "float": "str",
    "bool": "str",
    "datetime": "int",
}
OTHER_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one thing changed."""

    path: str
    line: int
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A node of the tree and the text to stand in its place."""

    node: ast.expr
    text: str


def mutants(path: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a module."""
    starts = _starts(source)
    content = source.encode()
    for edit in _of_body(ast.parse(source).body):
        node = edit.node
        begin = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        old = content[begin:end].decode()
        changed = content[:begin] + edit.text.encode() + content[end:]
        what = f"{' '.join(old.split())[:70]} -> {' '.join(edit.text.split())[:70]}"
        yield Mutant(path, node.lineno, what, changed.decode())


def _starts(source: str) -> list[int]:
    """Where each line begins, in bytes, as the positions of the tree are."""
    found = [0]
    for line in source.encode().splitlines(keepends=True):
        found.append(found[-1] + len(line))
    return found


def _of_body(body: list[ast.stmt]) -> Iterator[Edit]:
    for statement in body:
        yield from _of_statement(statement)


def _of_statement(statement: ast.stmt) -> Iterator[Edit]:
    """What is run; docstrings, imports and what only type checkers read stay as they are."""
    match statement:
        case ast.ClassDef(body=body) if not _is_model(statement):
            # The annotations of models alone are read; the others are for type checkers.
            yield from _of_body([s for s in body if not isinstance(s, ast.AnnAssign)])
        case (
            ast.ClassDef(body=body)
            | ast.FunctionDef(body=body)
            | ast.AsyncFunctionDef(body=body)
        ):
            yield from _of_body(body)
        case ast.AnnAssign(annotation=annotation, value=value):
            if isinstance(statement.target, ast.Name) and not _is_table(statement):
                is_optional = isinstance(value, ast.Constant) and value.value is None
                yield from _of_annotation(annotation, is_optional)
            if value is not None:
                yield from _of_value(value)
        case ast.Assign(value=value) if not _is_all(statement):
            yield from _of_value(value)
        case ast.Return(value=ast.expr() as value):
            yield Edit(value, "None")
            yield from _of_value(value)
        case ast.If(test=test, body=body, orelse=orelse) if not _is_for_checkers(test):
            yield from _of_value(test)
            yield from _of_body([*body, *orelse])
        case _:
            return


def _is_model(statement: ast.ClassDef) -> bool:
    return any(isinstance(b, ast.Name) and b.id == "Model" for b in statement.bases)


def _is_table(statement: ast.AnnAssign) -> bool:
    """Whether it is a constant of a module: its annotation says nothing at run time."""
    return isinstance(statement.target, ast.Name) and statement.target.id.isupper()


def _is_all(statement: ast.Assign) -> bool:
    return any(
        isinstance(t, ast.Name) and t.id.startswith("__") for t in statement.targets
    )


def _is_for_checkers(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def _of_annotation(node: ast.expr, is_optional: bool = False) -> Iterator[Edit]:
    """Null taken away, another type, another name on the wire.

    Of a field whose default is None, only type checkers read that it may be None.
    """
    match node:
        case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Constant(value=None)):
            if not is_optional:
                yield Edit(node, ast.unparse(left))
            yield from _of_annotation(left)
        case ast.Subscript(
            value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[plain, *told])
        ):
            yield from _of_annotation(plain, is_optional)
            for entry in told:
                yield from _of_value(entry)
        case ast.Subscript(value=ast.Name(id="list"), slice=item):
            yield Edit(node, ast.unparse(item))
            yield from _of_annotation(item)
        case ast.Name(id=name) if name in OTHER_TYPES:
            yield Edit(node, OTHER_TYPES[name])
        case _:
            return


def _of_value(node: ast.expr) -> Iterator[Edit]:
    """Constants, signs of comparison, entries of tuples, arguments of calls."""
    match node:
        case ast.Constant(value=bool() as value):
            yield Edit(node, repr(not value))
        case ast.Constant(value=int() as value):
            yield Edit(node, repr(value + 1))
        case ast.Constant(value=str() as value):
            yield Edit(node, repr(f"{value}_"))
        case ast.Compare(left=left, ops=[sign], comparators=[right]) if (
            type(sign) in OTHER_SIGNS
        ):
            text = f"{ast.unparse(left)} {OTHER_SIGNS[type(sign)]} {ast.unparse(right)}"
            yield Edit(node, text)
            yield from _of_value(right)
        case ast.Tuple(elts=entries) | ast.List(elts=entries):
            for entry in entries:
                yield from _without(node, entry)
                yield from _of_value(entry)
        case ast.Call(args=arguments, keywords=keywords):
            for value in (*arguments, *(keyword.value for keyword in keywords)):
                yield from _of_value(value)
        case _:
            return


def _without(node: ast.Tuple | ast.List, entry: ast.expr) -> Iterator[Edit]:
    """A row with one entry less."""
    kept = [ast.unparse(other) for other in node.elts if other is not entry]
    text = ", ".join(kept) + ("," if len(kept) == 1 else "")
    yield Edit(node, f"[{text}]" if isinstance(node, ast.List) else f"({text})")
