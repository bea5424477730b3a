"""Forms: the serialization of parameters and form fields, as arguments of the runtime's `Parameter`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from specpress import ir
from specpress.package.media import body_kind, has_xml_structure
from specpress.python.expressions import (
    Import,
    PyCall,
    PyExpression,
    PyName,
    as_expression,
    make_call,
)
from specpress.python.types import PythonTypes

# Default style and `explode` of a parameter by its location.
DEFAULT_STYLES = {
    "path": ("simple", False),
    "query": ("form", True),
    "header": ("simple", False),
    "cookie": ("form", True),
}
DEEP_OBJECT = "deepObject"
FORM_KINDS = ("form", "multipart", "lines")


def uses_forms(api: ir.Api, python: PythonTypes) -> bool:
    """Return whether an operation sends a form, a multipart body, lines or a query string object."""
    return any(
        body_kind(body, python) in FORM_KINDS
        for o in api.operations
        for body in o.bodies
    ) or any(p.location == "querystring" for o in api.operations for p in o.parameters)


def uses_nested_keys(api: ir.Api) -> bool:
    """Return whether a parameter or a form field has the style deepObject."""
    bodies = [body for operation in api.operations for body in operation.bodies]
    styles = {p.style for operation in api.operations for p in operation.parameters}
    styles |= {e.style or "" for body in bodies for e in body.encodings}
    return DEEP_OBJECT in styles


def uses_bodies(api: ir.Api, python: PythonTypes) -> bool:
    """Return whether an operation sends a request body or a query string object."""
    return uses_forms(api, python) or any(o.bodies for o in api.operations)


def sends_files(api: ir.Api, python: PythonTypes) -> bool:
    """Return whether an operation sends the content of a file, as its body or in a part of it."""
    kinds = ("multipart", "raw", "text", "xml")
    bodies = [body for operation in api.operations for body in operation.bodies]
    return any(body_kind(body, python) in kinds for body in bodies)


def build_fields(body: ir.Body, python: PythonTypes) -> list[PyCall]:
    """Return an entry for each form field that has an encoding or is a file."""
    kind = body_kind(body, python)
    if kind not in ("form", "multipart"):
        return []
    schema = python.plain(body.type) if body.type is not None else None
    files = _list_files(schema, python) if kind == "multipart" else []
    is_array = schema is not None and _is_array(schema, python)
    location = "form" if kind == "form" else "item" if is_array else "part"
    encodings = {encoding.name: encoding for encoding in body.encodings}
    formats = {name: format_xml(t, python) for name, t in list_xml_parts(body, python)}
    return [
        _build_field(
            name,
            "file" if name in files else location,
            encodings.get(name),
            formats.get(name),
        )
        for name in dict.fromkeys((*encodings, *files))
    ]


def list_xml_parts(
    body: ir.Body, python: PythonTypes
) -> Iterator[tuple[str, ir.TypeId]]:
    """Yield the names and types of the parts of a multipart body that are written as XML."""
    schema = python.plain(body.type) if body.type is not None else None
    match schema:
        case ir.Object(fields=fields):
            types = {field.wire: field.type for field in fields}
        case ir.Array(item=item):
            types = {encoding.name: item for encoding in body.encodings}
        case _:
            return
    for encoding in body.encodings:
        type_id = types.get(encoding.name)
        is_xml = has_xml_structure(encoding.content_type, type_id, python)
        if is_xml and type_id is not None and not encoding.style:
            yield encoding.name, _item_type(type_id, python)


def format_xml(type_id: ir.TypeId, python: PythonTypes) -> PyCall:
    """Return the format of XML content by its type."""
    key = name_xml_schema(type_id)
    return make_call(name_class("Xml", "codec.xml", python), as_expression(key))


def name_xml_schema(type_id: ir.TypeId) -> str:
    """Return the key of a type in the table of XML schemas."""
    return type_id.replace("\t", " ")


def _is_array(schema: ir.Type, python: PythonTypes) -> bool:
    """Return whether values are arrays; tuples of several lengths are a union."""
    if isinstance(schema, ir.Union):
        return all(isinstance(python.plain(v), ir.Tuple) for v in schema.variants)
    return isinstance(schema, (ir.Array, ir.Tuple))


def _list_files(schema: ir.Type | None, python: PythonTypes) -> list[str]:
    """Return the properties that are files, or arrays of files."""
    fields = schema.fields if isinstance(schema, ir.Object) else ()
    return [f.wire for f in fields if python.is_binary(_item_type(f.type, python))]


def _item_type(type_id: ir.TypeId, python: PythonTypes) -> ir.TypeId:
    schema = python.plain(type_id)
    return schema.item if isinstance(schema, ir.Array) else type_id


def _build_field(
    name: str,
    location: str,
    encoding: ir.Encoding | None,
    content_format: PyCall | None,
) -> PyCall:
    source = encoding or ir.Encoding(name, None, None, True, False)
    arguments = build_style_arguments(source)
    if content_format is not None:
        arguments["format"] = content_format
    return make_call(name_class("Parameter"), wire=name, location=location, **arguments)


def build_style_arguments(
    source: ir.Parameter | ir.Encoding, default: tuple[str, bool] = ("form", True)
) -> dict[str, PyExpression]:
    """Return the serialization arguments that differ from the `default` style and `explode`."""
    if source.style == DEEP_OBJECT:
        keys = name_class(source.array_keys or "deep_object", "codec.nested_keys")
        allow_reserved = omit_defaults(allow_reserved=(source.allow_reserved, False))
        return {"keys": keys, **allow_reserved}
    return omit_defaults(
        style=(source.style or "", default[0]),
        explode=(source.explode, default[1]),
        content_type=(source.content_type or None, None),
        allow_reserved=(source.allow_reserved, False),
    )


def name_class(
    name: str, module: str = "operation", python: PythonTypes | None = None
) -> PyName:
    """Return the name of a class or function of the runtime for operation tables.

    With `python`, it differs from the names of models and resources.
    """
    is_taken = python is not None and python.is_class(name)
    return _name_import(name, module, f"_{name}" if is_taken else "")


@cache
def _name_import(name: str, module: str, alias: str) -> PyName:
    return PyName(alias or name, Import(f"._runtime.{module}", name, alias))


def omit_defaults(**values: tuple[object, object]) -> dict[str, PyExpression]:
    """Return the arguments that differ from their defaults: each is (value, default)."""
    return {k: as_expression(v) for k, (v, default) in values.items() if v != default}
