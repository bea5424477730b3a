"""Parameters: those of the path and those of the operation, which win."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specpress import ir
from specpress.build import read
from specpress.build.types import TypeSpace
from specpress.resolve import Cursor

STYLES = {"path": "simple", "header": "simple", "query": "form", "cookie": "form"}
LOCATIONS = ("path", "query", "header", "cookie", "querystring")
IGNORED = ("accept", "authorization", "content-type")
"""Headers that the specification describes elsewhere: arguments, but never required ones."""
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def build(
    item: Cursor, cursor: Cursor, path: str, naming: str, space: TypeSpace
) -> tuple[ir.Parameter, ...]:
    """The parameters of an operation; what the path names and nothing declares is text."""
    found: dict[tuple[str, str], ir.Parameter] = {}
    for holder in (item, cursor):
        own: set[tuple[str, str]] = set()
        for target in declared(holder, space):
            parameter = _parameter(target, naming, space)
            key = parameter.location, parameter.wire
            if key in own:
                message = f"the {key[0]} parameter {key[1]!r} is declared twice here"
                space.problems.warning(target, message, "the last one is taken")
            own.add(key)
            found[key] = parameter
    _check_path(cursor, path, found, space)
    for name in _PLACEHOLDER.findall(path):
        if ("path", name) not in found:
            found["path", name] = _undeclared(cursor, path, name, naming, space)
    return tuple(found.values())


def declared(holder: Cursor, space: TypeSpace) -> Iterator[Cursor]:
    """The parameters that stand in a list, references followed; those without a name are refused."""
    listed = read.sequence(holder, "parameters", space.problems)
    for entry in listed.elements() if listed is not None else ():
        target = read.followed(entry, space.problems)
        if target is None:
            continue
        if not read.text(target, "name"):
            space.problems.error(target, "this parameter has no `name`", "give it one")
        elif target.value.get("in") not in LOCATIONS:
            message = f"the parameter {target.value['name']!r} is in no known place"
            hint = f"`in` must be one of: {', '.join(LOCATIONS)}"
            space.problems.error(target, message, hint)
        else:
            yield target


def _parameter(cursor: Cursor, naming: str, space: TypeSpace) -> ir.Parameter:
    location, wire = read.text(cursor, "in"), read.text(cursor, "name")
    style = read.text(cursor, "style") or STYLES.get(location, "form")
    own = cursor.path[:2] == ("components", "parameters") or not cursor.path
    name = ir.Naming(wire) if own else ir.Naming(naming, (wire,))
    media_type, schema = _content(cursor, space)
    schema = schema or cursor.get("schema")
    explode = cursor.value.get("explode")
    needed = read.flag(cursor, "required") or location == "path"
    value = schema.value if schema is not None else None
    return ir.Parameter(
        wire=wire,
        location=location,
        style=style,
        explode=explode if isinstance(explode, bool) else style == "form",
        required=needed and not (location == "header" and wire.lower() in IGNORED),
        type=space.build(schema, name) if schema else space.anything(cursor, name),
        default=value.get("default") if isinstance(value, dict) else None,
        description=read.text(cursor, "description"),
        deprecated=read.flag(cursor, "deprecated"),
        content_type=media_type,
        allow_reserved=read.flag(cursor, "allowReserved"),
        origin=cursor.id,
    )


def _content(cursor: Cursor, space: TypeSpace) -> tuple[str | None, Cursor | None]:
    """The first media type of a `content` map and its schema."""
    for media_type, entry in read.entries(cursor, "content", space.problems):
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
        description="",
        deprecated=False,
        content_type=None,
        allow_reserved=False,
        origin=type_id,
    )


def _check_path(
    cursor: Cursor,
    path: str,
    found: dict[tuple[str, str], ir.Parameter],
    space: TypeSpace,
) -> None:
    """Say which path parameters have no place in the path: they are arguments that go nowhere."""
    for location, name in [*found]:
        if location == "path" and f"{{{name}}}" not in path:
            message = f"the path parameter {name!r} is not in the path {path!r}"
            space.problems.warning(cursor, message, f"write {{{name}}} in the path")
