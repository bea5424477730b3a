"""Parameters of an operation; they override the parameters of its path item."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from specpress import ir
from specpress.document import fields, nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.reader import array_keys, ignored_headers, media, notes
from specpress.reader.type_base import TypeBase
from specpress.reader.types import TypeSpace
from specpress.schema.name_dialects import read_name
from specpress.validate import messages

# The styles that each location allows; the first one is the default.
STYLES = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form", "cookie"),
    "querystring": ("form",),
}
# Swagger 2.0 has these separators in every location.
DELIMITED = ("spaceDelimited", "pipeDelimited", "tabDelimited")
# The styles whose default for `explode` is true.
EXPLODED = ("", "form", "cookie")
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def build(
    holders: tuple[Cursor, ...], path: str, naming: str, space: TypeSpace
) -> tuple[ir.Parameter, ...]:
    """Return the parameters of an operation and its path items; undeclared ones are strings."""
    cursor = holders[0]
    parameters: dict[tuple[str, str], ir.Parameter] = {}
    declared: dict[tuple[str, str], Cursor] = {}
    for holder in reversed(holders):
        entries: dict[tuple[str, str], Cursor] = {}
        for entry, target in get_declared(holder, space):
            if _is_ignored(target):
                ignored_headers.report_loss(cursor, target, space.problems)
                continue
            parameter = _build_parameter(target, space)
            key = _get_key(parameter)
            if key in entries and target.id != parameters[key].origin:
                _report_duplicate(entries[key], parameter, space)
            entries[key] = entry
            parameters[key] = parameter
        declared |= entries
    names = {name for location, name in parameters if location == "path"}
    placeholders = _PLACEHOLDER.findall(normalize_path(path, names))
    for name in sorted(names.difference(placeholders)):
        # No request has a place for it.
        del parameters["path", name]
        _report_missing(declared["path", name], name, path, space)
    for name in placeholders:
        if name not in names:
            parameters["path", name] = _build_undeclared(
                cursor, path, name, naming, space
            )
    return _sort(parameters.values(), placeholders)


def _report_missing(entry: Cursor, name: str, path: str, space: TypeSpace) -> None:
    omits = f"path parameter {name!r}"
    message = f"{omits} is missing from path {path!r}; ignored"
    hint = f"add {{{name}}} to the path"
    space.problems.omission(entry, omits, message, hint, code="unused-path-parameter")


def _is_ignored(parameter: Cursor) -> bool:
    location, name = nodes.get_text(parameter, "in"), nodes.get_text(parameter, "name")
    return fields.is_ignored_parameter(location, name)


def _sort(
    parameters: Iterable[ir.Parameter], placeholders: list[str]
) -> tuple[ir.Parameter, ...]:
    """Return path parameters in the order of the path, then the others in document order."""
    order = {name: index for index, name in enumerate(placeholders)}

    def get_index(parameter: ir.Parameter) -> int:
        last = len(placeholders)
        return order.get(parameter.wire, last) if parameter.location == "path" else last

    return tuple(sorted(parameters, key=get_index))


def normalize_path(path: str, declared: Collection[str]) -> str:
    """Remove RFC 6570 operators from the placeholders of a path: `{;id*}` becomes `{id}`."""

    def normalize(match: re.Match[str]) -> str:
        name = match[1].strip(".;+/?&#*")
        has_operator = match[1] not in declared and name in declared
        return f"{{{name}}}" if has_operator else match[0]

    return _PLACEHOLDER.sub(normalize, path)


def _report_duplicate(entry: Cursor, parameter: ir.Parameter, space: TypeSpace) -> None:
    name = f"{parameter.location} parameter {parameter.wire!r}"
    hint = "the last one is used; remove the others"
    space.problems.omission(
        entry, name, f"duplicate {name}", hint, code="duplicate-parameter"
    )


def get_declared(holder: Cursor, space: TypeSpace) -> Iterator[tuple[Cursor, Cursor]]:
    """Yield each valid entry of a list of parameters with the target of its reference."""
    node = nodes.get_list(holder, "parameters", space.problems)
    for entry in node.elements() if node is not None else ():
        target = nodes.resolve_mapping(entry, space.problems)
        if target is None:
            continue
        name, location = nodes.get_text(target, "name"), nodes.get_text(target, "in")
        if not name:
            message = "parameter without `name`; ignored"
            omits = f"{location} parameter without a name".lstrip()
            space.problems.omission(
                target, omits, message, "add a `name`", code="missing-key"
            )
        elif location not in STYLES:
            message = f"parameter {name!r} has {_describe_location(location)}; ignored"
            one_of = f"`in` must be one of: {', '.join(STYLES)}"
            hint = messages.suggest(location, STYLES) or one_of
            space.problems.omission(
                target, f"parameter {name!r}", message, hint, code="invalid-location"
            )
        elif not _is_sendable(target, location, name):
            message = fields.describe_unsendable(location, name)
            omits = f"parameter {name!r}"
            space.problems.omission(
                target, omits, message, fields.NAME_HINT, code="unsendable-name"
            )
        else:
            yield entry, target


def _is_sendable(parameter: Cursor, location: str, name: str) -> bool:
    """Return whether HTTP can send the name of a parameter; names in forms are encoded."""
    is_plain = location == "header" or nodes.get_text(parameter, "style") == "cookie"
    return not is_plain or fields.is_token(name)


def _describe_location(location: str) -> str:
    return f"unknown `in` value {location!r}" if location else "no `in` value"


def _build_parameter(cursor: Cursor, space: TypeSpace) -> ir.Parameter:
    location, wire = nodes.get_text(cursor, "in"), nodes.get_text(cursor, "name")
    media_type, schema = _get_content(cursor, space)
    schema = schema if media_type else cursor.get("schema")
    if schema is not None:
        space.examples.add_schema(schema)
    if not media_type:
        space.examples.add_holder(cursor, "")
    style = "" if media_type else _get_style(cursor, location, space)
    keys = ""
    if location == "query" and style:
        style, keys = array_keys.read(cursor, style, space.problems)
    explode = cursor.value.get("explode")
    default, texts = _read_default(schema)
    return ir.Parameter(
        wire=wire,
        location=location,
        style=style,
        explode=explode if isinstance(explode, bool) else style in EXPLODED,
        required=nodes.get_flag(cursor, "required") or location == "path",
        type=(
            space.build(schema)
            if schema
            else space.build_anything(cursor, space.namings.get(cursor))
        ),
        default=default,
        description=nodes.get_text(cursor, "description"),
        notes=texts,
        deprecated=nodes.get_flag(cursor, "deprecated"),
        content_type=media_type,
        allow_reserved=nodes.get_flag(cursor, "allowReserved"),
        allow_empty=nodes.get_flag(cursor, "allowEmptyValue"),
        origin=cursor.id,
        name=read_name(cursor, "argument", space.problems),
        array_keys=keys,
        example=media.get_example(cursor, space),
    )


def _read_default(schema: Cursor | None) -> tuple[Any, tuple[str, ...]]:
    """Return the default of a schema or of the schema that it refers to, and its notes."""
    if schema is None:
        return None, ()
    texts = notes.build_notes(schema)
    # Faults of references are reported when their types are built.
    target = schema.follow(Problems()) if schema.is_ref else schema
    is_own = schema.get("default") is not None
    default = (schema if is_own else target).get("default")
    if default is not None and not is_own:
        texts = (*texts, *notes.describe_default(target))
    return default.value if default is not None else None, texts


def _get_key(parameter: ir.Parameter) -> tuple[str, str]:
    """Return the identity of a parameter; header names are case-insensitive."""
    is_header = parameter.location == "header"
    return parameter.location, parameter.wire.lower() if is_header else parameter.wire


def _get_style(cursor: Cursor, location: str, space: TypeSpace) -> str:
    """Return the style, or the default if its location does not allow it."""
    allowed = STYLES[location]
    if cursor.document.upgrade is not None:
        allowed = (*allowed, *DELIMITED)
    style = nodes.get_text(cursor, "style") or allowed[0]
    if style in allowed:
        return style
    message = f"style {style!r} is not allowed in {location}"
    space.problems.warning(
        cursor.child("style"), message, f"{allowed[0]!r} is used", code="invalid-style"
    )
    return allowed[0]


def _get_content(cursor: Cursor, space: TypeSpace) -> tuple[str | None, Cursor | None]:
    """Return the first media type of `content` with its schema."""
    entries = [*media.get_content(cursor, space)]
    for media_type, entry in entries[1:]:
        message = f"a parameter has one media type: {media_type!r} is ignored"
        hint = "the first one is used"
        space.problems.omission(
            entry,
            f"media type {media_type!r}",
            message,
            hint,
            code="several-media-types",
        )
    if entries and cursor.get("schema") is not None:
        message = "a parameter has `schema` or `content`: `schema` is ignored"
        hint = "remove one of them"
        space.problems.omission(
            cursor.child("schema"), "`schema`", message, hint, code="schema-and-content"
        )
    for media_type, entry in entries[:1]:
        space.examples.add_holder(entry, media_type)
        return media_type, entry.get("schema")
    return None, None


def _build_undeclared(
    cursor: Cursor, path: str, name: str, naming: str, space: TypeSpace
) -> ir.Parameter:
    message = f"parameter {name!r} of path {path!r} is not declared"
    hint = f"declare it: `in: path`, `name: {name}`; until then it is a string"
    space.problems.warning(cursor, message, hint, code="undeclared-path-parameter")
    type_id = ir.derive_id(cursor.id, f"path {name}")
    base = TypeBase(type_id, ir.Naming(naming, (name,)))
    space.add(base.build(ir.Scalar, ir.ScalarKind.STRING))
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
