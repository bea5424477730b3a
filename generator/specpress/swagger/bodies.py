"""Request bodies: a parameter in the body, or fields of a form."""

from __future__ import annotations

from collections.abc import Iterable

from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.swagger.context import Context, MediaTypes
from specpress.swagger.media import (
    build_content,
    convert_content,
    read_examples,
    refer_in_content,
    select_media_types,
)
from specpress.swagger.parameters import (
    BODY,
    FORM,
    OWN_KEYS,
    build_schema,
    get_style,
    is_type_key,
)
from specpress.swagger.parts import (
    ObjectBuilder,
    Part,
    Path,
    build_list,
    find_origin,
    keep,
)

MULTIPART = "multipart/form-data"
URL_ENCODED = "application/x-www-form-urlencoded"
# Keys of a parameter that its request body has, too.
BODY_KEYS = ("description", "required")


def find_target(entry: Cursor) -> Cursor:
    """Return the end of a chain of references to a parameter or a response."""
    return entry.follow(Problems())


def get_location(entry: Cursor) -> str:
    """Return the location of a parameter; empty for an invalid one."""
    value = find_target(entry).value
    location = value.get("in") if isinstance(value, dict) else None
    return location if isinstance(location, str) else ""


def get_name(entry: Cursor) -> str:
    """Return the name of a parameter, as a text; empty for an invalid one."""
    value = find_target(entry).value
    name = value.get("name") if isinstance(value, dict) else None
    return str(name) if isinstance(name, (str, int, float)) else ""


def build_request_body(
    entries: list[Cursor], consumes: MediaTypes, place: Path, context: Context
) -> Part | None:
    """Return the request body for the parameters of an operation that are not sent elsewhere."""
    bodies = [entry for entry in entries if get_location(entry) == BODY]
    fields = [entry for entry in entries if get_location(entry) == FORM]
    for entry in fields:
        if not get_name(entry):
            message = "parameter without `name`; ignored"
            _omit(entry, message, "add a `name`", context, code="missing-key")
    fields = [entry for entry in fields if get_name(entry)]
    for entry in bodies[:-1]:
        message = "an operation has one body parameter: this one is ignored"
        hint = "the last one is used; remove the others"
        _omit(entry, message, hint, context, code="several-bodies")
    if bodies:
        for entry in fields:
            message = "an operation has a body or a form: this field is ignored"
            hint = "declare it as a property of the body"
            _omit(entry, message, hint, context, code="several-bodies")
        return convert_body_entry(bodies[-1], consumes, place, context)
    return _build_form(fields, consumes, place, context) if fields else None


def _omit(
    entry: Cursor, message: str, hint: str, context: Context, *, code: str
) -> None:
    omits = f"parameter {get_name(entry)!r}"
    context.problems.omission(entry, omits, message, hint, code=code)


def convert_body(
    cursor: Cursor, consumes: MediaTypes, place: Path, context: Context
) -> Part:
    """Convert a parameter in the body to a request body."""
    schema = cursor.get("schema")
    names = select_media_types(consumes, schema)
    at = (*place, "content")
    schemas = convert_content(schema, names, at, context)
    if schema is None and "type" in cursor.value:
        # Not valid, but the meaning is clear.
        part = build_schema(cursor, (*at, names[0], "schema"), context)
        schemas = dict.fromkeys(names, part)
    return _build_body(cursor, schemas, names, context)


def convert_body_entry(
    entry: Cursor, consumes: MediaTypes, place: Path, context: Context
) -> Part:
    """Convert a body parameter of an operation: a shared one becomes a shared body."""
    target = find_target(entry)
    if target is entry:
        context.move(entry, place)
        return convert_body(entry, consumes, place, context)
    names = select_media_types(consumes, target.get("schema"))
    if context.share(target, names):
        context.convert_in_place(
            target, lambda c, p: convert_body(c, names, p, context)
        )
        holder: dict[str, str] = {}
        context.refer_to(holder, target)
        return Part(holder, find_origin(entry))
    # Other operations send the shared body with other media types.
    schemas = refer_in_content(target, names, context)
    return _build_body(target, schemas, names, context)


def _build_body(
    cursor: Cursor, schemas: dict[str, Part], names: MediaTypes, context: Context
) -> Part:
    body = ObjectBuilder(find_origin(cursor))
    body.keep(cursor, [key for key in BODY_KEYS if key in cursor.value])
    examples = _read_body_examples(cursor, names)
    content = build_content(schemas, examples, find_origin(cursor))
    if not content.value:
        content.value.update({name: {} for name in names})
    body.add("content", content)
    body.keep(cursor, [key for key in cursor.value if key.startswith("x-")])
    return body.build()


def _read_body_examples(cursor: Cursor, names: MediaTypes) -> dict[str, Part]:
    """Return the examples that extensions declare: one value, or one by media type."""
    by_name = read_examples(cursor.get("x-examples"))
    examples = {name: part for name, part in by_name.items() if name in names}
    single = cursor.get("x-example")
    if single is not None and not examples:
        examples = {names[0]: keep(single)}
    return examples


def _build_form(
    entries: list[Cursor], consumes: MediaTypes, place: Path, context: Context
) -> Part:
    """Build the request body of a form."""
    fields = {get_name(field): field for field in map(find_target, entries)}
    names = _select_form_types(fields.values(), consumes)
    origin = find_origin(next(iter(fields.values())))
    schema = _build_form_schema(fields, (*place, "content", names[0]), context)
    encoding = _build_encodings(fields)
    content = ObjectBuilder(find_origin(next(iter(fields.values()))))
    for name in names:
        entry = ObjectBuilder(find_origin(next(iter(fields.values()))))
        entry.add("schema", schema)
        entry.add("encoding", encoding)
        content.add(name, entry.build())
    body = ObjectBuilder(origin)
    required = next((f for f in fields.values() if _is_required(f)), None)
    body.add("required", keep(required.child("required")) if required else None)
    body.add("content", content.build())
    return body.build()


def _select_form_types(fields: Iterable[Cursor], consumes: MediaTypes) -> MediaTypes:
    """Return the media types of a form: one with files has parts."""
    has_files = any(map(_contains_files, fields))
    allowed = (MULTIPART,) if has_files else (MULTIPART, URL_ENCODED)
    listed = tuple(
        name for name in consumes if name.partition(";")[0].strip() in allowed
    )
    return listed or ((MULTIPART,) if has_files else (URL_ENCODED,))


def _contains_files(field: Cursor) -> bool:
    items = field.value.get("items")
    types = [
        field.value.get("type"),
        items.get("type") if isinstance(items, dict) else 0,
    ]
    return "file" in types


def _is_required(field: Cursor) -> bool:
    return field.value.get("required") is True


def _build_form_schema(
    fields: dict[str, Cursor], place: Path, context: Context
) -> Part:
    """Return the schema of a form, with a property for each field."""
    first = next(iter(fields.values()))
    properties, schema = ObjectBuilder(find_origin(first)), ObjectBuilder(
        find_origin(first)
    )
    schema.set("type", "object")
    for name, field in fields.items():
        at = (*place, "schema", "properties", name)
        if field.document is context.placed:
            context.move(field, at)
        properties.add(name, _build_property(field, at, context))
    schema.add("properties", properties.build())
    required = [f.child("name") for f in fields.values() if _is_required(f)]
    if required:
        names = build_list([keep(name) for name in required], find_origin(required[0]))
        schema.add("required", names)
    return schema.build()


def _build_property(field: Cursor, place: Path, context: Context) -> Part:
    """Return the schema of a field, with its description and its extensions."""
    part = build_schema(field, place, context)
    result = ObjectBuilder(part.origin, part.value)
    others = [k for k in field.value if not is_type_key(k) and k not in OWN_KEYS]
    result.keep(field, [key for key in others if key != "x-example"])
    for key, source in (("description", "description"), ("example", "x-example")):
        node = field.get(source)
        result.add(key, keep(node) if node is not None else None)
    return result.build()


def _build_encodings(fields: dict[str, Cursor]) -> Part | None:
    """Return how the arrays of a form are written, which are no lists of files."""
    first = find_origin(next(iter(fields.values())))
    encodings = ObjectBuilder(first)
    for name, field in fields.items():
        if field.value.get("type") != "array" or _contains_files(field):
            continue
        style, explode = get_style(field)
        encoding = ObjectBuilder(find_origin(field))
        encoding.set("style", style or "form")
        encoding.set("explode", bool(explode))
        encodings.add(name, encoding.build())
    return encodings.build() if encodings.value else None
