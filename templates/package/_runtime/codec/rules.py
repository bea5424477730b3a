"""Constraints that distinguish the variants of unions which accept the same keys and types.

`models/_variant_rules.py` contains the constraints of a model by its name, in the keywords of JSON
Schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from functools import cache
from importlib import import_module
from math import inf
from typing import Any

from ..operation import PACKAGE
from . import unions
from .codec import Codec, Discriminator

# Longer texts are not matched against patterns.
MAX_TEXT = 1_000


def union(
    codecs: list[Codec],
    discriminator: Discriminator | None,
    codec_for: Callable[[Any], Codec],
) -> Codec:
    """Return the codec of a union; constraints are violations in the ranking of its variants."""
    return unions.union(codecs, discriminator, codec_for, check_model)


def check_model(name: str, value: dict[str, Any], undeclared: int) -> tuple[int, int]:
    """Return the violated constraints of a model, and its undeclared keys if it forbids them."""
    rules = load_rules().get(name)
    if rules is None:
        return 0, 0
    return count_violations(rules, value), undeclared if "closed" in rules else 0


@cache
def load_rules() -> dict[str, dict[str, Any]]:
    """Return the constraints by the name of the model: read when a union needs them."""
    rules: dict[str, dict[str, Any]] = import_module(
        f"{PACKAGE}.models._variant_rules"
    ).RULES
    return rules


def count_violations(schema: Any, value: Any) -> int:
    """Return the number of keywords that a value violates, nested values included."""
    if not isinstance(schema, dict):
        return schema is False
    count = 0
    for keyword, argument in schema.items():
        if keyword in LIMITS:
            kind, accepts = LIMITS[keyword]
            count += has_type(value, kind) and not accepts(value, argument)
        elif keyword in NESTED:
            count += NESTED[keyword](value, argument, schema)
    return count


def is_valid(schema: Any, value: Any) -> bool:
    """Return whether a value violates no keyword."""
    return not count_violations(schema, value)


def has_type(value: Any, kind: str) -> bool:
    """Return whether a value has a JSON type."""
    match kind:
        case "null":
            return value is None
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return is_number(value) and (isinstance(value, int) or value.is_integer())
        case "number":
            return is_number(value)
        case _:
            return isinstance(value, {"string": str, "array": list}.get(kind, dict))


def is_number(value: Any) -> bool:
    """Return whether a value is a JSON number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_equal(one: Any, other: Any) -> bool:
    """Return whether two JSON values are equal: true is not 1, but 1.0 is."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(
            is_equal(one[k], other[k]) for k in one
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_equal, one, other))
    return isinstance(one, bool) is isinstance(other, bool) and bool(one == other)


def _is_multiple(value: Any, factor: Any) -> bool:
    if not factor or abs(value) == inf:
        return True
    # Unlike `Decimal`, a fraction has no maximum of digits.
    return not Fraction(repr(value)) % Fraction(repr(factor))


def _matches(value: str, pattern: str) -> bool:
    return len(value) > MAX_TEXT or bool(re.search(pattern, value, re.ASCII))


def _is_unique(value: list[Any], is_required: Any) -> bool:
    return not is_required or len({*map(_get_identity, value)}) == len(value)


def _get_identity(value: Any) -> Hashable:
    """Return a key that is the same for equal JSON values, and only for them."""
    if isinstance(value, dict):
        return frozenset((key, _get_identity(entry)) for key, entry in value.items())
    if isinstance(value, list):
        return tuple(map(_get_identity, value))
    # True is not 1.
    return (bool, value) if isinstance(value, bool) else value


def _has_dependents(value: dict[str, Any], dependents: Any) -> bool:
    return all(k not in value or value.keys() >= {*n} for k, n in dependents.items())


# By keyword: the JSON type that it constrains, and a function that returns whether a value is valid.
LIMITS: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "minLength": ("string", lambda value, limit: len(value) >= limit),
    "maxLength": ("string", lambda value, limit: len(value) <= limit),
    "pattern": ("string", _matches),
    "minimum": ("number", lambda value, limit: value >= limit),
    "maximum": ("number", lambda value, limit: value <= limit),
    "exclusiveMinimum": ("number", lambda value, limit: value > limit),
    "exclusiveMaximum": ("number", lambda value, limit: value < limit),
    "multipleOf": ("number", _is_multiple),
    "minItems": ("array", lambda value, limit: len(value) >= limit),
    "maxItems": ("array", lambda value, limit: len(value) <= limit),
    "uniqueItems": ("array", _is_unique),
    "minProperties": ("object", lambda value, limit: len(value) >= limit),
    "maxProperties": ("object", lambda value, limit: len(value) <= limit),
    "required": ("object", lambda value, names: value.keys() >= {*names}),
    "dependentRequired": ("object", _has_dependents),
}


def _count_properties(value: Any, schemas: Any, schema: Any) -> int:
    if not isinstance(value, dict):
        return 0
    return sum(count_violations(s, value[k]) for k, s in schemas.items() if k in value)


def _count_others(value: Any, argument: Any, schema: Any) -> int:
    if not isinstance(value, dict):
        return 0
    declared = schema.get("properties", {})
    others = (item for key, item in value.items() if key not in declared)
    return sum(count_violations(argument, item) for item in others)


def _count_items(value: Any, argument: Any, schema: Any) -> int:
    if not isinstance(value, list):
        return 0
    items = value[len(schema.get("prefixItems", ())) :]
    return sum(count_violations(argument, item) for item in items)


def _count_first(value: Any, schemas: Any, schema: Any) -> int:
    items = value if isinstance(value, list) else []
    return sum(map(count_violations, schemas, items))


def _list_valid(value: Any, schemas: Any) -> Iterator[bool]:
    return (is_valid(schema, value) for schema in schemas)


def _check_condition(value: Any, condition: Any, schema: Any) -> int:
    branch = schema.get("then" if is_valid(condition, value) else "else", True)
    return count_violations(branch, value)


def _has_listed_type(value: Any, kinds: Any) -> bool:
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(has_type(value, kind) for kind in names)


# By keyword: a function of the value, the argument and the schema, which counts violations.
NESTED: dict[str, Callable[[Any, Any, Any], int]] = {
    "type": lambda v, kinds, _: not _has_listed_type(v, kinds),
    "const": lambda v, constant, _: not is_equal(v, constant),
    "enum": lambda v, values, _: not any(is_equal(v, other) for other in values),
    "not": lambda v, schema, _: is_valid(schema, v),
    "anyOf": lambda v, schemas, _: not any(_list_valid(v, schemas)),
    "oneOf": lambda v, schemas, _: sum(_list_valid(v, schemas)) != 1,
    "allOf": lambda v, schemas, _: sum(count_violations(s, v) for s in schemas),
    "if": _check_condition,
    "properties": _count_properties,
    "additionalProperties": _count_others,
    "unevaluatedProperties": _count_others,
    "propertyNames": lambda v, schema, _: (
        isinstance(v, dict) and sum(count_violations(schema, key) for key in v)
    ),
    "items": _count_items,
    "prefixItems": _count_first,
    "contains": lambda v, schema, _: (
        isinstance(v, list) and not any(is_valid(schema, item) for item in v)
    ),
}
