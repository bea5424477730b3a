"""Codecs of models: each model gets one function to decode and one to encode, without loops.

Their source code contains no JSON names: it refers to fields by number and Python name; JSON names
and codecs are globals of the compiled function, so no document can inject code.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..operation import PACKAGE
from .codec import (
    ABSENT,
    Codec,
    Decode,
    Encode,
    Encoding,
    Faults,
    InvalidArgumentError,
    Undecoded,
)
from .encoders import encode_any, key_step, refuse
from .received import Received, refuse_missing, restore, write_back
from .recursion import restart

# Beginning of the names of the modules of models.
MODELS = f"{PACKAGE}.models."


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """Field of a model: its Python name, JSON name and codec."""

    name: str
    wire_name: str
    codec: Codec
    is_optional: bool = False
    """True if the key may be missing."""
    allows_null: bool = False
    """True if None is null; otherwise None means that the key is missing."""
    is_read_only: bool = False
    is_write_only: bool = False
    constant: Any = None
    """The only value, if there is one."""

    @property
    def value_codec(self) -> Codec:
        """Codec of the values other than null."""
        return self.codec.non_null or self.codec

    @property
    def is_required(self) -> bool:
        """True if a response must contain the key with a value other than null."""
        return not self.is_optional and not self.allows_null


@dataclass(frozen=True)
class ModelSpec:
    """Fields of a model, and the codec of its undeclared keys.

    Without that codec, responses may contain undeclared keys, but dicts of callers may not.
    """

    model: type
    fields: list[FieldSpec]
    undeclared: Codec | None

    @cached_property
    def by_key(self) -> dict[str, FieldSpec]:
        """The fields by their JSON names."""
        return {field.wire_name: field for field in self.fields}

    @cached_property
    def by_name(self) -> dict[str, FieldSpec]:
        """The fields by their Python names."""
        return {field.name: field for field in self.fields}

    def collect_extra(self, model: Any, value: dict[str, Any], faults: Faults) -> None:
        """Set `extra` of a decoded model, and record its fields that are null without permission."""
        declared = self.by_key
        extra = {key: item for key, item in value.items() if key not in declared}
        if self.undeclared is not None:
            decode, at = self.undeclared.decode, self.model.__name__
            extra = {k: decode(v, value, k, faults, at) for k, v in extra.items()}
        model.extra = extra
        model._received = tuple(
            Received(field.name, None, None)
            for name, field in declared.items()
            if field.is_optional
            and not field.allows_null
            and value.get(name, ABSENT) is None
        )

    def add_extra(self, out: dict[str, Any], model: Any, encoding: Encoding) -> Any:
        """Add the undeclared keys and values as received to an encoded model, and return it."""
        hidden = {f.wire_name for f in self.fields if not _is_sent(f, encoding)}
        typed = encode_any if self.undeclared is None else self.undeclared.encode
        for key, value in restore(model.extra).items():
            if key not in out and key not in hidden:
                encode = encode_any if key in self.by_key else typed
                out[key] = _encode_step(f".extra[{key!r}]", encode, value, encoding)
        for entry in model._received:
            key, value = self.by_name[entry.key].wire_name, getattr(model, entry.key)
            is_received = isinstance(value, Undecoded) or entry.is_unchanged(value)
            if is_received and key not in hidden:
                _encode_step(f".{entry.key}", write_back(out, key), entry.raw, encoding)
        return out

    def hide_received(self, error: InvalidArgumentError, at: int, model: Any) -> Any:
        """Return a copy with placeholders for the values as received, one of which was refused.

        Raises:
            InvalidArgumentError: the refused field has another value.
        """
        unchanged = {
            entry.key: Undecoded(entry.raw)
            for entry in model._received
            if entry.is_unchanged(getattr(model, entry.key))
        }
        name = self.fields[at].name
        if name not in unchanged:
            error.add(f".{name}")
            raise error
        hidden = copy(model)
        for field_name, placeholder in unchanged.items():
            setattr(hidden, field_name, placeholder)
        return hidden

    def encode_other(self, value: Any, encoding: Encoding) -> Any:
        """Encode a value of another class: a dict, or a class of the caller that extends the model."""
        if isinstance(value, Mapping):
            return self._encode_mapping(value, encoding)
        if find_generated(type(value)) is self.model:
            return value._encode(encoding)
        return refuse(f"{self.model.__name__} or a dict", value)

    def _encode_mapping(
        self, value: Mapping[str, Any], encoding: Encoding
    ) -> dict[str, Any]:
        undeclared = self._encode_undeclared(value, encoding)
        out: dict[str, Any] = {}
        for field in self.fields:
            key = field.wire_name
            if not _is_sent(field, encoding):
                continue
            if key in value:
                codec = field.codec if field.allows_null else field.value_codec
                step = key_step(key)
                out[key] = _encode_step(step, codec.encode, value[key], encoding)
            elif field.constant is not None:
                out[key] = field.constant
            elif not field.is_optional and not field.is_read_only:
                error = InvalidArgumentError("a value", hint="the key is required")
                error.add(key_step(key))
                raise error
        return out | undeclared

    def _encode_undeclared(
        self, value: Mapping[str, Any], encoding: Encoding
    ) -> dict[str, Any]:
        out = {}
        for key, item in value.items():
            if key not in self.by_key:
                encode = self._get_undeclared_encoder(key)
                out[key] = _encode_step(key_step(key), encode, item, encoding)
        return out

    def _get_undeclared_encoder(self, key: str) -> Encode:
        if self.undeclared is not None:
            return self.undeclared.encode
        name = self.model.__name__
        hint = f"pass {name}(extra={{…}})"
        error = InvalidArgumentError(f"a key of {name}", key, hint, self.by_key)
        error.add(key_step(key))
        raise error


def _is_sent(field: FieldSpec, encoding: Encoding) -> bool:
    """Return whether a field is sent; read-only fields only if the caller chose so."""
    if not field.is_read_only or encoding.read_only == "always":
        return True
    return encoding.read_only == "required" and not field.is_optional


def _encode_step(step: str, encode: Encode, value: Any, encoding: Encoding) -> Any:
    """Encode a value; an error has the step in its path."""
    try:
        return encode(value, encoding)
    except InvalidArgumentError as error:
        error.add(step)
        raise


def is_set(model: object, name: str) -> bool:
    """Return whether a field of a model is present, not absent."""
    try:
        object.__getattribute__(model, name)
    except AttributeError:
        return False
    return True


def find_generated(model: type) -> type:
    """Return the class of the package that a class extends, or else the class itself."""
    parents = (c for c in model.__mro__ if c.__module__.startswith(MODELS))
    return next(parents, model)


def lazy_codec(model: type, read_spec: Callable[[], ModelSpec]) -> Codec:
    """Return a codec that reads the fields of the model on first use: models may be recursive."""
    cache: list[ModelSpec] = []

    def spec() -> ModelSpec:
        if not cache:
            cache.append(read_spec())
        return cache[0]

    # Both replace themselves by the compiled function. An array that is read meanwhile still calls
    # them for its other items: these must not compile again.
    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        if codec.decode is decode:
            codec.decode = compile_decoder(spec())
        return codec.decode(value, owner, key, faults, at)

    def encode(value: Any, encoding: Encoding) -> Any:
        if codec.encode is encode:
            codec.encode = compile_encoder(spec())
        return codec.encode(value, encoding)

    def required_keys() -> frozenset[str]:
        return frozenset(
            field.wire_name for field in spec().fields if field.is_required
        )

    codec = Codec(decode, encode, model=model, required_keys=required_keys, spec=spec)
    return codec


def compile_decoder(spec: ModelSpec) -> Decode:
    """Return the function that decodes a JSON object to the model."""
    fields = [*enumerate(spec.fields)]
    # `count` is the number of declared keys in the object: without others, `extra` is empty.
    lines = [
        "def decode(value, owner, key, faults, at):",
        "    if type(value) is not dict:",
        "        return faults.add(value, owner, key, 'an object', at)",
        "    get, model = value.get, new(model_class)",
        f"    count = {sum(field.is_required for field in spec.fields)}",
        *(f"    {line}" for n, field in fields for line in _decode_field(n, field)),
        "    if len(value) == count:",
        "        model.extra, model._received = {}, ()",
        "    else:",
        "        collect_extra(model, value, faults)",
        "    return model",
    ]
    names = {"new": object.__new__, "collect_extra": spec.collect_extra}
    function: Decode = _compile("decode", lines, _globals(spec) | names)
    return function


def _decode_field(n: int, field: FieldSpec) -> Iterator[str]:
    statements = _decode_value(n, field.value_codec)
    yield f"v{n} = get(k{n})"
    if field.is_required:
        yield from statements
    else:
        yield f"if v{n} is not None:"
        yield "    count += 1"
        yield from (f"    {line}" for line in statements)
    if not field.allows_null:
        yield f"model.{field.name} = v{n}"
        return
    # An absent field is not set.
    yield f"    model.{field.name} = v{n}"
    yield f"elif k{n} in value:"
    yield "    count += 1"
    yield f"    model.{field.name} = None"


def _decode_value(n: int, codec: Codec) -> Iterator[str]:
    """Yield the statements that decode a value; frequent types are decoded without a call."""
    call = f"v{n} = c{n}.decode(v{n}, value, k{n}, faults, a{n})"
    if condition := _check_plain(n, codec):
        yield f"if {condition}: {call}"
    elif codec.members or codec.constants:
        yield f"if type(v{n}) is str and v{n} in e{n}: v{n} = e{n}[v{n}]"
        yield f"else: {call}"
    else:
        yield call


def _check_plain(n: int, codec: Codec) -> str:
    """Return the condition that a value has none of the plain types: it is faster than a call."""
    # Numbers of type `number` are rarely integers.
    kinds = sorted(kind.__name__ for kind in codec.plain)
    return " and ".join(f"type(v{n}) is not {kind}" for kind in kinds)


def compile_encoder(spec: ModelSpec) -> Encode:
    """Return the function that encodes the model as a JSON object."""
    fields = enumerate(spec.fields)
    has_read_only = any(field.is_read_only for field in spec.fields)
    # `at` is the number of the field, for the path of an error.
    lines = [
        "def encode(model, encoding):",
        "    if type(model) is not model_class:",
        "        return encode_other(model, encoding)",
        "    out, at = {}, 0",
        *(["    sent = encoding.read_only"] if has_read_only else []),
        "    try:",
        *(f"        {line}" for n, field in fields for line in _encode_field(n, field)),
        "    except InvalidArgumentError as error:",
        "        hidden = hide_received(error, at, model)",
        "    except RecursionError as error:",
        "        return restart(encode, model, encoding, error)",
        "    else:",
        "        if model.extra or model._received:",
        "            return add_extra(out, model, encoding)",
        "        return out",
        "    return encode(hidden, encoding)",
    ]
    names = _globals(spec) | {
        "encode_other": spec.encode_other,
        "InvalidArgumentError": InvalidArgumentError,
        "hide_received": spec.hide_received,
        "add_extra": spec.add_extra,
        "is_set": is_set,
        "restart": restart,
        "refuse_missing": refuse_missing,
    }
    function: Encode = _compile("encode", lines, names)
    return function


def _encode_field(n: int, field: FieldSpec) -> Iterator[str]:
    indent = ""
    if field.is_read_only:
        is_sent = "== 'always'" if field.is_optional else "!= 'never'"
        yield f"if sent {is_sent}:"
        indent = "    "
    yield f"{indent}v{n} = model.{field.name}"
    if field.is_required and not field.is_read_only:
        yield from _encode_value(n, field)
        return
    yield f"{indent}if v{n} is not None:"
    yield from (f"{indent}    {line}" for line in _encode_value(n, field))
    if field.allows_null:
        yield f"{indent}elif is_set(model, {field.name!r}):"
        yield f"{indent}    out[k{n}] = None"
    if field.is_write_only and not field.is_optional:
        yield "elif not encoding.is_complete:"
        yield f"    at = {n}; refuse_missing()"


def _encode_value(n: int, field: FieldSpec) -> Iterator[str]:
    codec, value = field.value_codec, f"v{n}"
    condition = _check_plain(n, codec)
    statement = f"at = {n}; {value} = c{n}.encode({value}, encoding)"
    if codec.members is not None:
        yield f"if type({value}) is m{n}: {value} = {value}._value_"
        yield f"else: {statement}"
    else:
        yield f"if {condition}: {statement}" if condition else statement
    yield f"out[k{n}] = {value}"


def _globals(spec: ModelSpec) -> dict[str, Any]:
    """Return the global names of the code: JSON names, codecs and `at` of each field."""
    names: dict[str, Any] = {"model_class": spec.model}
    for n, field in enumerate(spec.fields):
        at = f"{spec.model.__name__}.{field.wire_name}"
        codec = field.value_codec
        names |= {f"k{n}": field.wire_name, f"c{n}": codec, f"a{n}": at}
        known = codec.members or {value: value for value in codec.constants}
        names |= {f"m{n}": codec.model, f"e{n}": known}
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
