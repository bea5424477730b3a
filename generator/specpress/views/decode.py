"""Decoding functions: straight-line statements, made from the type that they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specpress import ir
from specpress.ir import place
from specpress.layout import call, comprehension, literal, statement
from specpress.names import capitals
from specpress.views import unions
from specpress.views.models import field_names

if TYPE_CHECKING:
    from specpress.views.codec import CodecModule

INLINE = {
    ir.ScalarKind.STRING: ("is not str", "a string"),
    ir.ScalarKind.BOOLEAN: ("is not bool", "a boolean"),
}
SIGNATURE = ("value: Any", "owner: Any", "key: Any", "faults: Faults")
ARGUMENTS = ("value", "owner", "key", "faults")


def define(name: str) -> list[str]:
    """The first lines of a decoding function."""
    return call(f"def {name}(", SIGNATURE, 0, ") -> Any:")


def function(codec: CodecModule, name: str, type_id: ir.TypeId) -> list[str]:
    """A function of its own for a type that has no name."""
    return [*define(name), *body(codec, type_id)]


def of_type(codec: CodecModule, found: ir.Type) -> list[str]:
    """The statements that decode `value` as a named type."""
    match found:
        case ir.Object():
            return _object(codec, found)
        case ir.Enum():
            return _enum(codec, found)
        case ir.Union():
            return unions.decode(codec, found)
        case _:
            return body(codec, found.id)


def body(codec: CodecModule, type_id: ir.TypeId) -> list[str]:
    """The statements that decode `value` as a type and return it."""
    found = codec.python.types[type_id]
    match found:
        case ir.Array(item=item):
            return _array(codec, found, item)
        case ir.Map(value=value):
            return _map(codec, found, value)
        case ir.Nullable(inner=inner):
            null = ["    if value is None:", "        return None"]
            return [*null, *_return(codec, inner)]
        case ir.Alias(target=target):
            return _return(codec, target)
        case _:
            return _return(codec, found.id, own=True)


def _return(codec: CodecModule, type_id: ir.TypeId, own: bool = False) -> list[str]:
    head, arguments = decoding(codec, type_id, ARGUMENTS[:3], own=own)
    if not arguments:
        return [f"    return {head}"]
    return call(f"return {head}(", arguments, 4)


def decoding(
    codec: CodecModule,
    type_id: ir.TypeId,
    where: tuple[str, ...],
    at: str = "",
    own: bool = False,
) -> tuple[str, list[str]]:
    """Function and arguments that decode a value; no arguments: the value is taken as it is.

    `where` names the value, its owner and its key; `at` is where the document declares it.
    """
    type_id = type_id if own else codec.python.unaliased(type_id)
    named = type_id in codec.python.named and not own
    found = None if named else codec.python.resolve(type_id)
    arguments = [*where, "faults"]
    match found:
        case ir.Anything():
            return where[0], []
        case ir.Scalar(kind=kind):
            name = codec.use("scalars", f"decode_{kind}")
            return name, [*arguments, at or literal(place(found.id))]
        case ir.JsonText(content=content):
            name = codec.use("reading", "decode_json_text")
            told = at or literal(place(found.id))
            return name, [*arguments, told, codec.decoder(content)]
        case ir.Const(value=constant):
            name = codec.use("scalars", "decode_const")
            told = at or literal(place(found.id))
            return name, [*arguments, told, literal(constant)]
        case _:
            return codec.decoder(type_id), arguments


def _guard(kind: str, expected: str, at: str) -> list[str]:
    told = ["value", "owner", "key", literal(expected), literal(at)]
    return [
        f"    if type(value) is not {kind}:",
        *call("return faults.add(", told, 8),
    ]


def _array(codec: CodecModule, found: ir.Array, item: ir.TypeId) -> list[str]:
    guard = _guard("list", "an array", place(found.id))
    head, arguments = decoding(codec, item, ("item", "value", "index"))
    if not arguments:
        return [*guard, "    return value"]
    loop = "for index, item in enumerate(value)"
    lines = comprehension("return [", (f"{head}(", arguments), loop, "]", 4)
    return [*guard, *lines]


def _map(codec: CodecModule, found: ir.Map, value: ir.TypeId) -> list[str]:
    guard = _guard("dict", "an object", place(found.id))
    head, arguments = decoding(codec, value, ("item", "value", "name"))
    if not arguments:
        return [*guard, "    return value"]
    one, loop = (f"name: {head}(", arguments), "for name, item in value.items()"
    return [*guard, *comprehension("return {", one, loop, "}", 4)]


def _enum(codec: CodecModule, found: ir.Enum) -> list[str]:
    name = codec.model(found.id)
    table = f"_{capitals(codec.python.codec_name('values', found.id))}"
    text = found.kind is ir.ScalarKind.STRING
    kind, told = ("str", "a string") if text else ("int", "an integer")
    codec.constants += call(f"{table} = {codec.use('enums', 'by_value')}(", [name])
    return [
        *_guard(kind, told, place(found.id)),
        *statement(f"if value in {table}:", 4),
        *statement(f"return {table}[value]", 8),
        *call(f"return {name}(", ["value"], 4),
    ]


def _object(codec: CodecModule, found: ir.Object) -> list[str]:
    name = codec.model(found.id)
    keys = f"_{capitals(codec.python.codec_name('keys', found.id))}"
    codec.constants += _keys(codec, keys, found)
    names = field_names(found)
    places = _places(codec, found)
    lines = [
        *_guard("dict", "an object", place(found.id)),
        *_extra(codec, found, keys),
    ]
    for source in found.fields:
        lines += _field(codec, source, names[source.wire] + "_", places)
    given = [f"{names[f.wire]}={names[f.wire]}_" for f in found.fields]
    arguments = [f"        {argument}," for argument in ("extra=extra", *given)]
    return [*lines, f"    return {name}(", *arguments, "    )"]


def _keys(codec: CodecModule, name: str, found: ir.Object) -> list[str]:
    """The constant that says which keys an object has, and which of them may be null or missing."""
    kinds: dict[str, list[str]] = {"required": [], "optional": [], "nullable": []}
    for source in found.fields:
        nullable = codec.python.is_nullable(source.type)
        kind = "nullable" if nullable else "required"
        kinds[kind if source.required else "optional"].append(literal(source.wire))
    arguments = [
        f"{kind}=({', '.join(wires)}{',' if len(wires) == 1 else ''})"
        for kind, wires in kinds.items()
        if wires
    ]
    return call(f"{name} = {codec.use('codec', 'Keys')}(", arguments)


def _places(codec: CodecModule, found: ir.Object) -> dict[str, str]:
    """A constant for each schema that declares properties of an object, by its place."""
    places: dict[str, str] = {}
    stem = f"_{capitals(codec.python.codec_name('at', found.id))}"
    for source in found.fields:
        holder = _holder(source)
        if holder not in places:
            name = f"{stem}_{len(places) + 1}" if places else stem
            places[holder] = name
            codec.constants += statement(f"{name} = {literal(holder)}")
    return places


def _holder(source: ir.Field) -> str:
    """Where the properties stand that a field is one of, up to its own name."""
    return f"{place(source.origins[-1]).rpartition('/')[0]}/"


def _extra(codec: CodecModule, found: ir.Object, keys: str) -> list[str]:
    """The statements that gather what the fields cannot say."""
    if found.additional is not None:
        where = ("item", "value", "name")
        head, arguments = decoding(codec, found.additional, where)
        if arguments:
            one, loop = (f"name: {head}(", arguments), "for name, item in extra.items()"
            return [
                *call(f"extra = {keys}.undeclared(", ["value"], 4),
                *comprehension("extra = {", one, loop, "}", 4),
                *call(f"extra |= {keys}.marks(", ["value"], 4),
            ]
    return call(f"extra = {keys}.extra(", ["value"], 4)


def _field(
    codec: CodecModule, source: ir.Field, local: str, places: dict[str, str]
) -> list[str]:
    """The statements that read one field into a local variable, check it and convert it."""
    key, at = literal(source.wire), places[_holder(source)]
    target = inner(codec, source.type)
    scalar = _inline(codec, target)
    if source.required and not codec.python.is_nullable(source.type):
        codec.use("codec", "ABSENT")
        get = call(f"{local} = value.get(", [key, "ABSENT"], 4)
        test, deeper = "", 4
    else:
        get = call(f"{local} = value.get(", [key], 4)
        test, deeper = f"{local} is not None", 8
    if scalar is not None:
        wrong, text = scalar
        told = [local, "value", key, literal(text), at]
        both = f"{test} and type({local}) {wrong}" if test else f"type({local}) {wrong}"
        return [
            *get,
            *statement(f"if {both}:", 4),
            *call(f"{local} = faults.add(", told, 8),
        ]
    head, arguments = decoding(codec, target, (local, "value", key), at)
    if not arguments:
        return get
    check = call(f"{local} = {head}(", arguments, deeper)
    return [*get, *(statement(f"if {test}:", 4) if test else []), *check]


def _inline(codec: CodecModule, type_id: ir.TypeId) -> tuple[str, str] | None:
    """The test that finds a wrong value of a plain type, and what was expected."""
    named = type_id in codec.python.named
    found = None if named else codec.python.resolve(type_id)
    return INLINE.get(found.kind) if isinstance(found, ir.Scalar) else None


def inner(codec: CodecModule, type_id: ir.TypeId) -> ir.TypeId:
    """The type without null, where it has no name of its own."""
    found = codec.python.types[type_id]
    nullable = isinstance(found, ir.Nullable) and type_id not in codec.python.named
    return found.inner if nullable and isinstance(found, ir.Nullable) else type_id
