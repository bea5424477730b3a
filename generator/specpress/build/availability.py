"""Availability: when a property is there, by `x-availability`: a condition over its siblings.

Clauses such as `status == DONE`, `status != DONE`, `status in [DONE, FAILED]` and `reviewed == true`, joined by
`and`. What follows a sign is a JSON scalar; a string needs quotes only where it holds a space or a sign.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from specpress import ir
from specpress.build import vocabulary
from specpress.problems import Problems
from specpress.resolve import Cursor

KEY = "x-availability"
HINT = "write `status == DONE`, `status in [DONE, FAILED]` or `reviewed == true`, joined by `and`"
_TOKEN = re.compile(r"""\s*(==|!=|[\[\],]|"[^"]*"|'[^']*'|[^\s=!\[\],'"]+)\s*""")
Types = Mapping[ir.TypeId, ir.Type]


def build(prop: Cursor, problems: Problems) -> ir.Availability | None:
    """When the property at a place is there; None where nothing is said of it."""
    said = prop.get(KEY)
    if said is None or not vocabulary.is_sound(said, KEY, problems):
        return None
    certain = isinstance(said.value, str)
    text = said.value if certain else said.value["only-when"]
    try:
        clauses = tuple(map(_clause, _parted(_tokens(text))))
    except ValueError:
        problems.error(said, f"{KEY}: {text!r} is no condition", HINT)
        return None
    return ir.Availability(clauses, text, certain, prop.id)


def _tokens(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(text)
        yield match[1]
        at = match.end()


def _parted(tokens: Iterator[str]) -> list[list[str]]:
    """The clauses: what `and` stands between."""
    parts: list[list[str]] = [[]]
    for word in tokens:
        if word == "and":
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _clause(tokens: list[str]) -> ir.Clause:
    match tokens:
        case [name, "==" | "!=" as sign, value]:
            return ir.Clause(_plain(name), (_scalar(value),), sign == "!=")
        case [name, "in", "[", *listed, "]"] if {*listed[1::2]} <= {","} and listed:
            return ir.Clause(_plain(name), tuple(map(_scalar, listed[::2])))
        case _:
            raise ValueError(tokens)


def _plain(token: str) -> str:
    """A name or a string, without its quotes."""
    return token[1:-1] if token[0] in "'\"" else token


def _scalar(token: str) -> Any:
    """The value of a token: true, false, null and numbers as JSON writes them, else a string."""
    try:
        found = json.loads(token)
    except json.JSONDecodeError:
        return _plain(token)
    return found


# -- what a condition speaks of ----------------------------------------------------------------


def check(said: Cursor, field: ir.Field, owner: ir.Object, types: Types, problems: Problems) -> None:
    """Note where the condition of a field speaks of what is not there."""
    siblings = {f.wire: f for f in owner.fields if f is not field}
    for clause in field.availability.clauses if field.availability else ():
        sibling = siblings.get(clause.property)
        if sibling is None:
            message = f"{KEY}: the object has no other property {clause.property!r}"
            problems.error(said, message, f"it has {', '.join(siblings)}")
            continue
        for value in clause.values:
            fault = _misfit(value, sibling, types)
            if fault:
                text = json.dumps(value, ensure_ascii=False)
                message = f"{KEY}: {clause.property!r} is never {text}"
                problems.error(said, message, fault)


def _misfit(value: Any, sibling: ir.Field, types: Types) -> str | None:
    """Why a property cannot have a value; None: it can."""
    found, may_be_null = types[sibling.type], not sibling.required
    while isinstance(found, (ir.Alias, ir.Nullable)):
        may_be_null |= isinstance(found, ir.Nullable)
        inner = found.inner if isinstance(found, ir.Nullable) else found.target
        found = types[inner]
    if value is None:
        return None if may_be_null or isinstance(found, ir.Anything) else "it is never null"
    match found:
        case ir.Enum(members=members):
            known = [member.value for member in members]
            return None if value in known else f"it is one of {', '.join(map(str, known))}"
        case ir.Const(value=only):
            return None if value == only else f"it is always {only!r}"
        case ir.Scalar(kind=kind):
            return None if _FITS.get(kind, _is_text)(value) else f"it is a {kind}"
        case ir.Anything():
            return None
        case _:
            return "it is no scalar: compare it with null"


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_FITS: dict[ir.ScalarKind, Callable[[Any], bool]] = {
    ir.ScalarKind.BOOLEAN: lambda value: isinstance(value, bool),
    ir.ScalarKind.INTEGER: _is_number,
    ir.ScalarKind.NUMBER: _is_number,
    ir.ScalarKind.DECIMAL: _is_number,
}
