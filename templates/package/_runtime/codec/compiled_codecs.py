"""Code generation for models: each gets one function to decode and one to encode, without loops.

The source code contains no JSON names. It refers to fields by number and Python name; JSON names
and codecs are globals of the compiled function, so no document can inject code.
"""

from __future__ import annotations

import linecache
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .codec import Decode, Encode
from .encode import add_extra

if TYPE_CHECKING:
    from .objects import FieldSpec, ModelSpec


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
