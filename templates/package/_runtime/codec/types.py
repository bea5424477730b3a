"""Models, and codecs by type: annotations are parsed once, on first use.

A type is written as in the models: `str`, `list[Issue] | None`, `Issue` (a name in `models`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from importlib import import_module
from typing import Any, ClassVar, Self, get_args

from ..operation import PACKAGE, TypeSpec
from . import containers, scalars
from .codec import Codec, Discriminator, Encodable, Faults, decode_strictly
from .containers import FieldSpec, ModelSpec, lazy_codec
from .scalars import encode_any, encode_file


@dataclass(slots=True, kw_only=True)
class Model(Encodable):
    """Base class of all models.

    `extra` preserves JSON that no field can represent: undeclared keys; an explicit null of an
    optional field, as None; a missing key of a required nullable field, as `ABSENT`. A field that
    is set takes precedence over `extra`.
    """

    extra: dict[str, Any] = field(default_factory=dict)

    # Type of the undeclared keys, if the document declares one.
    _undeclared: ClassVar[str] = ""

    def __init_subclass__(cls, undeclared: str = "") -> None:
        if undeclared:
            cls._undeclared = undeclared

    def to_dict(self) -> dict[str, Any]:
        """Return the model as a JSON object, with the JSON names of its fields."""
        encode: Any = model_codec(type(self)).encode
        encoded: dict[str, Any] = encode(self)
        return encoded

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Decode a JSON object.

        Raises:
            InvalidDataError: the object contradicts the document; see `faults`.
        """
        model: Self = decode_strictly(data, model_codec(cls).decode, cls.__name__)
        return model


UNKNOWN = "UnknownVariant"
ANY = Codec(containers.decode_any, encode_any)
ANY.non_null = ANY
NULL = Codec(scalars.decode_null)
NULL.non_null = NULL
# By annotation, and for models by class.
_CACHE: dict[object, Codec] = {
    "Any": ANY,
    "str": Codec(scalars.decode_string, plain=frozenset({str})),
    "int": Codec(scalars.decode_integer, plain=frozenset({int})),
    "float": Codec(scalars.decode_number, plain=frozenset({float, int})),
    "bool": Codec(scalars.decode_boolean, plain=frozenset({bool})),
    "datetime": Codec(scalars.decode_datetime, scalars.encode_datetime),
    "date": Codec(scalars.decode_date, scalars.encode_date),
    "time": Codec(scalars.decode_time, scalars.encode_time),
    "Decimal": Codec(scalars.decode_decimal, scalars.encode_decimal),
    "UUID": Codec(scalars.decode_uuid, scalars.encode_uuid),
    "bytes": Codec(scalars.decode_bytes, scalars.encode_bytes),
    "FileContent": Codec(scalars.decode_binary, encode_file),
}


def codec_for(spec: TypeSpec) -> Codec:
    """Return the codec of an annotation or of a model class."""
    if isinstance(spec, type):
        return model_codec(spec)
    codec = _CACHE.get(spec)
    if codec is None:
        codec = _CACHE[spec] = _build(ast.parse(spec, mode="eval").body)
    return codec


def decode_value(spec: TypeSpec | None, value: Any) -> Any:
    """Decode a JSON value; without a type, return it unchanged.

    Raises:
        InvalidDataError: the value contradicts the document; see `faults`.
    """
    if spec is None:
        return value
    return decode_strictly(value, codec_for(spec).decode, type_name(spec))


def type_name(spec: TypeSpec) -> str:
    """Return an annotation, or the name of a model class."""
    return spec.__name__ if isinstance(spec, type) else spec


def encode_value(spec: TypeSpec | None, value: Any) -> Any:
    """Encode a value as JSON by its type, or without one by its Python type."""
    encode = encode_any if spec is None else codec_for(spec).encode
    return value if encode is None else encode(value)


def model_codec(model: type) -> Codec:
    """Return the codec of a model class."""
    if model not in _CACHE:
        _CACHE[model] = lazy_codec(model, lambda: read_fields(model))
    return _CACHE[model]


def _models() -> Any:
    """Return the generated package: the names in annotations, and the codecs of some documents."""
    return import_module(f"{PACKAGE}.models")


def _build(node: ast.expr) -> Codec:
    match node:
        case ast.Name(id=name):
            return _CACHE.get(name) or _build_named(name)
        case ast.BinOp():
            return _build_union([*_split_union(node)])
        case ast.Subscript(value=ast.Name(id="list"), slice=item):
            return containers.array(_build(item))
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[_, item])):
            return containers.mapping(_build(item))
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=nodes)):
            return _build_tuple(nodes)
        case ast.Subscript(value=ast.Name(id="tuple"), slice=node):
            return _build_tuple([node])
        case ast.Subscript(value=ast.Name(id="JsonText"), slice=content):
            codec: Codec = _models()._json_string(_build(content))
            return codec
        case ast.Subscript(value=ast.Name(id="Literal"), slice=constant):
            return _build_literal(ast.literal_eval(constant))
        case ast.Constant(value=None):
            return NULL
        case _:
            raise TypeError(f"no codec for annotation {ast.unparse(node)}")


def _split_union(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the operands of `|`."""
    if isinstance(node, ast.BinOp):
        yield from _split_union(node.left)
        yield node.right
    else:
        yield node


def _build_union(
    nodes: list[ast.expr], discriminator: Discriminator | None = None
) -> Codec:
    """Return the codec of a nullable type or a union."""
    known = [n for n in nodes if not (isinstance(n, ast.Name) and n.id == UNKNOWN)]
    codecs = [_build(node) for node in known]
    variants = [codec.non_null or codec for codec in codecs if codec is not NULL]
    # A single variant with `UnknownVariant` is still a union.
    if discriminator is None and len(variants) == 1 and known == nodes:
        result = variants[0]
    else:
        result = _models()._union(variants, discriminator, codec_for)
    is_nullable = any(codec.non_null for codec in codecs)
    return containers.nullable(result) if is_nullable else result


def _build_literal(literal: Any) -> Codec:
    constants = literal if isinstance(literal, tuple) else (literal,)

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        return scalars.decode_const(value, owner, key, faults, at, constants)

    return Codec(decode)


def _build_tuple(nodes: list[ast.expr]) -> Codec:
    """Return the codec of an array with a type per position, and `*tuple[T, ...]` for the rest."""
    match nodes:
        case [
            *first,
            ast.Starred(value=ast.Subscript(slice=ast.Tuple(elts=[rest, _]))),
        ]:
            return containers.fixed([*map(_build, first)], _build(rest))
        case _:
            return containers.fixed([*map(_build, nodes)], None)


def _build_named(name: str) -> Codec:
    """Return the codec of a class or a type alias in `models`."""
    target = getattr(_models(), name)
    if not isinstance(target, type):
        return _build_alias(name, target)
    # Only enums have this method: a document without enums has no module for them.
    create_codec = getattr(target, "create_codec", None)
    codec = model_codec(target) if create_codec is None else create_codec()
    return _CACHE.setdefault(name, codec)


def _build_alias(name: str, alias: Any) -> Codec:
    # Cached before it is complete: an alias may refer to itself.
    codec = _CACHE[name] = Codec(containers.decode_any, encode_any)
    annotation, *discriminators = get_args(alias) or (alias,)
    text = getattr(annotation, "__forward_arg__", annotation)
    node = ast.parse(text, mode="eval").body
    complete = _build_union([*_split_union(node)], *discriminators)
    for attribute in fields(Codec):
        setattr(codec, attribute.name, getattr(complete, attribute.name))
    return codec


def read_fields(model: Any) -> ModelSpec:
    """Return the fields of a model, by its annotations."""
    specs = []
    for declared in fields(model):
        if declared.name != "extra":
            annotation = ast.parse(str(declared.type), mode="eval").body
            node, wire_name = _split_annotated(annotation)
            # A JSON name may be empty.
            name = declared.name if wire_name is None else wire_name
            is_optional = declared.default is None
            specs.append(FieldSpec(declared.name, name, _build(node), is_optional))
    undeclared = codec_for(model._undeclared) if model._undeclared else None
    return ModelSpec(model, specs, undeclared)


def _split_annotated(node: ast.expr) -> tuple[ast.expr, str | None]:
    """Return the type in the annotation of a field, and its JSON name if that differs."""
    match node:
        case ast.Subscript(
            slice=ast.Tuple(
                elts=[inner, ast.Call(func=ast.Name(id="Wire"), args=[wire_name])]
            )
        ):
            return inner, str(ast.literal_eval(wire_name))
        case _:
            return node, None
