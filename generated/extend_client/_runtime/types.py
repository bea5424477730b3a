"""Types: what an annotation says, read once: how JSON values of the type are decoded and encoded.

A type is written as in the models: `str`, `list[Issue] | None`, `Issue`, which is a name of `models`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from importlib import import_module
from typing import Any, get_args

from . import containers, scalars
from .codec import Codec, Faults, checked
from .encode import encode_any, encode_upload
from .models import Model, Tag
from .objects import Shape, Slot, lazy
from .operation import Kind, Lazy

PACKAGE = __name__.rpartition("._runtime")[0]
UNKNOWN = "UnknownVariant"
ANY = Codec(containers.decode_any, encode_any)
ANY.bare = ANY
NULL = Codec(scalars.decode_null)
NULL.bare = NULL
_KNOWN: dict[object, Codec] = {
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
    "FileContent": Codec(scalars.decode_binary, encode_upload),
}
"""The codecs that were asked for: by the text of the type, and of a model by its class."""


def codec(text: Kind) -> Codec:
    """The codec of a type, or of a model by its class."""
    if isinstance(text, type):
        return codec_of(text)
    found = _KNOWN.get(text)
    if found is None:
        found = _KNOWN[text] = _read(ast.parse(text, mode="eval").body)
    return found


def decoded(text: Kind | None, value: Any) -> Any:
    """What a JSON value of a type stands for; without a type, the value.

    Raises:
        InvalidDataError: it contradicts the document; `faults` says where.
    """
    if text is None:
        return value
    return checked(value, codec(text).decode, shown(text))


def shown(text: Kind) -> str:
    """A type as it is written."""
    return text.__name__ if isinstance(text, type) else text


def encoded(text: Kind | None, value: Any) -> Any:
    """The JSON value of a value of a type; without one, of whatever it is."""
    encode = encode_any if text is None else codec(text).encode
    return value if encode is None else encode(value)


def codec_of(model: type) -> Codec:
    """The codec of a model."""
    if model not in _KNOWN:
        _KNOWN[model] = lazy(model, lambda: _shape(model))
    return _KNOWN[model]


def _read(node: ast.expr) -> Codec:
    match node:
        case ast.Name(id=name):
            return _KNOWN.get(name) or _named(name)
        case ast.BinOp():
            return _choice([*_parts(node)])
        case ast.Subscript(value=ast.Name(id="list"), slice=item):
            return containers.array(_read(item))
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[_, item])):
            return containers.mapping(_read(item))
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=nodes)):
            return _tuple(nodes)
        case ast.Subscript(value=ast.Name(id="tuple"), slice=node):
            return _tuple([node])
        case ast.Subscript(value=ast.Name(id="JsonText"), slice=content):
            made: Codec = Lazy("_runtime.json_strings", "json_text").load()(_read(content))
            return made
        case ast.Subscript(value=ast.Name(id="Literal"), slice=constant):
            return _constant(ast.literal_eval(constant))
        case ast.Constant(value=None):
            return NULL
        case _:
            raise TypeError(f"no codec for {ast.unparse(node)}")


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    """The types between the bars."""
    if isinstance(node, ast.BinOp):
        yield from _parts(node.left)
        yield node.right
    else:
        yield node


def _choice(nodes: list[ast.expr], tag: Tag | None = None) -> Codec:
    """What stands between bars: a type or null, or one of several types."""
    closed = [n for n in nodes if not (isinstance(n, ast.Name) and n.id == UNKNOWN)]
    known = [_read(node) for node in closed]
    variants = [found.bare or found for found in known if found is not NULL]
    if tag is None and len(variants) == 1 and closed == nodes:
        made = variants[0]
    else:
        made = _union(variants, tag)
    return containers.nullable(made) if any(k.bare for k in known) else made


def _union(variants: list[Codec], tag: Tag | None) -> Codec:
    unions, tagged = Lazy("_runtime.unions").load(), None
    if tag is not None:
        kinds = {value: codec(text) for value, text in tag.variants.items()}
        otherwise = codec(tag.otherwise) if tag.otherwise else None
        tagged = unions.Tagged(tag.key, kinds, otherwise)
    made: Codec = unions.union(variants, tagged)
    return made


def _constant(told: Any) -> Codec:
    constants = told if isinstance(told, tuple) else (told,)

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        return scalars.decode_const(value, owner, key, faults, at, constants)

    return Codec(decode)


def _tuple(nodes: list[ast.expr]) -> Codec:
    """An array with a type for each of its first items, and perhaps one for all that follow."""
    match nodes:
        case [
            *first,
            ast.Starred(value=ast.Subscript(slice=ast.Tuple(elts=[rest, _]))),
        ]:
            return containers.fixed([*map(_read, first)], _read(rest))
        case _:
            return containers.fixed([*map(_read, nodes)], None)


def _named(name: str) -> Codec:
    """The codec of what the models call by a name: a class, or another name of a type."""
    found = getattr(import_module(f"{PACKAGE}.models"), name)
    if not isinstance(found, type):
        return _alias(name, found)
    if issubclass(found, Enum):
        return _KNOWN.setdefault(
            name, Lazy("_runtime.enums", "enum_codec").load()(found)
        )
    return _KNOWN.setdefault(name, codec_of(found))


def _alias(name: str, alias: Any) -> Codec:
    # It is known before it is read, for it may speak of itself.
    late = _KNOWN[name] = Codec(containers.decode_any, encode_any)
    text, *tags = get_args(alias) or (alias,)
    node = ast.parse(getattr(text, "__forward_arg__", text), mode="eval").body
    made = _choice([*_parts(node)], *tags)
    for part in fields(Codec):
        setattr(late, part.name, getattr(made, part.name))
    return late


def _shape(model: type[Model]) -> Shape:
    """The fields of a model, as its annotations say."""
    slots = []
    for field in fields(model):
        if field.name != "extra":
            node, wire = _unwrapped(ast.parse(str(field.type), mode="eval").body)
            optional = field.default is None
            name = field.name if wire is None else wire
            slots.append(Slot(field.name, name, _read(node), optional))
    undeclared = codec(model._undeclared) if model._undeclared else None
    return Shape(model, slots, undeclared)


def _unwrapped(node: ast.expr) -> tuple[ast.expr, str | None]:
    """The type in the annotation of a field, and its name on the wire where that is another one."""
    match node:
        case ast.Subscript(
            slice=ast.Tuple(
                elts=[inside, ast.Call(func=ast.Name(id="Wire"), args=[wire])]
            )
        ):
            return inside, str(ast.literal_eval(wire))
        case _:
            return node, None
