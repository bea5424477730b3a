"""JSON values that are valid for a type: the smallest ones, and objects with missing fields filled in."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from importlib import import_module
from math import inf
from typing import Any

from .._runtime.codec.codec import Faults
from .._runtime.codec.fields import read_spec
from .._runtime.codec.models import FieldSpec
from .._runtime.codec.types import Model, build_codec, parse_alias, split_union
from .._runtime.json.json import dumps
from .._runtime.operation import PACKAGE, TypeSpec

SCALARS: Mapping[str, Any] = {
    "str": "",
    "int": 0,
    "float": 0,
    "bool": False,
    "datetime": "2000-01-01T00:00:00Z",
    "date": "2000-01-01",
    "time": "00:00:00Z",
    "UUID": "00000000-0000-0000-0000-000000000000",
    "Decimal": "0",
    "DecimalNumber": 0,
    "DecimalInput": 0,
    "bytes": "",
    "FileContent": "",
    "FileOrText": "",
}
# Deeper objects of callers are not completed, and deeper smallest values are null.
MAX_DEPTH = 100
# How many models and aliases are nested in the smallest value of a type, by the name of the type.
_heights: dict[str, float] = {}


def parse_type(spec: TypeSpec) -> ast.expr:
    """Return the expression of a type."""
    text = spec if isinstance(spec, str) else spec.__name__
    return ast.parse(text, mode="eval").body


def resolve_type(node: ast.expr) -> ast.expr:
    """Return a type without null, and in place of an alias its only type."""
    parts = [part for part in split_union(node) if not _is_null(part)]
    if len(parts) != 1:
        return node
    if isinstance(parts[0], ast.Name) and parts[0].id not in SCALARS:
        target = _find_class(parts[0].id)
        if target is not None and not isinstance(target, type):
            nodes, *_ = parse_alias(target)
            return resolve_type(nodes[0]) if len(nodes) == 1 else parts[0]
    return parts[0]


def find_model(node: ast.expr) -> type[Model] | None:
    """Return the model that a type names, also if the value may be null."""
    resolved = resolve_type(node)
    if not isinstance(resolved, ast.Name):
        return None
    target = _find_class(resolved.id)
    is_model = isinstance(target, type) and issubclass(target, Model)
    return target if is_model else None


def _find_class(name: str) -> Any:
    return getattr(import_module(f"{PACKAGE}.models"), name, None)


def _is_null(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...


def list_fields(model: type[Model]) -> Iterator[tuple[FieldSpec, ast.expr]]:
    """Yield the fields of a model with their types."""
    nodes: list[ast.expr] = []

    def build(node: ast.expr) -> Any:
        nodes.append(node)
        return build_codec(node)

    # The type of undeclared keys is the last one.
    return zip(read_spec(model, build).fields, nodes, strict=False)


def is_finite(node: ast.expr) -> bool:
    """Return whether a type has a value: a model that requires itself has none."""
    while (height := _measure(node)) == inf:
        if not sum(map(_update_height, reversed([*_heights]))):
            return False
    return height <= MAX_DEPTH


def _update_height(name: str) -> bool:
    """Measure a type that is not yet known to have a value; return whether something is new."""
    if _heights.get(name, inf) < inf or name in SCALARS:
        return False
    before = len(_heights)
    _heights[name] = inf
    target = _find_class(name)
    if isinstance(target, type) and issubclass(target, Model):
        types = [node for field, node in list_fields(target) if _is_filled(field)]
        height = max(map(_measure, types), default=0)
    elif isinstance(target, type):
        # An unknown variant is a value that no other variant decodes.
        height = 0 if issubclass(target, Enum) else inf
    elif target is None:
        height = 0
    else:
        variants = [_measure(node) for node, _ in _list_variants(target)]
        height = min(variants, default=inf)
    _heights[name] = height + 1
    return height < inf or len(_heights) > before


def _is_filled(field: FieldSpec) -> bool:
    """Return whether the smallest object has a value of the type of a field."""
    return not (field.is_optional or field.allows_null or field.constant is not None)


def _measure(node: ast.expr) -> float:
    """Return the height of a type as far as it is known; unknown names are noted."""
    match node:
        case ast.Name(id=name) if name not in SCALARS:
            return _heights.setdefault(name, inf)
        case ast.BinOp():
            return min(map(_measure, split_union(node)))
        case ast.Subscript(value=ast.Name(id="tuple"), slice=items):
            return max(map(_measure, _list_first(items)), default=0)
    return 0


def create_value(node: ast.expr, text: str = "", limit: float = inf) -> Any:
    """Return the smallest JSON value of a type, null if it has none.

    `text` is the value of strings. Variants are lower than `limit`, so that the value ends.
    """
    match node:
        case ast.Name(id="str"):
            return text
        case ast.Name(id=name) if name in SCALARS:
            return SCALARS[name]
        case ast.Name(id=name) if is_finite(node):
            return _create_named(name, text)
        case ast.BinOp():
            parts = [*split_union(node)]
            if any(map(_is_null, parts)):
                return None
            return create_value(_choose_variant(parts, limit), text, limit)
        case ast.Subscript(value=ast.Name(id="list" | "Sequence")):
            return []
        case ast.Subscript(value=ast.Name(id="dict" | "Mapping")):
            return {}
        case ast.Subscript(value=ast.Name(id="tuple"), slice=items):
            return [create_value(item, text, limit) for item in _list_first(items)]
        case ast.Subscript(value=ast.Name(id="Literal"), slice=constant):
            literal = ast.literal_eval(constant)
            return literal[0] if isinstance(literal, tuple) else literal
        case ast.Subscript(value=ast.Name(id="JsonText"), slice=content):
            return dumps(create_value(content, text, limit)).decode()
    return None


def _choose_variant(variants: Sequence[ast.expr], limit: float) -> ast.expr:
    """Return the first variant that has a value lower than a limit; the first one if none has."""
    suits = (v for v in variants if is_finite(v) and _measure(v) < limit)
    return next(suits, variants[0])


def _list_first(types: ast.expr) -> list[ast.expr]:
    """Return the types of the items that a tuple must have: `*tuple[T, ...]` is any number of others."""
    items = types.elts if isinstance(types, ast.Tuple) else [types]
    if items and _is_ellipsis(items[-1]):
        return []
    return [item for item in items if not isinstance(item, ast.Starred)]


def _list_variants(alias: Any) -> Iterator[tuple[ast.expr, dict[str, Any]]]:
    """Yield the variants of a type alias with what a discriminator requires of their values.

    A variant whose property contradicts the discriminator is omitted.
    """
    nodes, *discriminators = parse_alias(alias)
    for node in nodes:
        constants = [
            {discriminator.key: constant}
            for discriminator in discriminators
            for constant, variant in discriminator.variants.items()
            if variant == ast.unparse(node)
        ]
        valid = (required for required in constants if _allows(node, required))
        required = next(valid, None if constants else {})
        if required is not None:
            yield node, required


def _allows(node: ast.expr, required: Mapping[str, Any]) -> bool:
    model = find_model(node)
    fields = [field for field, _ in list_fields(model)] if model else []
    return all(
        is_valid(field, required[field.wire_name])
        for field in fields
        if field.wire_name in required
    )


def _create_named(name: str, text: str) -> Any:
    """Return the smallest value of a model, an enum or a type alias."""
    target = _find_class(name)
    if target is None:
        return None
    if isinstance(target, type) and issubclass(target, Model):
        return complete_object(target, {}, text)
    if isinstance(target, type):
        members: Any = target
        return next(iter(members)).value
    variants = [*_list_variants(target)]
    variant = _choose_variant([node for node, _ in variants], _heights[name])
    value = create_value(variant, text, _heights[name])
    required = next(constants for node, constants in variants if node is variant)
    return {**value, **required} if isinstance(value, dict) else value


def complete_object(
    model: type[Model], data: Mapping[str, Any], text: str = "", depth: int = 0
) -> dict[str, Any]:
    """Return an object that a model decodes: its fields of `data`, and all other required ones.

    Objects in it are completed too. A value that still contradicts its field is omitted.
    """
    complete: dict[str, Any] = {}
    name = ast.Name(id=model.__name__)
    limit = _measure(name) if is_finite(name) else inf
    for field, node in list_fields(model):
        key = field.wire_name
        value = _complete_value(node, data.get(key), depth)
        if key in data and is_valid(field, value):
            complete[key] = value
        elif field.constant is not None:
            complete[key] = field.constant
        elif not field.is_optional:
            is_null = field.allows_null
            complete[key] = None if is_null else create_value(node, text, limit)
    return complete


def _complete_value(node: ast.expr, value: Any, depth: int) -> Any:
    """Return a value with the missing fields of the objects in it."""
    if depth > MAX_DEPTH or not isinstance(value, (dict, list)):
        return value
    if isinstance(value, list):
        item = find_item(node)
        if item is None:
            return value
        return [_complete_value(item, entry, depth + 1) for entry in value]
    model = find_model(node)
    if model is None:
        return value
    declared = {field.wire_name for field, _ in list_fields(model)}
    undeclared = {k: v for k, v in value.items() if k not in declared}
    return {**complete_object(model, value, depth=depth + 1), **undeclared}


def find_item(node: ast.expr) -> ast.expr | None:
    """Return the type of the items of a list; None for another type."""
    match resolve_type(node):
        case ast.Subscript(value=ast.Name(id="list" | "Sequence"), slice=item):
            return item
    return None


def is_valid(field: FieldSpec, value: Any) -> bool:
    """Return whether a JSON value does not contradict a field."""
    if value is None:
        return field.allows_null
    faults = Faults()
    field.value_codec.decode(value, [value], 0, faults, "")
    return not faults
