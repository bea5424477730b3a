"""Parameters: those of the path and those of the operation, which win."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from specpress import ir
from specpress.build import read, told
from specpress.build.naming import naming_of
from specpress.build.types import TypeSpace
from specpress.resolve import Cursor
from specpress.validate import words
from specpress.validate.defaults import check_default

STYLES = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form", "cookie"),
    "querystring": ("form",),
}
"""The styles of each place; the first one is its default."""
IGNORED = ("accept", "authorization", "content-type")
"""Headers that the specification describes elsewhere: arguments, but never required ones."""
EXPLODED = ("", "form", "cookie")
"""The styles that take a value apart, unless the document says otherwise."""
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def build(
    holders: tuple[Cursor, ...], path: str, naming: str, space: TypeSpace
) -> tuple[ir.Parameter, ...]:
    """The parameters of an operation and of what holds it; what nothing declares is text."""
    cursor = holders[0]
    found: dict[tuple[str, str], ir.Parameter] = {}
    for holder in reversed(holders):
        own: dict[tuple[str, str], Cursor] = {}
        for entry, target in declared(holder, space):
            parameter = _parameter(target, space)
            key = _key(parameter)
            if key in own and target.id != found[key].origin:
                _note_duplicate(own[key], parameter, space)
            own[key] = entry
            found[key] = parameter
    names = {name for location, name in found if location == "path"}
    placed = _PLACEHOLDER.findall(plain_path(path, names))
    for name in sorted(names.difference(placed)):
        message = f"the path parameter {name!r} is not in the path {path!r}"
        space.problems.warning(cursor, message, f"write {{{name}}} in the path")
    for name in placed:
        if name not in names:
            found["path", name] = _undeclared(cursor, path, name, naming, space)
    return _in_order(found.values(), placed)


def _in_order(
    found: Iterable[ir.Parameter], placed: list[str]
) -> tuple[ir.Parameter, ...]:
    """The parameters of the path as they stand in it, then the others as they are declared."""
    order = {name: place for place, name in enumerate(placed)}

    def place(parameter: ir.Parameter) -> int:
        last = len(placed)
        return order.get(parameter.wire, last) if parameter.location == "path" else last

    return tuple(sorted(found, key=place))


def plain_path(path: str, declared: Collection[str]) -> str:
    """A path whose parameters stand in it by name alone: RFC 6570 has signs before and behind them."""

    def plain(found: re.Match[str]) -> str:
        name = found[1].strip(".;+/?&#*")
        known = found[1] not in declared and name in declared
        return f"{{{name}}}" if known else found[0]

    return _PLACEHOLDER.sub(plain, path)


def _note_duplicate(entry: Cursor, parameter: ir.Parameter, space: TypeSpace) -> None:
    name = f"{parameter.location} parameter {parameter.wire!r}"
    message = f"the {name} is declared again below: this declaration is ignored"
    space.problems.omission(entry, name, message, "remove all but one of them")


def declared(holder: Cursor, space: TypeSpace) -> Iterator[tuple[Cursor, Cursor]]:
    """Yield each entry of a list of parameters with its target; what cannot be sent is an omission."""
    listed = read.sequence(holder, "parameters", space.problems)
    for entry in listed.elements() if listed is not None else ():
        target = read.followed(entry, space.problems)
        if target is None:
            continue
        name, location = read.text(target, "name"), read.text(target, "in")
        if not name:
            message = "this parameter has no `name`: it is left out"
            omits = f"{location} parameter without a name".lstrip()
            space.problems.omission(target, omits, message, "give it one")
        elif location not in STYLES:
            message = f"the parameter {name!r} has {_unknown_in(location)}: it is left out"
            hint = words.close(location, STYLES) or f"it is one of: {', '.join(STYLES)}"
            space.problems.omission(target, f"parameter {name!r}", message, hint)
        else:
            yield entry, target


def _unknown_in(location: str) -> str:
    return f"the unknown `in` value {location!r}" if location else "no `in` value"


def _parameter(cursor: Cursor, space: TypeSpace) -> ir.Parameter:
    location, wire = read.text(cursor, "in"), read.text(cursor, "name")
    media_type, schema = _content(cursor, space)
    schema = schema if media_type else cursor.get("schema")
    if schema is not None:
        check_default(schema, space.problems)
    style = "" if media_type else _style(cursor, location, space)
    explode = cursor.value.get("explode")
    needed = read.flag(cursor, "required") or location == "path"
    value = schema.value if schema is not None else None
    return ir.Parameter(
        wire=wire,
        location=location,
        style=style,
        explode=explode if isinstance(explode, bool) else style in EXPLODED,
        required=needed and not (location == "header" and wire.lower() in IGNORED),
        type=(
            space.build(schema)
            if schema
            else space.anything(cursor, naming_of(cursor))
        ),
        default=value.get("default") if isinstance(value, dict) else None,
        description=read.text(cursor, "description"),
        notes=told.notes(schema) if schema is not None else (),
        deprecated=read.flag(cursor, "deprecated"),
        content_type=media_type,
        allow_reserved=read.flag(cursor, "allowReserved"),
        allow_empty=read.flag(cursor, "allowEmptyValue"),
        origin=cursor.id,
    )


def _key(parameter: ir.Parameter) -> tuple[str, str]:
    """What tells parameters apart: the names of headers have no case."""
    header = parameter.location == "header"
    return parameter.location, parameter.wire.lower() if header else parameter.wire


def _style(cursor: Cursor, location: str, space: TypeSpace) -> str:
    """How the value is written; a style that its place does not have is the default one."""
    known = STYLES[location]
    style = read.text(cursor, "style") or known[0]
    if style in known:
        return style
    message = f"there is no style {style!r} in the {location}"
    space.problems.warning(cursor, message, f"it is written as {known[0]!r}")
    return known[0]


def _content(cursor: Cursor, space: TypeSpace) -> tuple[str | None, Cursor | None]:
    """The first media type of a `content` map and its schema."""
    listed = [*read.entries(cursor, "content", space.problems)]
    for media_type, entry in listed[1:]:
        message = f"a parameter has one media type: {media_type!r} is left out"
        hint = "the first one is used"
        space.problems.omission(entry, f"media type {media_type!r}", message, hint)
    if listed and cursor.get("schema") is not None:
        message = "a parameter has `schema` or `content`: `schema` is left out"
        hint = "remove one of them"
        space.problems.omission(cursor.child("schema"), "`schema`", message, hint)
    for media_type, entry in listed[:1]:
        return media_type, entry.get("schema")
    return None, None


def _undeclared(
    cursor: Cursor, path: str, name: str, naming: str, space: TypeSpace
) -> ir.Parameter:
    message = f"the path {path!r} has a parameter {name!r} that is not declared"
    hint = f"declare it: `in: path`, `name: {name}`; until then it is text"
    space.problems.warning(cursor, message, hint)
    type_id = ir.derived(cursor.id, f"path {name}")
    base = (type_id, ir.Naming(naming, (name,)), "", False)
    space.add(ir.Scalar(*base, ir.ScalarKind.STRING))
    return ir.Parameter(
        wire=name,
        location="path",
        style="simple",
        explode=False,
        required=True,
        type=type_id,
        default=None,
        notes=(),
        description="",
        deprecated=False,
        content_type=None,
        allow_reserved=False,
        allow_empty=False,
        origin=type_id,
    )
