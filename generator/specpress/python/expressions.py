"""Python expressions with the imports that they need.

Views hold these trees; templates print them on one line, and the printer breaks long lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, TypeAlias

from specpress.python.source_text import format_literal

# Python compiles `A | B | C` recursively, one level for each operand.
MAX_OPERANDS = 100


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """A name and the module that defines it; modules of the package begin with a dot.

    An empty name imports the module.
    """

    module: str
    name: str
    alias: str = ""


class Expression:
    """A node of the tree; `str()` returns its source on one line."""

    __slots__ = ()

    def parts(self) -> Sequence[PyExpression]:
        """Return the expressions inside this one."""
        return ()


@dataclass(frozen=True, slots=True)
class PyName(Expression):
    """A name, or names joined by dots."""

    text: str
    origin: Import | None = None
    """The import that defines the name; None for builtins and local names."""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class PyLiteral(Expression):
    """A constant: a string, number, boolean or None."""

    value: Any

    def __str__(self) -> str:
        return format_literal(self.value)


@dataclass(frozen=True, slots=True)
class PySubscript(Expression):
    """A name with arguments in square brackets, such as `list[int]`."""

    base: PyName
    items: tuple[PyExpression, ...]

    def __str__(self) -> str:
        return f"{self.base}[{', '.join(map(str, self.items))}]"

    def parts(self) -> Sequence[PyExpression]:
        return (self.base, *self.items)


def _split(texts: list[str], size: int) -> Iterator[list[str]]:
    """Yield the texts in lists of a size."""
    for start in range(0, len(texts), size):
        yield texts[start : start + size]


@dataclass(frozen=True, slots=True)
class PyUnion(Expression):
    """Alternatives, such as `int | None`."""

    members: tuple[PyExpression, ...]

    def __str__(self) -> str:
        texts = [*map(str, self.members)]
        if len(texts) <= MAX_OPERANDS:
            return " | ".join(texts)
        groups = _split(texts, MAX_OPERANDS)
        return " | ".join(f"({' | '.join(group)})" for group in groups)

    def parts(self) -> Sequence[PyExpression]:
        return self.members


@dataclass(frozen=True, slots=True)
class PyStarred(Expression):
    """An expression with a star before it."""

    inner: PyExpression

    def __str__(self) -> str:
        return f"*{self.inner}"

    def parts(self) -> Sequence[PyExpression]:
        return (self.inner,)


@dataclass(frozen=True, slots=True)
class PyCall(Expression):
    """A call with positional and keyword arguments."""

    function: PyName
    arguments: tuple[PyExpression, ...] = ()
    keywords: tuple[tuple[str, PyExpression], ...] = ()
    options: PyName | None = None
    """A dictionary of further keyword arguments."""

    def __str__(self) -> str:
        named = [f"{name}={value}" for name, value in self.keywords]
        options = [f"**{self.options}"] if self.options else []
        arguments = [*map(str, self.arguments), *named, *options]
        return f"{self.function}({', '.join(arguments)})"

    def parts(self) -> Sequence[PyExpression]:
        values = (value for _, value in self.keywords)
        options = (self.options,) if self.options else ()
        return (self.function, *self.arguments, *values, *options)


@dataclass(frozen=True, slots=True)
class PyTuple(Expression):
    """A tuple in parentheses."""

    items: tuple[PyExpression, ...]

    def __str__(self) -> str:
        comma = "," if len(self.items) == 1 else ""
        return f"({', '.join(map(str, self.items))}{comma})"

    def parts(self) -> Sequence[PyExpression]:
        return self.items


@dataclass(frozen=True, slots=True)
class PyList(Expression):
    """A list."""

    items: tuple[PyExpression, ...]

    def __str__(self) -> str:
        return f"[{', '.join(map(str, self.items))}]"

    def parts(self) -> Sequence[PyExpression]:
        return self.items


@dataclass(frozen=True, slots=True)
class PyDict(Expression):
    """A dictionary."""

    entries: tuple[tuple[PyExpression, PyExpression], ...]

    def __str__(self) -> str:
        return f"{{{', '.join(f'{key}: {value}' for key, value in self.entries)}}}"

    def parts(self) -> Sequence[PyExpression]:
        return tuple(chain.from_iterable(self.entries))


@dataclass(frozen=True, slots=True)
class PyQuoted(Expression):
    """A type as a string: it is not evaluated when the module is loaded."""

    inner: PyExpression

    def __str__(self) -> str:
        return format_literal(str(self.inner))

    def parts(self) -> Sequence[PyExpression]:
        return (self.inner,)


@dataclass(frozen=True, slots=True)
class PyOperation(Expression):
    """Operands with an operator between them, such as `a == b`; none needs parentheses."""

    operator: str
    operands: tuple[PyExpression, ...]

    def __str__(self) -> str:
        return f" {self.operator} ".join(map(str, self.operands))

    def parts(self) -> Sequence[PyExpression]:
        return self.operands


PyExpression: TypeAlias = (
    PyName
    | PyLiteral
    | PySubscript
    | PyUnion
    | PyStarred
    | PyCall
    | PyTuple
    | PyList
    | PyDict
    | PyQuoted
    | PyOperation
)
PyType: TypeAlias = PyName | PyLiteral | PySubscript | PyUnion | PyStarred

NONE = PyLiteral(None)
ANY = PyName("Any", Import("typing", "Any"))
LITERAL = PyName("Literal", Import("typing", "Literal"))


def list_names(*expressions: PyExpression) -> Iterator[PyName]:
    """Return the names in expressions, repeated ones included."""
    pending = [*expressions]
    while pending:
        expression = pending.pop()
        if type(expression) is PyName:
            yield expression
        else:
            pending += expression.parts()


def list_imports(*expressions: PyExpression) -> Iterator[Import]:
    """Return the imports that expressions need, repeated ones included."""
    return (name.origin for name in list_names(*expressions) if name.origin)


def make_call(function: PyName, *arguments: PyExpression, **keywords: Any) -> PyCall:
    """Return a call; keywords whose value is None are left out, plain values are literals."""
    values = ((name, as_expression(v)) for name, v in keywords.items() if v is not None)
    return PyCall(function, arguments, tuple(values))


def as_expression(value: Any) -> PyExpression:
    """Return an expression for a plain value: tuples, lists, dictionaries and literals."""
    if value is None or isinstance(value, (str, int, float)):
        return PyLiteral(value)
    if isinstance(value, tuple):
        return PyTuple(tuple(map(as_expression, value)))
    if isinstance(value, list):
        return PyList(tuple(map(as_expression, value)))
    if isinstance(value, dict):
        entries = ((as_expression(k), as_expression(v)) for k, v in value.items())
        return PyDict(tuple(entries))
    return value if isinstance(value, PyExpression) else PyLiteral(value)


def make_literal_type(*values: Any) -> PyType:
    """Return `Literal[…]` of values."""
    return PySubscript(LITERAL, tuple(map(PyLiteral, values)))


# Python 3.11 compiles about 3,000 operands of `|`; a type alias is a string, and has no limit.
MAX_OPERANDS = 1_000


def make_union(members: Sequence[PyType]) -> PyType:
    """Return the union of types: flat, `Literal` types merged, None last; Any absorbs the others."""
    flat = [m for member in members for m in list_alternatives(member)]
    if ANY in flat:
        return ANY
    literals = [m for m in flat if _is_literal(m)]
    # By text: True and 1 are equal in Python.
    values = {str(value): value for m in literals for value in m.parts()[1:]}
    merged = PySubscript(LITERAL, tuple(values.values()))
    parts = dict.fromkeys(merged if _is_literal(m) else m for m in flat if m != NONE)
    ordered = [*parts, *([NONE] if NONE in flat else [])]
    return ordered[0] if len(ordered) == 1 else PyUnion(tuple(ordered))


def make_annotation(members: Sequence[PyType]) -> PyType:
    """Return the union of types in an annotation: Any for more than Python compiles."""
    union = make_union(members)
    is_long = isinstance(union, PyUnion) and len(union.members) > MAX_OPERANDS
    return ANY if is_long else union


def or_any(members: Sequence[PyType]) -> PyType:
    """Return the union of types and Any: type checkers check the uses of the types."""
    if (known := make_union(members)) == ANY:
        return ANY
    return PyUnion((*(m for m in list_alternatives(known) if m != NONE), ANY))


def list_alternatives(member: PyExpression) -> Sequence[PyType]:
    """Return the members of a union; the type itself for others."""
    return member.members if isinstance(member, PyUnion) else (member,)  # type: ignore[return-value]


def _is_literal(member: PyExpression) -> bool:
    return isinstance(member, PySubscript) and member.base == LITERAL


def or_none(annotation: PyType) -> PyType:
    """Return the type with None."""
    if isinstance(annotation, PyName) and annotation != ANY:
        return PyUnion((annotation, NONE))
    if ANY in list_alternatives(annotation):
        return annotation
    return make_union([annotation, NONE])


def rename(expression: PyType, change: Callable[[PyName], PyName]) -> PyType:
    """Return a type with all of its names changed."""
    match expression:
        case PyName():
            return change(expression)
        case PySubscript(base=base, items=items):
            return PySubscript(change(base), tuple(rename(i, change) for i in items))  # type: ignore[arg-type]
        case PyUnion(members=members):
            return PyUnion(tuple(rename(m, change) for m in members))  # type: ignore[arg-type]
        case PyStarred(inner=inner):
            return replace(expression, inner=rename(inner, change))  # type: ignore[arg-type]
        case PyLiteral():
            return expression
