"""Models and unions in pydantic, and so in FastAPI, with the names in JSON.

Only pydantic calls these functions, so the package does not depend on it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import fields
from enum import Enum
from functools import partial
from importlib import import_module
from typing import Any

from ..operation import PACKAGE, TypeSpec
from .codec import (
    ABSENT,
    COMPLETE,
    Codec,
    Discriminator,
    Encodable,
    Fault,
    InvalidArgumentError,
    InvalidDataError,
    decode_strictly,
)
from .contradictions import accept, get_item
from .display import ModelDoc, read_field_texts
from .fields import split_annotated
from .models import find_generated

Schema = dict[str, Any]
# Returns the JSON Schema for a core schema, with the handler of pydantic.
Describe = Callable[[Any, Any], Schema]
SCALARS: dict[str, Schema] = {
    "Any": {},
    "str": {"type": "string"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "datetime": {"type": "string", "format": "date-time"},
    "date": {"type": "string", "format": "date"},
    "time": {"type": "string", "format": "time"},
    "Decimal": {"type": "string", "format": "decimal"},
    "DecimalNumber": {"type": "number", "format": "decimal"},
    "UUID": {"type": "string", "format": "uuid"},
    "bytes": {"type": "string", "contentEncoding": "base64"},
    "FileContent": {"type": "string", "format": "binary"},
    "FileOrText": {"type": "string"},
}
# References of the types whose JSON Schema is being built: types may be recursive.
_ACTIVE: ContextVar[frozenset[str]] = ContextVar("active", default=frozenset())


def build_model_schema(model: Any) -> Any:
    """Return the core schema of a model."""

    def validate(value: Any) -> Any:
        return value if isinstance(value, model) else _decode(codec, model, value)

    codec, describe = _types().model_codec(model), model.__get_pydantic_json_schema__
    return _build_schema(validate, codec, describe, _get_ref(model))


def build_alias_schema(name: str) -> Any:
    """Return the core schema of an alias in `models`, such as a union."""

    def validate(value: Any) -> Any:
        if isinstance(value, Encodable):
            codec.encode(value, COMPLETE)
            return value
        return _decode(codec, name, value)

    codec, describe = _types().codec_for(name), partial(_describe_alias, name)
    return _build_schema(validate, codec, describe, _get_alias_ref(name))


def _build_schema(
    decode: Callable[[Any], Any], codec: Codec, describe: Describe, ref: str
) -> Any:
    """Return the core schema of a type."""
    core: Any = import_module("pydantic_core.core_schema")

    def validate(value: Any) -> Any:
        try:
            return decode(value)
        except (InvalidDataError, InvalidArgumentError) as error:
            raise _convert(error, value) from None

    def serialize(value: Any) -> Any:
        return codec.encode(value, COMPLETE)

    return core.no_info_plain_validator_function(
        validate,
        ref=ref,
        serialization=core.plain_serializer_function_ser_schema(serialize),
        metadata={"pydantic_js_functions": [describe]},
    )


def _get_ref(kind: type) -> str:
    """Return the reference of a class, as pydantic writes it."""
    return f"{kind.__module__}.{kind.__qualname__}:{id(kind)}"


def _get_alias_ref(name: str) -> str:
    return f"{PACKAGE}.models.{name}:0"


def _decode(codec: Codec, spec: TypeSpec, value: Any) -> Any:
    """Decode a JSON value, or one that contains models, dates or enum members.

    Read-only keys may be missing, as in a request.
    """
    try:
        return decode_strictly(value, codec.decode, _types().type_name(spec))
    except InvalidDataError as error:
        if all(_is_read_only(fault, error.partial) for fault in error.faults):
            return accept(error).value
        try:
            encoded = codec.encode(value, COMPLETE)
        except InvalidArgumentError:
            raise error from None
        return decode_strictly(encoded, codec.decode, _types().type_name(spec))


def _is_read_only(fault: Fault, value: Any) -> bool:
    """Return whether a fault is a missing read-only key."""
    *steps, key = _split(fault.pointer) or [""]
    for step in steps:
        match value:
            case Encodable() if step in value._read_spec().by_key:
                value = getattr(value, value._read_spec().by_key[step].name)
            case list() | tuple() if step.isdecimal():
                value = value[int(step)]
            case dict():
                value = value.get(step)
    if fault.got is not ABSENT or not isinstance(value, Encodable):
        return False
    field = value._read_spec().by_key.get(key)
    return field is not None and bool(field.is_read_only)


def _split(pointer: str) -> list[str]:
    steps = pointer.split("/")[1:]
    return [step.replace("~1", "/").replace("~0", "~") for step in steps]


def _convert(error: InvalidDataError | InvalidArgumentError, value: Any) -> Exception:
    """Return the `ValidationError` with an entry per fault."""
    pydantic: Any = import_module("pydantic_core")
    if isinstance(error, InvalidDataError):
        details = [_describe_fault(fault, value, pydantic) for fault in error.faults]
    else:
        context = {"error": str(error)}
        kind = pydantic.PydanticCustomError("invalid_value", "{error}", context)
        details = [{"type": kind, "loc": (), "input": value}]
    created: Exception = pydantic.ValidationError.from_exception_data("", details)
    return created


def _describe_fault(fault: Fault, value: Any, pydantic: Any) -> Schema:
    """Return the entry of a fault, whose location has the names in JSON."""
    location: list[str | int] = []
    owner = value
    for step in _split(fault.pointer):
        owner, key = value, int(step) if isinstance(value, list) else step
        location.append(key)
        value = get_item(owner, key, None)
    if fault.got is ABSENT:
        return {"type": "missing", "loc": tuple(location), "input": owner}
    context = {"expected": fault.expected}
    kind = pydantic.PydanticCustomError("invalid_value", "Expected {expected}", context)
    return {"type": kind, "loc": tuple(location), "input": fault.got}


def describe_model(model: Any, schema: Any, handler: Any) -> Schema:
    """Return the JSON Schema of a model."""
    return _describe_once(schema, lambda: _describe_object(model, handler))


def _describe_alias(name: str, schema: Any, handler: Any) -> Schema:
    """Return the JSON Schema of an alias in `models`."""
    nodes, *discriminators = _types().parse_alias(_models()._find(name))

    def describe() -> Schema:
        variants = [_describe(node, handler) for node in nodes if not _is_unknown(node)]
        union = _unite("anyOf", variants) | {"title": name}
        for discriminator in discriminators:
            union |= _describe_discriminator(discriminator, handler)
        return union

    return _describe_once(schema, describe)


def _describe_discriminator(discriminator: Discriminator, handler: Any) -> Schema:
    variants = {
        value: _parse(name, handler).get("$ref")
        for value, name in discriminator.variants.items()
    }
    mapping = {value: ref for value, ref in variants.items() if ref}
    return {"discriminator": {"propertyName": discriminator.key, "mapping": mapping}}


def _describe_once(schema: Any, describe: Callable[[], Schema]) -> Schema:
    """Return a JSON Schema; inside of it, the type is a reference."""
    token = _ACTIVE.set(_ACTIVE.get() | {schema.get("ref", "")})
    try:
        return describe()
    finally:
        _ACTIVE.reset(token)


def _refer(ref: str, describe: Describe, handler: Any) -> Schema:
    """Return a reference to the JSON Schema of a type."""
    core: Any = import_module("pydantic_core.core_schema")
    if ref in _ACTIVE.get():
        schema = core.definition_reference_schema(ref)
    else:
        metadata = {"pydantic_js_functions": [describe]}
        schema = core.any_schema(ref=ref, metadata=metadata)
    # Only schemas inside of others get a definition.
    items: Schema = handler(core.list_schema(schema))["items"]
    return items


def _describe_enum(enum: Any, schema: Any, handler: Any) -> Schema:
    values = [member.value for member in enum]
    type_ = "string" if issubclass(enum, str) else "integer"
    return {"title": enum.__name__, "type": type_, "enum": values}


def _describe_object(model: Any, handler: Any) -> Schema:
    generated = find_generated(model)
    doc = vars(generated).get("__doc__")
    properties = dict(_describe_fields(model, handler))
    hidden = "is_read_only" if handler.mode == "validation" else "is_write_only"
    required = [
        field.wire_name
        for field in model._read_spec().fields
        if not field.is_optional and not getattr(field, hidden)
    ]
    undeclared = model._undeclared
    schema = {
        "title": model.__name__,
        "description": doc.text if isinstance(doc, ModelDoc) else None,
        "type": "object",
        "properties": properties,
        "required": required or None,
        "additionalProperties": _parse(undeclared, handler) if undeclared else None,
    }
    return {name: value for name, value in schema.items() if value is not None}


def _describe_fields(model: Any, handler: Any) -> Iterator[tuple[str, Schema]]:
    """Yield the properties of a model with their JSON Schemas."""
    specs, texts = model._read_spec().by_name, read_field_texts(find_generated(model))
    for field in fields(model):
        spec = specs.get(field.name)
        if spec is None:
            continue
        node, _ = split_annotated(ast.parse(str(field.type), mode="eval").body)
        nodes = [*_types().split_union(node)]
        if not spec.allows_null:  # None means that the key is missing
            nodes = [n for n in nodes if not _is_none(n)]
        schema = _unite("anyOf", [_describe(n, handler) for n in nodes])
        schema |= {"readOnly": True} if spec.is_read_only else {}
        schema |= {"writeOnly": True} if spec.is_write_only else {}
        text = texts.get(field.name)
        yield spec.wire_name, schema | ({"description": text} if text else {})


def _unite(keyword: str, variants: list[Schema]) -> Schema:
    return {**variants[0]} if len(variants) == 1 else {keyword: variants}


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_unknown(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == _types().UNKNOWN


def _parse(annotation: str, handler: Any) -> Schema:
    """Return the JSON Schema of an annotation."""
    return _describe(ast.parse(annotation, mode="eval").body, handler)


def _describe(node: ast.expr, handler: Any) -> Schema:
    """Return the JSON Schema of a parsed annotation."""
    match node:
        case ast.BinOp():
            nodes = [n for n in _types().split_union(node) if not _is_unknown(n)]
            return _unite("anyOf", [_describe(n, handler) for n in nodes])
        case ast.Name(id=name):
            return (
                {**SCALARS[name]} if name in SCALARS else _describe_name(name, handler)
            )
        case ast.Constant(value=None):
            return {"type": "null"}
        case ast.Subscript(value=ast.Name(id="Literal"), slice=constant):
            value = ast.literal_eval(constant)
            return {"enum": [*value]} if isinstance(value, tuple) else {"const": value}
        case ast.Subscript(value=ast.Name(id="list"), slice=item):
            return {"type": "array", "items": _describe(item, handler)}
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[_, item])):
            item_schema = _describe(item, handler)
            return {"type": "object", "additionalProperties": item_schema}
        case ast.Subscript(value=ast.Name(id="tuple")):
            return {"type": "array"}
        case ast.Subscript(value=ast.Name(id="JsonText"), slice=content):
            schema = _describe(content, handler)
            content_type = {"contentMediaType": "application/json"}
            return {"type": "string", **content_type, "contentSchema": schema}
    return {}


def _describe_name(name: str, handler: Any) -> Schema:
    """Return a reference to a class or an alias in `models`."""
    kind = _models()._find(name)
    if not isinstance(kind, type):
        return _refer(_get_alias_ref(name), partial(_describe_alias, name), handler)
    if issubclass(kind, Enum):
        return _refer(_get_ref(kind), partial(_describe_enum, kind), handler)
    describe = kind.__get_pydantic_json_schema__  # type: ignore[attr-defined]
    return _refer(_get_ref(kind), describe, handler)


def _types() -> Any:
    """Return the module that imports this one."""
    return import_module(f"{PACKAGE}._runtime.codec.types")


def _models() -> Any:
    return import_module(f"{PACKAGE}.models")
