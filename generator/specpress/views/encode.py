"""Encoding functions: a model's fields as a JSON object, a type's value as an expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specpress import ir
from specpress.layout import call, comprehension, literal, signature, statement
from specpress.views.decode import inner
from specpress.views.models import field_names

if TYPE_CHECKING:
    from specpress.views.codec import CodecModule

SPECIAL = ("datetime", "date", "time", "uuid", "bytes", "decimal")
"""The kinds whose Python values are not JSON values already."""


def of_type(codec: CodecModule, found: ir.Type, name: str) -> list[str]:
    """The encoding function of a named type."""
    head = signature(f"def {name}(", "value: Any", ") -> Any:")
    match found:
        case ir.Object():
            model = codec.model(found.id)
            typed = signature(f"def {name}(", f"value: {model}", ") -> dict[str, Any]:")
            return [*typed, *_object(codec, found)]
        case ir.Enum():
            return [*head, "    return value.value"]
        case ir.Union():
            files = codec.python.holds_binary(found.id)
            name = codec.use("encode", "encode_upload" if files else "encode_any")
            return [*head, f"    return {name}(value)"]
        case _:
            value = expression(codec, found.id, "value", own=True)
            return [*head, *statement(f"return {value}", 4)]


def _object(codec: CodecModule, found: ir.Object) -> list[str]:
    names = field_names(found)
    lines = ["    out: dict[str, Any] = {}"]
    for source in found.fields:
        value, key = f"value.{names[source.wire]}", literal(source.wire)
        target = inner(codec, source.type)
        put = f"out[{key}] = {expression(codec, target, value)}"
        if source.required and not codec.python.is_nullable(source.type):
            lines += _put(put, value, 4)
            continue
        lines += [*statement(f"if {value} is not None:", 4), *_put(put, value, 8)]
        if source.required:
            lines += statement(f"elif {key} not in value.extra:", 4)
            lines += statement(f"out[{key}] = None", 8)
    codec.use("encode", "finish")
    return [*lines, "    return finish(out, value.extra)"]


def _put(text: str, value: str, indent: int) -> list[str]:
    """An assignment; a long call is opened at its one argument."""
    if text.endswith(f"({value})") and " if " not in text:
        return call(text.removesuffix(f"{value})"), [value], indent)
    head, opening, inside = text.partition(" = [")
    one, _, rest = inside.removesuffix("]").partition(" for item in ")
    if opening and rest == value and one.endswith("(item)") and " " not in one:
        call_ = (one.removesuffix("item)"), ["item"])
        return comprehension(f"{head} = [", call_, f"for item in {rest}", "]", indent)
    return statement(text, indent)


def expression(
    codec: CodecModule,
    type_id: ir.TypeId,
    value: str,
    own: bool = False,
    depth: int = 0,
) -> str:
    """An expression that gives the JSON value of `value`."""
    if type_id in codec.python.named and not own:
        return f"{codec.function('encode', type_id)}({value})"
    found = codec.python.types[type_id]
    item, key = f"item{depth or ''}", f"name{depth or ''}"
    match found:
        case ir.Scalar(kind=kind) if kind in SPECIAL:
            return f"{codec.use('scalars', f'encode_{kind}')}({value})"
        case ir.Array(item=inside):
            one = expression(codec, inside, item, depth=depth + 1)
            return value if one == item else f"[{one} for {item} in {value}]"
        case ir.Map(value=inside):
            one = expression(codec, inside, item, depth=depth + 1)
            pairs = f"{{{key}: {one} for {key}, {item} in {value}.items()}}"
            return value if one == item else pairs
        case ir.Nullable(inner=inside):
            one = expression(codec, inside, value, depth=depth)
            return value if one == value else f"None if {value} is None else {one}"
        case ir.JsonText(content=content):
            text = codec.use("reading", "encode_json_text")
            return f"{text}({expression(codec, content, value, depth=depth)})"
        case ir.Alias(target=target):
            return expression(codec, target, value, depth=depth)
        case ir.Anything():
            return f"{codec.use('encode', 'encode_any')}({value})"
        case _:
            return value
