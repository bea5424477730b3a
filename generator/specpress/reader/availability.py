"""Availability of properties: an extension with a condition on sibling properties.

Clauses such as `status == DONE`, `status != DONE`, `status in [DONE, FAILED]` and
`reviewed == true` are joined by `and`. The right-hand side is a JSON scalar; a string needs quotes
only if it contains spaces or operators.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from specpress import ir
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.schema.extensions import AVAILABILITY as KEY

HINT = "write `status == DONE`, `status in [DONE, FAILED]` or `reviewed == true`, joined by `and`"
_TOKEN = re.compile(r"""\s*(==|!=|[\[\],]|"[^"]*"|'[^']*'|[^\s=!\[\],'"]+)\s*""")
Types = Mapping[ir.TypeId, ir.Type]


def build(
    extension: Cursor, property_id: str, problems: Problems
) -> ir.Availability | None:
    """Parse the condition of a property; None if it is invalid."""
    is_guaranteed = isinstance(extension.value, str)
    text = extension.value if is_guaranteed else extension.value["only-when"]
    try:
        clauses = tuple(map(_parse_clause, _split_clauses(_tokenize(text))))
    except ValueError:
        problems.error(
            extension,
            f"{KEY}: invalid condition {text!r}",
            HINT,
            code="invalid-condition",
        )
        return None
    return ir.Availability(clauses, text, is_guaranteed, property_id)


def _tokenize(text: str) -> Iterator[str]:
    offset = 0
    while offset < len(text):
        match = _TOKEN.match(text, offset)
        if match is None:
            raise ValueError(text)
        yield match[1]
        offset = match.end()


def _split_clauses(tokens: Iterator[str]) -> list[list[str]]:
    clauses: list[list[str]] = [[]]
    for word in tokens:
        if word == "and":
            clauses.append([])
        else:
            clauses[-1].append(word)
    return clauses


def _parse_clause(tokens: list[str]) -> ir.Clause:
    match tokens:
        case [name, "==" | "!=" as operator, value]:
            return ir.Clause(_unquote(name), (_parse_scalar(value),), operator == "!=")
        case [name, "in", "[", *items, "]"] if {*items[1::2]} <= {","} and items:
            return ir.Clause(_unquote(name), tuple(map(_parse_scalar, items[::2])))
        case _:
            raise ValueError(tokens)


def _unquote(token: str) -> str:
    return token[1:-1] if token[0] in "'\"" else token


def _parse_scalar(token: str) -> Any:
    """Parse true, false, null and numbers as JSON; any other token is a string."""
    try:
        return json.loads(token)
    except json.JSONDecodeError:
        return _unquote(token)


# -- validation of conditions ------------------------------------------------------------------


def check(
    extension: Cursor,
    field: ir.Field,
    owner: ir.Object,
    types: Types,
    problems: Problems,
) -> None:
    """Report unknown properties and impossible values in the condition of a field."""
    siblings = {f.wire: f for f in owner.fields if f is not field}
    for clause in field.availability.clauses if field.availability else ():
        sibling = siblings.get(clause.property)
        if sibling is None:
            message = f"{KEY}: unknown property {clause.property!r}"
            hint = f"the object has {', '.join(siblings) or 'no other properties'}"
            problems.error(extension, message, hint, code="invalid-condition")
            continue
        for value in clause.values:
            constraint = _find_mismatch(value, sibling, types)
            if constraint:
                text = json.dumps(value, ensure_ascii=False)
                message = f"{KEY}: {clause.property!r} cannot be {text}"
                problems.error(extension, message, constraint, code="invalid-condition")


def _find_mismatch(value: Any, sibling: ir.Field, types: Types) -> str | None:
    """Return the constraint that excludes a value, or None if the property can have it."""
    type_, is_nullable = types[sibling.type], not sibling.required
    while isinstance(type_, (ir.Alias, ir.Nullable)):
        is_nullable |= isinstance(type_, ir.Nullable)
        inner = type_.inner if isinstance(type_, ir.Nullable) else type_.target
        type_ = types[inner]
    if value is None:
        return (
            None
            if is_nullable or isinstance(type_, ir.Anything)
            else "it is never null"
        )
    match type_:
        case ir.Enum(members=members):
            values = [member.value for member in members]
            return (
                None
                if value in values
                else f"it is one of {', '.join(map(str, values))}"
            )
        case ir.Const(value=constant):
            return None if value == constant else f"it is always {constant!r}"
        case ir.Scalar(kind=kind):
            return None if _CHECKS.get(kind, _is_string)(value) else f"it is a {kind}"
        case ir.Anything():
            return None
        case _:
            return "it is not a scalar; compare it with null"


def _is_string(value: Any) -> bool:
    return isinstance(value, str)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_CHECKS: dict[ir.ScalarKind, Callable[[Any], bool]] = {
    ir.ScalarKind.BOOLEAN: lambda value: isinstance(value, bool),
    ir.ScalarKind.INTEGER: _is_number,
    ir.ScalarKind.NUMBER: _is_number,
    ir.ScalarKind.DECIMAL: _is_number,
    ir.ScalarKind.DECIMAL_NUMBER: _is_number,
}
