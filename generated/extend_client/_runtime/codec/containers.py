"""Codecs of arrays, maps, nullable types and models, built from the codecs of their items.

Each model gets one function to decode and one to encode, without loops. Their source code contains no JSON names: it
refers to fields by number and Python name; JSON names and codecs are globals of the compiled function, so no document
can inject code.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .codec import ABSENT, Codec, Decode, Encode, Faults
from .scalars import add_extra, encode_file, encode_files


def decode_any(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """Return any JSON value unchanged."""
    return value


def array(item: Codec) -> Codec:
    """Return the codec of an array; items that need no decoding are not copied."""
    plain = item.plain

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        if type(value) is not list:
            return faults.add(value, owner, key, "an array", at)
        if item.decode is decode_any or plain.issuperset(map(type, value)):
            return value
        # Looked up per call: the codec of a model replaces its `decode` on first use.
        one = item.decode
        return [one(v, value, index, faults, at) for index, v in enumerate(value)]

    def encode(value: Any) -> Any:
        one = item.encode
        return value if one is None else [one(v) for v in value]

    return Codec(decode, encode_files if item.encode is encode_file else encode)


def fixed(first: list[Codec], rest: Codec | None) -> Codec:
    """Return the codec of an array with a type per position, and of `rest` for further items."""
    count = len(first)
    expected = f"an array of {count} item{'s' if count > 1 else ''}"
    expected += " or more" if rest is not None else ""

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        length = len(value) if type(value) is list else -1
        if length != count and (rest is None or length < count):
            return faults.add(value, owner, key, expected, at)
        codecs = first if rest is None else [*first, *[rest] * (length - count)]
        pairs = enumerate(zip(codecs, value, strict=True))
        return tuple(c.decode(v, value, i, faults, at) for i, (c, v) in pairs)

    def encode(value: Any) -> Any:
        codecs = first if rest is None else [*first, *[rest] * (len(value) - count)]
        pairs = zip(codecs, value, strict=True)
        return [v if c.encode is None else c.encode(v) for c, v in pairs]

    return Codec(decode, encode)


def mapping(item: Codec) -> Codec:
    """Return the codec of an object with any keys; values that need no decoding are not copied."""
    plain = item.plain

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        if type(value) is not dict:
            return faults.add(value, owner, key, "an object", at)
        if item.decode is decode_any or plain.issuperset(map(type, value.values())):
            return value
        one = item.decode
        return {name: one(v, value, name, faults, at) for name, v in value.items()}

    def encode(value: Any) -> Any:
        one = item.encode
        return value if one is None else {name: one(v) for name, v in value.items()}

    return Codec(decode, encode, required_keys=frozenset)


def nullable(inner: Codec) -> Codec:
    """Return the codec of a type or null."""
    if inner.non_null is not None:
        return inner

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        return None if value is None else inner.decode(value, owner, key, faults, at)

    def encode(value: Any) -> Any:
        one = inner.encode
        return value if value is None or one is None else one(value)

    return Codec(decode, encode, inner.plain and inner.plain | {type(None)}, inner)


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """Field of a model: its Python name, JSON name and codec."""

    name: str
    wire_name: str
    codec: Codec
    is_optional: bool

    @property
    def value_codec(self) -> Codec:
        """Codec of the values other than null."""
        return self.codec.non_null or self.codec

    @property
    def is_required(self) -> bool:
        """True if the key must be present and must not be null."""
        return not self.is_optional and self.codec.non_null is None


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """Fields of a model, and the codec of its undeclared keys, if they have a type."""

    model: type
    fields: list[FieldSpec]
    undeclared: Codec | None

    def collect_extra(self, value: dict[str, Any], faults: Faults) -> dict[str, Any]:
        """Return the `extra` of a JSON object: see `Model`."""
        declared = {field.wire_name: field for field in self.fields}
        extra = {key: item for key, item in value.items() if key not in declared}
        if self.undeclared is not None:
            decode, at = self.undeclared.decode, self.model.__name__
            extra = {k: decode(v, value, k, faults, at) for k, v in extra.items()}
        for name, field in declared.items():
            if field.is_optional and value.get(name, ABSENT) is None:
                extra[name] = None
            elif not field.is_optional and not field.is_required and name not in value:
                extra[name] = ABSENT
        return extra


def lazy_codec(model: type, read_spec: Callable[[], ModelSpec]) -> Codec:
    """Return a codec that reads the fields of the model on first use: models may be recursive."""
    cache: list[ModelSpec] = []

    def spec() -> ModelSpec:
        if not cache:
            cache.append(read_spec())
        return cache[0]

    # Both replace themselves by the compiled function.
    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        codec.decode = compile_decoder(spec())
        return codec.decode(value, owner, key, faults, at)

    def encode(value: Any) -> Any:
        codec.encode = compiled = compile_encoder(spec())
        return compiled(value)

    def required_keys() -> frozenset[str]:
        return frozenset(
            field.wire_name for field in spec().fields if field.is_required
        )

    codec = Codec(decode, encode, required_keys=required_keys)
    return codec


def compile_decoder(spec: ModelSpec) -> Decode:
    """Return the function that decodes a JSON object to the model."""
    fields = [*enumerate(spec.fields)]
    # `count` is the number of declared keys in the object: without others, `extra` is empty.
    lines = [
        "def decode(value, owner, key, faults, at):",
        "    if type(value) is not dict:",
        "        return faults.add(value, owner, key, 'an object', at)",
        "    get = value.get",
        f"    count = {sum(not field.is_optional for field in spec.fields)}",
        *(f"    {line}" for n, field in fields for line in _decode_field(n, field)),
        "    model = new(model_class)",
        "    model.extra = {} if len(value) == count else collect_extra(value, faults)",
        *(f"    model.{field.name} = v{n}" for n, field in fields),
        "    return model",
    ]
    names = {"new": object.__new__, "collect_extra": spec.collect_extra}
    function: Decode = _compile("decode", lines, _globals(spec) | names)
    return function


def _decode_field(n: int, field: FieldSpec) -> Iterator[str]:
    # Values of plain types are not decoded: this check is faster than a call.
    types = field.value_codec.plain
    condition = " and ".join(f"type(v{n}) is not {kind.__name__}" for kind in types)
    call = f"v{n} = c{n}.decode(v{n}, value, k{n}, faults, a{n})"
    statement = f"if {condition}: {call}" if condition else call
    yield f"v{n} = get(k{n})"
    if field.is_required:
        yield statement
    elif field.is_optional:
        yield f"if v{n} is not None:"
        yield "    count += 1"
        yield f"    {statement}"
    else:
        yield f"if v{n} is not None:"
        yield f"    {statement}"
        yield f"elif k{n} not in value:"
        yield "    count = -1"  # `extra` notes the missing key


def compile_encoder(spec: ModelSpec) -> Encode:
    """Return the function that encodes the model as a JSON object."""
    fields = enumerate(spec.fields)
    lines = [
        "def encode(model):",
        "    out, extra = {}, model.extra",
        *(f"    {line}" for n, field in fields for line in _encode_field(n, field)),
        "    return add_extra(out, extra) if extra else out",
    ]
    names = _globals(spec) | {"add_extra": add_extra}
    function: Encode = _compile("encode", lines, names)
    return function


def _encode_field(n: int, field: FieldSpec) -> Iterator[str]:
    value = f"model.{field.name}"
    if field.is_required:
        yield f"out[k{n}] = {_encode_value(n, field, value)}"
        return
    yield f"v{n} = {value}"
    yield f"if v{n} is not None:"
    yield f"    out[k{n}] = {_encode_value(n, field, f'v{n}')}"
    if not field.is_optional:
        yield f"elif k{n} not in extra:"
        yield f"    out[k{n}] = None"


def _encode_value(n: int, field: FieldSpec, value: str) -> str:
    return value if field.value_codec.encode is None else f"c{n}.encode({value})"


def _globals(spec: ModelSpec) -> dict[str, Any]:
    """Return the global names of the code: JSON names, codecs and `at` of each field."""
    names: dict[str, Any] = {"model_class": spec.model}
    for n, field in enumerate(spec.fields):
        at = f"{spec.model.__name__}.{field.wire_name}"
        names |= {f"k{n}": field.wire_name, f"c{n}": field.value_codec, f"a{n}": at}
    return names


def _compile(name: str, lines: list[str], names: dict[str, Any]) -> Any:
    """Compile a function; its source is registered for tracebacks and `inspect.getsource`."""
    model = names["model_class"]
    file = f"<{name} {model.__module__}.{model.__name__}>"
    source = "\n".join(lines) + "\n"
    # Without a time, `linecache` keeps the entry although there is no such file.
    linecache.cache[file] = len(source), None, source.splitlines(True), file
    names["__name__"] = model.__module__
    exec(compile(source, file, "exec"), names)  # noqa: S102 -- only the lines above
    return names[name]
