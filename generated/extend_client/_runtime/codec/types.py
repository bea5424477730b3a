"""Models, and codecs by type: annotations are parsed once, on first use.

A type is written as in the models: `str`, `list[Issue] | None`, `Issue` (a name in `models`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import InitVar, dataclass, field, fields
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Self, get_args

from ..operation import PACKAGE, OnContradiction, TypeSpec
from . import containers, encoders, scalars
from .aliases import NamedType
from .codec import (
    ABSENT,
    COMPLETE,
    Codec,
    Discriminator,
    Encoding,
    Faults,
    InvalidArgumentError,
    InvalidDataError,
    check_mode,
    decode_strictly,
)
from .encoders import encode_any
from .fields import read_spec
from .model_methods import ModelMethods
from .models import ModelSpec, find_generated, is_set, lazy_codec
from .received import Presence
from .wire_texts import WireDecimal


@dataclass(slots=True, kw_only=True)
class Model(ModelMethods):
    """Base class of all models.

    A field that may be missing reads as None if it is. If it may be null too, `del model.field`
    removes it and `model.field = None` sets null. `extra` contains undeclared keys; a field that is
    set takes precedence over it.
    """

    extra: dict[str, Any] = field(default_factory=dict)

    if not TYPE_CHECKING:  # hidden: neither may accept other names
        _presence: InitVar[Presence | None] = None

        def __post_init__(self, presence: Presence | None) -> None:
            self.extra = self.extra.copy()
            self._received = ()
            for name in _list_absent_by_default(type(self)):
                if getattr(self, name) is ABSENT:
                    delattr(self, name)
            if presence is not None:  # a call of `dataclasses.replace`
                from .copies import copy_shared

                presence.restore(self)
                copy_shared(self, presence.source)

        def __getattr__(self, name: str) -> Any:
            if name in type(self).__dataclass_fields__:
                return None
            text = f"{type(self).__name__!r} object has no attribute {name!r}"
            raise AttributeError(text, name=name, obj=self)

    def __getstate__(self) -> dict[str, Any]:
        names = ["_received", *(f.name for f in fields(self))]
        state = {name: getattr(self, name) for name in names if is_set(self, name)}
        return state | {"extra": self.extra.copy()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)

    def to_dict(self) -> dict[str, Any]:
        """Return the model as a JSON object, with the JSON names of its fields.

        Raises:
            InvalidArgumentError: a field has a value that its type does not allow.
        """
        try:
            return self._encode(COMPLETE)
        except InvalidArgumentError as error:
            error.add(type(self).__name__)
            raise
        except RecursionError:
            raise _refuse_depth(self) from None

    def _encode(self, encoding: Encoding) -> dict[str, Any]:
        encode = model_codec(type(self)).encode
        encoded: dict[str, Any] = encode(self, encoding)
        return encoded

    @classmethod
    def _read_spec(cls) -> ModelSpec:
        return _read_spec(find_generated(cls))

    @classmethod
    def from_dict(
        cls, data: dict[str, Any], on_contradiction: OnContradiction = "raise"
    ) -> Self:
        """Decode a JSON object.

        `on_contradiction` is the treatment of an object that contradicts the document, as for a call.

        Raises:
            InvalidDataError: the object contradicts the document; see `faults`.
            ValueError: `on_contradiction` is unknown.
        """
        try:
            model: Self = decode_value(cls, data)
        except InvalidDataError as error:
            from .contradictions import accept_logged  # rarely needed

            if check_mode(on_contradiction) == "raise":
                raise
            model = accept_logged(error, on_contradiction, cls.__name__)
        return model

    def to_json(self) -> str:
        """Return the model as JSON text, with all digits of its numbers.

        Raises:
            InvalidArgumentError: a field has a value that its type does not allow.
        """
        from ..json.json import dumps

        return dumps(self.to_dict()).decode()

    @classmethod
    def from_json(
        cls, text: str | bytes, on_contradiction: OnContradiction = "raise"
    ) -> Self:
        """Decode JSON text, with all digits of its numbers.

        Raises:
            InvalidDataError: the text is not JSON, or contradicts the document; see `faults`.
            ValueError: `on_contradiction` is unknown.
        """
        from ..json.parsing import parse_json

        return cls.from_dict(parse_json(text), on_contradiction)


def _get_presence(model: Model) -> Presence:
    names = (f.name for f in fields(model))
    absent = tuple(name for name in names if not is_set(model, name))
    return Presence(absent, model._received, model)


# Set here, as a dataclass replaces the attribute by the default of the parameter.
type.__setattr__(Model, "_presence", property(_get_presence))


@cache
def _list_absent_by_default(model: Any) -> tuple[str, ...]:
    """Return the fields that are absent unless the caller passes a value."""
    return tuple(f.name for f in fields(model) if f.default is ABSENT)


UNKNOWN = "UnknownVariant"
_MAX_OPERANDS = 1_000
ANY = Codec(containers.decode_any, encode_any)
ANY.non_null = ANY
NULL = Codec(scalars.decode_null, encoders.encode_null)
NULL.non_null = NULL
# By annotation, and for models by class.
_CACHE: dict[object, Codec] = {
    "Any": ANY,
    "str": Codec(scalars.decode_string, encoders.encode_string, frozenset({str})),
    "int": Codec(scalars.decode_integer, encoders.encode_integer, frozenset({int})),
    "float": Codec(
        scalars.decode_number, encoders.encode_number, frozenset({float, int})
    ),
    "bool": Codec(scalars.decode_boolean, encoders.encode_boolean, frozenset({bool})),
    "datetime": Codec(scalars.decode_datetime, encoders.encode_datetime),
    "date": Codec(scalars.decode_date, encoders.encode_date),
    "time": Codec(scalars.decode_time, encoders.encode_time),
    "Decimal": Codec(
        scalars.decode_decimal, encoders.encode_decimal, decoded=WireDecimal
    ),
    "UUID": Codec(scalars.decode_uuid, encoders.encode_uuid),
    "bytes": Codec(scalars.decode_bytes, encoders.encode_bytes),
    "FileContent": Codec(scalars.decode_binary, encoders.encode_file),
    "FileOrText": Codec(scalars.decode_binary, encoders.encode_file_or_text),
}


def codec_for(spec: TypeSpec) -> Codec:
    """Return the codec of an annotation or of a model class."""
    if isinstance(spec, type):
        return model_codec(spec)
    codec = _CACHE.get(spec)
    if codec is None:
        codec = _CACHE[spec] = build_codec(ast.parse(spec, mode="eval").body)
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


def encode_value(spec: TypeSpec | None, value: Any, encoding: Encoding) -> Any:
    """Encode a value as JSON by its type, or without one by its Python type.

    Raises:
        InvalidArgumentError: the type does not have this value.
    """
    encode = encode_any if spec is None else codec_for(spec).encode
    try:
        return encode(value, encoding)
    except RecursionError:
        raise _refuse_depth(value) from None


def _refuse_depth(value: object) -> InvalidArgumentError:
    """Return the error for a value that contains itself, or almost endless others."""
    return InvalidArgumentError("a value nested less deeply", value)


def model_codec(model: type) -> Codec:
    """Return the codec of a model class."""
    if model not in _CACHE:
        _CACHE[model] = lazy_codec(model, lambda: read_fields(model))
    return _CACHE[model]


def _models() -> Any:
    """Return the generated package: the names in annotations, and the codecs of some documents."""
    return import_module(f"{PACKAGE}.models")


def build_codec(node: ast.expr) -> Codec:
    """Return the codec of a parsed annotation."""
    match node:
        case ast.Name(id="DecimalNumber" | "DecimalInput"):
            decimal: Codec = _models()._DECIMAL_NUMBER
            return decimal
        case ast.Name(id=name):
            return _CACHE.get(name) or _build_named(name)
        case ast.BinOp():
            return _build_union(split_union(node))
        case ast.Subscript(value=ast.Name(id="list" | "Sequence"), slice=item):
            return containers.array(build_codec(item))
        case ast.Subscript(
            value=ast.Name(id="dict" | "Mapping"), slice=ast.Tuple(elts=[_, item])
        ):
            return containers.mapping(build_codec(item))
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=nodes)):
            return containers.build_tuple(nodes, build_codec)
        case ast.Subscript(value=ast.Name(id="tuple"), slice=node):
            return containers.build_tuple([node], build_codec)
        case ast.Subscript(value=ast.Name(id="JsonText"), slice=content):
            codec: Codec = _models()._json_string(build_codec(content))
            return codec
        case ast.Subscript(value=ast.Name(id="Literal"), slice=constant):
            return _build_literal(ast.literal_eval(constant))
        case ast.Constant(value=None):
            return NULL
        case _:
            raise TypeError(f"no codec for annotation {ast.unparse(node)}")


def split_union(node: ast.expr) -> list[ast.expr]:
    """Return the operands of `|`, also of groups in parentheses: long unions have them."""
    operands: list[ast.expr] = []
    while isinstance(node, ast.BinOp):
        operands += reversed(split_union(node.right))
        node = node.left
    return [node, *reversed(operands)]


def parse_union(text: str) -> list[ast.expr]:
    """Return the operands of an annotation."""
    parts = (ast.parse(part, mode="eval").body for part in _split_text(text))
    return [operand for part in parts for operand in split_union(part)]


def _split_text(text: str) -> Iterator[str]:
    """Yield a union in parts without open brackets: Python parses at most 3,000 operands."""
    operands, start = text.split(" | "), 0
    for end in range(_MAX_OPERANDS, len(operands), _MAX_OPERANDS):
        part = " | ".join(operands[start:end])
        if all(
            part.count(opener) == part.count(closer) for opener, closer in ("[]", "()")
        ):
            yield part
            start = end
    yield " | ".join(operands[start:])


def _is_named(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _build_union(
    nodes: list[ast.expr], discriminator: Discriminator | None = None
) -> Codec:
    """Return the codec of a nullable type or a union."""
    known = [node for node in nodes if not _is_named(node, UNKNOWN)]
    typed = [node for node in known if not _is_named(node, "Any")]
    if len(typed) < len(known) and not all(isinstance(n, ast.Constant) for n in typed):
        conditional: Codec = _models()._conditional(_build_union(typed, discriminator))
        return conditional
    # `Book | inputs.Book` names one type twice.
    codecs = [*dict.fromkeys(map(build_codec, known))]
    non_null = [codec.non_null or codec for codec in codecs]
    variants = [codec for codec in non_null if codec is not NULL]
    if not variants and known == nodes:
        return NULL
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

    def encode(value: Any, encoding: Encoding) -> Any:
        for constant in constants:
            if value == constant and type(value) is type(constant):
                return constant
        # Also accepts 1.0 for 1, and describes the constants.
        faults = Faults()
        constant = decode(value, [value], 0, faults, "")
        return encoders.refuse(faults.entries[0][2], value) if faults else constant

    return Codec(decode, encode, constants=constants)


def _build_named(name: str) -> Codec:
    """Return the codec of a class or a type alias in `models`."""
    target = _models()._find(name)
    if not isinstance(target, type):
        return _build_alias(name, target)
    # The other classes are enums; a document without enums has no module for them.
    enum: Any = None if issubclass(target, Model) else target
    codec = model_codec(target) if enum is None else enum.create_codec()
    return _CACHE.setdefault(name, codec)


def _build_alias(name: str, alias: Any) -> Codec:
    # Cached before it is complete: an alias may refer to itself.
    codec = _CACHE[name] = Codec(containers.decode_any, encode_any)
    complete = _build_union(*parse_alias(alias))
    for attribute in fields(Codec):
        setattr(codec, attribute.name, getattr(complete, attribute.name))
    return codec


@cache
def _read_spec(model: Any) -> ModelSpec:
    return read_fields(model)


def parse_alias(alias: Any) -> tuple[Any, ...]:
    """Return the operands of a type alias, and its discriminator if it has one."""
    annotation, *metadata = get_args(alias) or (alias,)
    texts = [entry.text for entry in metadata if isinstance(entry, NamedType)]
    text = texts[0] if texts else getattr(annotation, "__forward_arg__", annotation)
    discriminators = [e for e in metadata if isinstance(e, Discriminator)]
    return parse_union(text), *discriminators


def read_fields(model: type) -> ModelSpec:
    """Return the fields of a model, by its annotations."""
    return read_spec(model, build_codec)
