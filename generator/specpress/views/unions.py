"""Unions told apart: by discriminator, by a constant that only one variant has, or by shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specpress import ir
from specpress.ir import place
from specpress.layout import call, frozen, literal, statement
from specpress.names import capitals

if TYPE_CHECKING:
    from specpress.views.codec import CodecModule

ORDER = [
    ir.ScalarKind.DATETIME,
    ir.ScalarKind.DATE,
    ir.ScalarKind.TIME,
    ir.ScalarKind.UUID,
    ir.ScalarKind.BOOLEAN,
    ir.ScalarKind.INTEGER,
    ir.ScalarKind.NUMBER,
    ir.ScalarKind.DECIMAL,
    ir.ScalarKind.STRING,
    ir.ScalarKind.BYTES,
    ir.ScalarKind.BINARY,
]


def decode(codec: CodecModule, union: ir.Union) -> list[str]:
    """The statements that decode `value` as one of the variants."""
    if codec.python.is_any(union):
        return ["    return value"]
    objects = [
        v for v in union.variants if isinstance(_plain(codec, v), (ir.Object, ir.Map))
    ]
    others = [v for v in union.variants if v not in objects]
    lines: list[str] = []
    if any(codec.python.is_nullable(v) for v in union.variants):
        lines += ["    if value is None:", "        return None"]
    if objects:
        lines += ["    if type(value) is dict:", *_objects(codec, union, objects)]
    if objects and not others:
        return [*lines, f"    return {codec.use('models', 'UnknownVariant')}(value)"]
    names = [codec.decoder(v) for v in sorted(others, key=lambda v: _rank(codec, v))]
    codec.use("codec", "first_clean")
    unknown = codec.use("models", "UnknownVariant") if objects else "None"
    arguments = [
        f"({', '.join(names)},)",
        "value",
        "owner",
        "key",
        "faults",
        literal(place(union.id)),
        unknown,
    ]
    return [*lines, *statement(f"return first_clean({', '.join(arguments)})", 4)]


def _objects(
    codec: CodecModule, union: ir.Union, objects: list[ir.TypeId]
) -> list[str]:
    name, mapping = union.discriminator, union.mapping
    if name is None or not mapping:
        name, mapping = _implicit(codec, objects)
    if name is not None:
        return _by_tag(codec, name, mapping, union.otherwise)
    if len(objects) == 1:
        return call(
            f"return {codec.decoder(objects[0])}(",
            ["value", "owner", "key", "faults"],
            8,
        )
    return _by_shape(codec, union, objects)


def _by_tag(
    codec: CodecModule,
    name: str,
    mapping: tuple[tuple[str, ir.TypeId], ...],
    otherwise: ir.TypeId | None,
) -> list[str]:
    lines = statement(f"tag = value.get({literal(name)})", 8)
    for value, target in mapping:
        decoder = codec.decoder(target)
        lines += statement(f"if tag == {literal(value)}:", 8)
        lines += call(f"return {decoder}(", ["value", "owner", "key", "faults"], 12)
    if otherwise is not None:
        head = f"return {codec.decoder(otherwise)}("
        return [*lines, *call(head, ["value", "owner", "key", "faults"], 8)]
    codec.use("models", "UnknownVariant")
    return [*lines, "        return UnknownVariant(value)"]


def _implicit(
    codec: CodecModule, objects: list[ir.TypeId]
) -> tuple[str | None, tuple[tuple[str, ir.TypeId], ...]]:
    """A property that every variant requires and that has a constant of its own in each."""
    tables = [_constants(codec, v) for v in objects]
    if len(objects) < 2:
        return None, ()
    for name in tables[0]:
        values = [table.get(name) for table in tables]
        if None not in values and len(set(values)) == len(values):
            return name, tuple(
                (str(v), o) for v, o in zip(values, objects, strict=True)
            )
    return None, ()


def _constants(codec: CodecModule, type_id: ir.TypeId) -> dict[str, str]:
    found = _plain(codec, type_id)
    if not isinstance(found, ir.Object):
        return {}
    constants: dict[str, str] = {}
    for field in found.fields:
        value = codec.python.plain(field.type)
        if (
            field.required
            and isinstance(value, ir.Const)
            and isinstance(value.value, str)
        ):
            constants[field.wire] = value.value
        if field.required and isinstance(value, ir.Enum) and len(value.members) == 1:
            constants[field.wire] = str(value.members[0].value)
    return constants


def _by_shape(
    codec: CodecModule, union: ir.Union, objects: list[ir.TypeId]
) -> list[str]:
    demands = {v: _demands(codec, v) for v in objects}
    ranked = sorted(
        objects,
        key=lambda v: (
            -len(demands[v]),
            isinstance(_plain(codec, v), ir.Map),
            objects.index(v),
        ),
    )
    stem = capitals(codec.python.codec_name("union", union.id))
    pairs = []
    for index, variant in enumerate(ranked, 1):
        constant = f"_{stem}_{index}"
        codec.constants += frozen(constant, sorted(demands[variant]))
        pairs.append(f"({constant}, {codec.decoder(variant)})")
    codec.use("codec", "first_fit")
    codec.use("models", "UnknownVariant")
    listed = f"({', '.join(pairs)})"
    arguments = [listed, "value", "owner", "key", "faults", "UnknownVariant"]
    return statement(f"return first_fit({', '.join(arguments)})", 8)


def _demands(codec: CodecModule, type_id: ir.TypeId) -> set[str]:
    """The keys without which a value cannot be this variant."""
    found = _plain(codec, type_id)
    if not isinstance(found, ir.Object):
        return set()
    return {
        f.wire
        for f in found.fields
        if f.required and not codec.python.is_nullable(f.type)
    }


def _plain(codec: CodecModule, type_id: ir.TypeId) -> ir.Type:
    return codec.python.plain(type_id)


def _rank(codec: CodecModule, type_id: ir.TypeId) -> int:
    found = _plain(codec, type_id)
    if isinstance(found, ir.Scalar):
        return 2 + ORDER.index(found.kind)
    return (
        0 if isinstance(found, ir.Const) else 1 if not isinstance(found, ir.Enum) else 8
    )
