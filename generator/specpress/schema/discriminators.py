"""Discriminators: the variant of a union that a value selects, and schemas in which only that variant is validated."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from specpress.schema.dialect import EXAMPLES, Schema, cursor_id
from specpress.schema.table import CHOICES

T = TypeVar("T")
Lookup = Callable[[str], Schema]
# Keywords whose values are JSON values, not schemas.
DATA_KEYWORDS = ("enum", "const", EXAMPLES, "discriminator")


def property_name(union: Schema) -> str | None:
    """Return the property of the discriminator of a union; None without one."""
    declared = union.get("discriminator") if isinstance(union, dict) else None
    name = declared.get("propertyName") if isinstance(declared, dict) else None
    return name if isinstance(name, str) else None


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """A variant with its component names, and the values of the discriminator that it declares."""

    variant: T
    names: tuple[str, ...]
    constants: tuple[str, ...] = ()


def assign_values(
    mapping: Mapping[str, T], candidates: Sequence[Candidate[T]]
) -> tuple[dict[str, T], dict[str, T]]:
    """Return the variants by the values that select them, and by component names that select them too.

    This is the order for clients and for the mock server: a value selects the variant that it is
    mapped to, else the one with this component name, else the one that declares it as a constant.
    The caller knows the variant of `defaultMapping`, which takes what selects no other one.
    """
    assigned, names, mapped = dict(mapping), dict[str, T](), {*mapping.values()}
    for candidate in candidates:
        table = names if candidate.variant in mapped else assigned
        for name in candidate.names:
            is_excluded = candidate.constants and name not in candidate.constants
            if not is_excluded and name not in assigned:
                table.setdefault(name, candidate.variant)
    known = assigned.keys() | names.keys()
    constants = _index_constants(candidates)
    assigned |= {v: variant for v, variant in constants.items() if v not in known}
    return assigned, names


def _index_constants(candidates: Sequence[Candidate[T]]) -> dict[str, T]:
    """Return the variants by their constants, first those that declare only one.

    A value that several variants list among others selects none of them.
    """
    index: dict[str, T] = {}
    for candidate in candidates:
        if len(candidate.constants) == 1:
            index.setdefault(candidate.constants[0], candidate.variant)
    others = [c for c in candidates if len(c.constants) > 1]
    counts = Counter(value for c in others for value in {*c.constants})
    for candidate in others:
        for value in candidate.constants:
            if counts[value] == 1:
                index.setdefault(value, candidate.variant)
    return index


@dataclass(frozen=True, slots=True)
class Selecting:
    """The values of a discriminator that select a variant, as JSON values.

    Attributes:
        values: Those that a server sends.
        names: Component names of a variant that other values are mapped to.
    """

    values: list[Any] = field(default_factory=list)
    names: list[Any] = field(default_factory=list)

    @property
    def accepted(self) -> list[Any]:
        """All values."""
        return [*self.values, *self.names]


def list_selecting(
    union: dict[str, Any], keyword: str, lookup: Lookup
) -> list[Selecting]:
    """Return the values of the discriminator that select each variant."""
    variants, name = union[keyword], property_name(union)
    selecting = [Selecting() for _ in variants]
    if name is None:
        return selecting
    inherited = {*_own_constants(without_choices(union), name, lookup, set())}
    candidates: list[Candidate[int]] = []
    numbers: dict[str, int] = {}
    for number, variant in enumerate(variants):
        names = tuple(_list_names(variant, name, lookup, set()))
        constants = tuple(_list_constants(variant, name, lookup, set()))
        if inherited and inherited <= {*constants}:
            constants = ()
        candidates.append(Candidate(number, names, constants))
        if (reference := _reference(variant)) is not None:
            numbers.setdefault(component_name(reference), number)
    assigned, other_names = assign_values(_read_mapping(union, numbers), candidates)
    for text, number in assigned.items():
        selecting[number].values.extend(_json_values(text))
    for text, number in other_names.items():
        selecting[number].names.extend(_json_values(text))
    return selecting


def without_choices(schema: dict[str, Any]) -> dict[str, Any]:
    """Return what a union declares for all of its variants."""
    return {key: entry for key, entry in schema.items() if key not in CHOICES}


def _read_mapping(union: dict[str, Any], numbers: dict[str, int]) -> dict[str, int]:
    """Return the numbers of the variants that values are mapped to."""
    mapping = union["discriminator"].get("mapping")
    return {
        str(value): numbers[component_name(str(target))]
        for value, target in (mapping.items() if isinstance(mapping, dict) else ())
        if component_name(str(target)) in numbers
    }


def _reference(schema: Schema) -> str | None:
    reference = schema.get("$ref") if isinstance(schema, dict) else None
    return reference if isinstance(reference, str) else None


def _follow(
    schema: Schema, lookup: Lookup, seen: set[str]
) -> tuple[dict[str, Any], bool]:
    """Return the target of a chain of references, and False if it was seen before."""
    while (reference := _reference(schema)) is not None:
        if reference in seen:
            return {}, False
        seen.add(reference)
        schema = lookup(reference)
    return (schema if isinstance(schema, dict) else {}), True


def _list_names(
    variant: Schema, name: str, lookup: Lookup, seen: set[str]
) -> Iterator[str]:
    """Yield the implicit values of a variant; for a nested union those of its variants."""
    reference = _reference(variant)
    target, _ = _follow(variant, lookup, seen)
    nested = [inner for key in CHOICES for inner in target.get(key, ())]
    if not nested:
        if reference is not None:
            yield component_name(reference)
        return
    if property_name(target) == name:
        mapping = target["discriminator"].get("mapping")
        yield from map(str, mapping) if isinstance(mapping, dict) else ()
    for inner in nested:
        yield from _list_names(inner, name, lookup, seen)


def _list_constants(
    variant: Schema, name: str, lookup: Lookup, seen: set[str]
) -> Iterator[str]:
    """Yield the strings that a variant, or a variant nested in it, declares for a property."""
    target, is_new = _follow(variant, lookup, seen)
    values = _own_constants(target, name, lookup, set())
    yield from values
    if is_new and not values:
        for inner in (v for key in CHOICES for v in target.get(key, ())):
            yield from _list_constants(inner, name, lookup, seen)


def _own_constants(
    schema: Schema, name: str, lookup: Lookup, seen: set[str]
) -> list[str]:
    """Return the strings that a schema declares for a property, outside of its variants."""
    target, _ = _follow(schema, lookup, seen)
    properties = target.get("properties")
    declared = properties.get(name) if isinstance(properties, dict) else None
    values = _list_strings(_follow(declared, lookup, set())[0])
    for member in target.get("allOf", ()):
        values = _own_constants(member, name, lookup, seen) or values
    return values


def _list_strings(schema: dict[str, Any]) -> list[str]:
    listed = schema.get("enum", [schema.get("const")])
    values = listed if isinstance(listed, list) else []
    return [value for value in values if isinstance(value, str)]


def component_name(reference: str) -> str:
    """Return the last step of a reference or a URI, or the name of a component itself."""
    return cursor_id(reference).removesuffix("#").rpartition("/")[2]


def _json_values(text: str) -> list[Any]:
    """Return `text`, and the number or the boolean that it is in JSON."""
    try:
        value = json.loads(text)
    except ValueError:
        return [text]
    return [text, value] if isinstance(value, bool | int) else [text]


def select_variants(schema: Schema, lookup: Lookup) -> Schema:
    """Return a schema in which each discriminator selects the variant to validate.

    A value without the property, or with one that selects no variant, is validated against
    the union as it is.

    Args:
        lookup: Returns the target of a reference.
    """
    if isinstance(schema, list):
        return [select_variants(entry, lookup) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    rewritten = {
        key: entry if key in DATA_KEYWORDS else select_variants(entry, lookup)
        for key, entry in schema.items()
    }
    keyword = next((key for key in CHOICES if key in schema), None)
    if keyword is None or property_name(schema) is None:
        return rewritten
    selections = [*_selections(schema, rewritten[keyword], keyword, lookup)]
    if not selections:
        return rewritten
    variants = rewritten.pop(keyword)
    fallback = _default_variant(schema, keyword) or {keyword: variants}
    return {
        **rewritten,
        "allOf": [*rewritten.get("allOf", ()), *_conditions(selections, fallback)],
    }


def _selections(
    union: dict[str, Any], variants: list[Schema], keyword: str, lookup: Lookup
) -> Iterator[tuple[dict[str, Any], Schema]]:
    """Yield the condition that selects a variant, with the variant."""
    name, used = property_name(union), set[str]()
    listed = list_selecting(union, keyword, lookup)
    for variant, selecting in zip(variants, listed, strict=True):
        accepted = selecting.accepted
        values = [v for v in accepted if json.dumps(v, sort_keys=True) not in used]
        used |= {json.dumps(value, sort_keys=True) for value in values}
        if values:
            properties = {name: {"enum": values}}
            condition = {
                "type": "object",
                "required": [name],
                "properties": properties,
            }
            yield condition, variant


def _conditions(
    selections: list[tuple[dict[str, Any], Schema]], fallback: Schema
) -> Iterator[Schema]:
    for condition, variant in selections:
        yield _conditional(condition, variant, True)
    conditions = [condition for condition, _ in selections]
    yield _conditional({"anyOf": conditions}, True, fallback)


def _conditional(condition: Schema, selected: Schema, other: Schema) -> Schema:
    """Return a schema that applies one of two schemas."""
    schema = {"if": condition}
    schema["then"], schema["else"] = selected, other
    return schema


def _default_variant(union: dict[str, Any], keyword: str) -> Schema | None:
    """Return the variant of ``defaultMapping``, for objects that select no other one."""
    target = union["discriminator"].get("defaultMapping")
    if not isinstance(target, str):
        return None
    variants = [v for v in union[keyword] if isinstance(v, dict) and "$ref" in v]
    default = component_name(target)
    return next(
        (
            _conditional({"type": "object"}, variant, {keyword: union[keyword]})
            for variant in variants
            if component_name(variant["$ref"]) == default
        ),
        None,
    )
