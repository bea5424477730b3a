"""Keys of arrays: `x-specpress-array-keys`, and warnings where OpenAPI defines no serialization."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specpress import ir
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.reader.finalize import (
    Types,
    get_equivalents,
    get_reachable,
)
from specpress.schema.extensions import ARRAY_KEYS
from specpress.validate import extensions

DEEP_OBJECT = "deepObject"
DEEP_HINT = f"choose with {ARRAY_KEYS}: indexed, brackets or repeat"
NESTED_HINT = (
    f"declare `content: {{application/json: …}}`, or choose keys with {ARRAY_KEYS}"
)
CONTAINERS = (ir.Array, ir.Tuple, ir.Object, ir.Map)


def read(holder: Cursor, style: str, problems: Problems) -> tuple[str, str]:
    """Return the style of a parameter or a form field, and the keys of its arrays.

    The extension implies deepObject; at the root of the document, it only applies to that style.
    """
    chosen = extensions.find(holder, ARRAY_KEYS, problems)
    if chosen is not None:
        return DEEP_OBJECT, str(chosen.value)
    if style != DEEP_OBJECT:
        return style, ""
    default = extensions.find(holder.workspace.root, ARRAY_KEYS, problems)
    return style, "" if default is None else str(default.value)


def report_undefined(
    root: Cursor,
    operations: Iterable[ir.Operation],
    types: Types,
    problems: Problems,
) -> None:
    """Warn about values whose serialization OpenAPI does not define."""
    for name, source, type_id in _list_values(operations, types):
        cursor = root.workspace.find(source.origin)
        if source.style == DEEP_OBJECT and not source.array_keys:
            if _contains_array(type_id, types):
                message = f"OpenAPI does not define the keys of arrays in deepObject: items of arrays in {name!r} have an index, as in `[0]`"
                problems.warning(cursor, message, DEEP_HINT, code="undefined-keys")
        elif (
            source.style and source.style != DEEP_OBJECT and _is_nested(type_id, types)
        ):
            message = f"OpenAPI does not define nested values in style {source.style!r}: those of {name!r} are sent as JSON"
            problems.warning(cursor, message, NESTED_HINT, code="undefined-keys")


Value = tuple[str, ir.Parameter | ir.Encoding, ir.TypeId]


def _list_values(operations: Iterable[ir.Operation], types: Types) -> Iterator[Value]:
    """Yield the parameters and the form fields with an encoding, with their names and types."""
    for operation in operations:
        for parameter in operation.parameters:
            yield parameter.wire, parameter, parameter.type
        for body in operation.bodies:
            encodings = {encoding.name: encoding for encoding in body.encodings}
            for field in _list_fields(body, types) if encodings else ():
                if field.wire in encodings:
                    yield field.wire, encodings[field.wire], field.type


def _list_fields(body: ir.Body, types: Types) -> Iterator[ir.Field]:
    roots = {body.type} if body.type is not None else set()
    for type_id in get_reachable(types, roots, get_equivalents):
        type_ = types[type_id]
        yield from type_.fields if isinstance(type_, ir.Object) else ()


def _contains_array(type_id: ir.TypeId, types: Types) -> bool:
    reachable = get_reachable(types, {type_id}, _get_parts)
    return any(isinstance(types[t], (ir.Array, ir.Tuple)) for t in reachable)


def _is_nested(type_id: ir.TypeId, types: Types) -> bool:
    """Return whether a value may have an object or array inside of an object or array."""
    whole = get_reachable(types, {type_id}, _get_variants)
    containers = [types[t] for t in whole if isinstance(types[t], CONTAINERS)]
    parts = {part for container in containers for part in ir.get_inner_types(container)}
    inner = get_reachable(types, parts, _get_variants)
    return any(isinstance(types[t], CONTAINERS) for t in inner)


def _get_parts(type_: ir.Type) -> Iterable[ir.TypeId]:
    """Return the types inside of a type; a JSON text is a string."""
    return () if isinstance(type_, ir.JsonText) else ir.get_inner_types(type_)


def _get_variants(type_: ir.Type) -> Iterable[ir.TypeId]:
    return () if isinstance(type_, ir.JsonText) else get_equivalents(type_)
