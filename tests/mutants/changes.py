"""Mutants of a module: copies of its source with one expression changed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

REPLACED_TYPES = {
    "str": "int",
    "int": "str",
    "float": "str",
    "bool": "str",
    "datetime": "int",
}
NEGATED_OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one expression changed."""

    path: str
    line: int
    description: str
    source: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A node of the syntax tree and its replacement."""

    node: ast.expr
    text: str


def mutants(path: str, source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module."""
    line_offsets = _line_offsets(source)
    content = source.encode()
    for edit in _body_edits(ast.parse(source).body):
        node = edit.node
        start = line_offsets[node.lineno - 1] + node.col_offset
        end = line_offsets[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        old = content[start:end].decode()
        changed = content[:start] + edit.text.encode() + content[end:]
        description = f"{_shorten(old)} -> {_shorten(edit.text)}"
        yield Mutant(path, node.lineno, description, changed.decode())


def _shorten(code: str) -> str:
    return " ".join(code.split())[:70]


def _line_offsets(source: str) -> list[int]:
    # In bytes, as `col_offset` of the syntax tree is.
    offsets = [0]
    for line in source.encode().splitlines(keepends=True):
        offsets.append(offsets[-1] + len(line))
    return offsets


def _body_edits(body: list[ast.stmt]) -> Iterator[Edit]:
    for statement in body:
        yield from _statement_edits(statement)


def _statement_edits(statement: ast.stmt) -> Iterator[Edit]:
    """Yield edits of code that runs: no docstrings, imports, or code for type checkers only."""
    match statement:
        case ast.ClassDef(body=body) if not _is_model(statement):
            # Only annotations of models are read at run time.
            yield from _body_edits(
                [s for s in body if not isinstance(s, ast.AnnAssign)]
            )
        case (
            ast.ClassDef(body=body)
            | ast.FunctionDef(body=body)
            | ast.AsyncFunctionDef(body=body)
        ):
            yield from _body_edits(body)
        case ast.AnnAssign(annotation=annotation, value=value):
            if isinstance(statement.target, ast.Name) and not _is_constant(statement):
                is_optional = isinstance(value, ast.Constant) and value.value is None
                yield from _annotation_edits(annotation, is_optional)
            if value is not None:
                yield from _value_edits(value)
        case ast.Assign(value=value) if not _is_dunder(statement):
            yield from _value_edits(value)
        case ast.Return(value=ast.expr() as value):
            yield Edit(value, "None")
            yield from _value_edits(value)
        case ast.If(test=test, body=body, orelse=orelse) if not _is_type_checking(test):
            yield from _value_edits(test)
            yield from _body_edits([*body, *orelse])
        case _:
            return


def _is_model(statement: ast.ClassDef) -> bool:
    return any(isinstance(b, ast.Name) and b.id == "Model" for b in statement.bases)


def _is_constant(statement: ast.AnnAssign) -> bool:
    # Annotations of module constants have no effect at run time.
    return isinstance(statement.target, ast.Name) and statement.target.id.isupper()


def _is_dunder(statement: ast.Assign) -> bool:
    return any(
        isinstance(t, ast.Name) and t.id.startswith("__") for t in statement.targets
    )


def _is_type_checking(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def _annotation_edits(node: ast.expr, is_optional: bool = False) -> Iterator[Edit]:
    """Yield edits of an annotation: without None, another type, another wire name.

    None in the annotation of a field that defaults to None has no effect at run time.
    """
    match node:
        case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Constant(value=None)):
            if not is_optional:
                yield Edit(node, ast.unparse(left))
            yield from _annotation_edits(left)
        case ast.Subscript(
            value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[type_, *metadata])
        ):
            yield from _annotation_edits(type_, is_optional)
            for entry in metadata:
                yield from _value_edits(entry)
        case ast.Subscript(value=ast.Name(id="list"), slice=item):
            yield Edit(node, ast.unparse(item))
            yield from _annotation_edits(item)
        case ast.Name(id=name) if name in REPLACED_TYPES:
            yield Edit(node, REPLACED_TYPES[name])
        case _:
            return


def _value_edits(node: ast.expr) -> Iterator[Edit]:
    """Yield edits of constants, comparisons, elements of tuples and lists, and arguments of calls."""
    match node:
        case ast.Constant(value=bool() as value):
            yield Edit(node, repr(not value))
        case ast.Constant(value=int() as value):
            yield Edit(node, repr(value + 1))
        case ast.Constant(value=str() as value):
            yield Edit(node, repr(f"{value}_"))
        case ast.Compare(left=left, ops=[operator], comparators=[right]) if (
            type(operator) in NEGATED_OPERATORS
        ):
            negated = NEGATED_OPERATORS[type(operator)]
            text = f"{ast.unparse(left)} {negated} {ast.unparse(right)}"
            yield Edit(node, text)
            yield from _value_edits(right)
        case ast.Tuple(elts=entries) | ast.List(elts=entries):
            for entry in entries:
                yield _without(node, entry)
                yield from _value_edits(entry)
        case ast.Call(args=arguments, keywords=keywords):
            for value in (*arguments, *(keyword.value for keyword in keywords)):
                yield from _value_edits(value)
        case _:
            return


def _without(node: ast.Tuple | ast.List, entry: ast.expr) -> Edit:
    remaining = [ast.unparse(other) for other in node.elts if other is not entry]
    text = ", ".join(remaining) + ("," if len(remaining) == 1 else "")
    return Edit(node, f"[{text}]" if isinstance(node, ast.List) else f"({text})")
