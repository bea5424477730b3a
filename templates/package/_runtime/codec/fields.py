"""Fields of models, by the annotations and defaults of their dataclasses."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from typing import Any

from .codec import ABSENT, READ_ONLY, WRITE_ONLY, Codec
from .models import FieldSpec, ModelSpec

BuildCodec = Callable[[ast.expr], Codec]


def read_spec(model: Any, build_codec: BuildCodec) -> ModelSpec:
    """Return the fields of a model; `build_codec` returns the codec of an annotation."""
    declared = [field for field in fields(model) if field.name != "extra"]
    specs = [_read_field(field, build_codec) for field in declared]
    undeclared = build_codec(_parse(model._undeclared)) if model._undeclared else None
    return ModelSpec(model, specs, undeclared)


def _parse(annotation: object) -> ast.expr:
    return ast.parse(str(annotation), mode="eval").body


def _read_field(declared: Field[Any], build_codec: BuildCodec) -> FieldSpec:
    node, metadata = split_annotated(_parse(declared.type))
    wire_name, markers = declared.name, set[str]()
    for entry in metadata:
        match entry:
            case ast.Call(args=[name]):  # Wire("name")
                wire_name = str(ast.literal_eval(name))
            case ast.Name(id=marker):
                markers.add(marker)
    codec, default = build_codec(node), declared.default
    is_read_only = READ_ONLY.name in markers
    is_missing_by_default = default is ABSENT and not is_read_only
    is_constant = default not in (MISSING, None, ABSENT)
    is_nullable = codec.non_null is not None
    return FieldSpec(
        declared.name,
        wire_name,
        codec,
        is_optional=default is None
        or is_missing_by_default
        or (is_constant and is_nullable),
        allows_null=is_nullable and (default is MISSING or default is ABSENT),
        is_read_only=is_read_only,
        is_write_only=WRITE_ONLY.name in markers,
        constant=_get_value(default) if is_constant else None,
    )


def split_annotated(node: ast.expr) -> tuple[ast.expr, list[ast.expr]]:
    """Return the type in the annotation of a field, and its metadata."""
    match node:
        case ast.Subscript(
            value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[inner, *metadata])
        ):
            return inner, metadata
        case _:
            return node, []


def _get_value(constant: Any) -> Any:
    """Return the JSON value of a constant: that of an enum member, or the constant itself."""
    return getattr(constant, "value", constant)
