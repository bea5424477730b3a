"""Path items and operations."""

from __future__ import annotations

from specpress.document.fields import METHODS
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.swagger.bodies import (
    build_request_body,
    get_location,
    get_name,
)
from specpress.swagger.context import Context
from specpress.swagger.media import read_media_types
from specpress.swagger.parameters import (
    BODY,
    FORM,
    convert_parameter,
)
from specpress.swagger.parts import (
    ObjectBuilder,
    Part,
    Path,
    build_list,
    find_origin,
    keep,
)
from specpress.swagger.responses import convert_responses
from specpress.swagger.servers import build_servers

PATHS = ("paths", "x-ms-paths")
# Keys of an operation that become others.
CONVERTED = ("consumes", "parameters", "produces", "responses", "schemes")


def convert_paths(root: Cursor, context: Context) -> Part | None:
    """Convert the path items of a document, with those that Azure lists separately."""
    sections = [node for key in PATHS if (node := root.get(key)) is not None]
    if not sections:
        return None
    result = ObjectBuilder(find_origin(sections[0]))
    for section in sections:
        if section.is_ref or not isinstance(section.value, dict):
            return _convert_odd_section(section, context)
        for path, item in section.items():
            place = ("paths", path)
            if path in result.value:
                continue
            context.move(item, place)
            is_item = not path.startswith("x-")
            part = convert_path_item(item, place, context) if is_item else keep(item)
            result.add(path, part)
    return result.build()


def _convert_odd_section(section: Cursor, context: Context) -> Part:
    """Keep a section that is no object; follow one that is in another file."""
    if not section.is_ref:
        return keep(section)
    holder = dict(section.value)
    context.refer(holder, section, lambda c, p: _convert_items(c, p, context))
    return Part(holder, find_origin(section))


def _convert_items(cursor: Cursor, place: Path, context: Context) -> Part:
    result = ObjectBuilder(find_origin(cursor))
    for path, item in cursor.items():
        result.add(path, convert_path_item(item, (*place, path), context))
    return result.build() if isinstance(cursor.value, dict) else keep(cursor)


def convert_path_item(cursor: Cursor, place: Path, context: Context) -> Part:
    """Convert a path item; parameters in the body become a part of each operation."""
    if not isinstance(cursor.value, dict):
        return keep(cursor)
    result = ObjectBuilder(find_origin(cursor))
    inherited = _list_parameters(cursor)
    for key, entry in cursor.items():
        if key in METHODS:
            at = (*place, key)
            result.add(key, _convert_operation(entry, inherited, at, context))
        elif key == "parameters":
            result.add(key, _convert_parameters(entry, (*place, key), context))
        elif key != "$ref":
            result.add(key, keep(entry))
    if cursor.is_ref:
        result.add("$ref", keep(cursor.child("$ref")))
        context.refer(
            result.value, cursor, lambda c, p: convert_path_item(c, p, context)
        )
    return result.build()


def _convert_operation(
    cursor: Cursor, inherited: list[Cursor], place: Path, context: Context
) -> Part:
    if cursor.is_ref:
        holder = dict(cursor.value)
        context.refer(
            holder, cursor, lambda c, p: _convert_operation(c, inherited, p, context)
        )
        return Part(holder, find_origin(cursor))
    if not isinstance(cursor.value, dict):
        return keep(cursor)
    result = ObjectBuilder(find_origin(cursor))
    result.keep(cursor, [key for key in cursor.value if key not in CONVERTED])
    parameters, responses = cursor.get("parameters"), cursor.get("responses")
    if parameters is not None:
        at = (*place, "parameters")
        result.add("parameters", _convert_parameters(parameters, at, context))
    consumes = read_media_types(cursor, "consumes")
    consumes = context.consumes if consumes is None else consumes
    entries = _select_inherited(inherited, _list_parameters(cursor))
    at = (*place, "requestBody")
    body = build_request_body(entries, consumes, at, context)
    result.add("requestBody", body)
    if responses is not None:
        produces = read_media_types(cursor, "produces")
        produces = context.produces if produces is None else produces
        at = (*place, "responses")
        result.add("responses", convert_responses(responses, produces, at, context))
    if "schemes" in cursor.value:
        result.add("servers", build_servers(cursor, context))
    return result.build()


def _list_parameters(holder: Cursor) -> list[Cursor]:
    """Return the valid parameters of an object that are sent in the body."""
    node = holder.get("parameters")
    if node is not None and node.is_ref:
        node = node.follow(Problems())
    elements = node.elements() if node is not None else ()
    return [entry for entry in elements if get_location(entry) in (BODY, FORM)]


def _select_inherited(inherited: list[Cursor], own: list[Cursor]) -> list[Cursor]:
    """Return the parameters of an operation, which override those of its path item."""
    kinds = {get_location(entry) for entry in own}
    if BODY in kinds:
        return own
    names = {get_name(entry) for entry in own}
    kept = [entry for entry in inherited if get_name(entry) not in names]
    if FORM in kinds:
        kept = [e for e in kept if get_location(e) == FORM]
    return [*kept, *own]


def _convert_parameters(cursor: Cursor, place: Path, context: Context) -> Part | None:
    """Convert the parameters of an operation or a path item that are not in the body."""
    if cursor.is_ref:
        holder = dict(cursor.value)
        context.refer(holder, cursor, lambda c, p: _convert_parameters(c, p, context))
        return Part(holder, find_origin(cursor))
    if not isinstance(cursor.value, list):
        return keep(cursor)
    parts: list[Part] = []
    for entry in cursor.elements():
        if get_location(entry) in (BODY, FORM):
            continue
        at = (*place, len(parts))
        context.move(entry, at)
        part = convert_parameter(entry, at, context)
        if part is not None:
            parts.append(part)
    if not parts and cursor.value:
        return None
    return build_list(parts, find_origin(cursor))
