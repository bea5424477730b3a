"""Discriminators: the property that selects the variant of a union, and its mapping."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.document import nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.reader.conjunction import collect
from specpress.reader.context import Context
from specpress.schema import keywords
from specpress.schema.discriminators import Candidate, assign_values
from specpress.schema.table import CHOICES

# The variants of a union, each with its type.
Variants = list[tuple[Cursor, ir.TypeId]]
MAPPING_HINT = "map it to the reference or the component name of a variant"


@dataclass(frozen=True, slots=True)
class Discriminator:
    """The discriminator of a union; `name` is None if the schema declares none."""

    name: str | None = None
    mapping: tuple[tuple[str, ir.TypeId], ...] = ()
    default_variant: ir.TypeId | None = None
    names: tuple[tuple[str, ir.TypeId], ...] = ()
    """Component names of mapped variants, which select them too."""


def read_discriminator(
    cursor: Cursor, variants: Variants, context: Context
) -> Discriminator:
    """Read the discriminator of the schema at `cursor`."""
    declared, problems = cursor.get("discriminator"), context.problems
    name = nodes.get_text(declared, "propertyName") if declared is not None else ""
    if declared is None or not name:
        if declared is not None and declared.value:
            message = "`discriminator` without `propertyName`; ignored"
            hint = "name the property that selects the variant"
            problems.omission(
                declared, "`discriminator`", message, hint, code="invalid-discriminator"
            )
        return Discriminator()
    candidates = _list_candidates(cursor, variants, name, context.without_problems())
    index = _VariantIndex(variants)
    mapping, names = assign_values(
        dict(_read_mapping(declared, index, problems)), candidates
    )
    default = _get_default(declared, index, problems)
    return Discriminator(name, tuple(mapping.items()), default, tuple(names.items()))


def _list_candidates(
    cursor: Cursor, variants: Variants, name: str, context: Context
) -> list[Candidate[ir.TypeId]]:
    """Return the variants with their names and constants, without those that the union itself declares."""
    inherited = {*_get_own_constants(cursor, name, context)}
    candidates = []
    for variant, type_id in variants:
        values = [*_get_constants(variant, name, set(), context)]
        is_inherited = bool(inherited) and inherited <= {*values}
        constants = () if is_inherited else tuple(values)
        names = tuple(_get_names(variant, name, set()))
        candidates.append(Candidate(type_id, names, constants))
    return candidates


def get_variant_name(variant: Cursor) -> str:
    """Return the component name of a variant, or the last step of the path of an inline one."""
    if variant.ref is not None:
        return variant.ref.rpartition("/")[2].rpartition("#")[2]
    return str(variant.key)


def _read_mapping(
    declared: Cursor, variants: _VariantIndex, problems: Problems
) -> Iterator[tuple[str, ir.TypeId]]:
    """Yield the explicit mapping, whose targets are references or component names."""
    mapping = declared.get("mapping")
    for value, entry in mapping.items() if mapping is not None else ():
        variant = variants.find(entry)
        if variant is not None:
            yield value, variant
        else:
            message = (
                f"discriminator value {value!r} is not mapped to a variant; ignored"
            )
            omits = f"mapping of the value {value!r}"
            problems.omission(
                entry, omits, message, MAPPING_HINT, code="unmapped-variant"
            )


def _get_default(
    declared: Cursor, variants: _VariantIndex, problems: Problems
) -> ir.TypeId | None:
    """Return the variant of `defaultMapping` (since 3.2)."""
    entry = declared.get("defaultMapping")
    variant = variants.find(entry) if entry is not None else None
    if entry is not None and variant is None:
        message = f"`defaultMapping` {entry.value!r} is not a variant; ignored"
        problems.omission(
            entry, "`defaultMapping`", message, MAPPING_HINT, code="unmapped-variant"
        )
    return variant


class _VariantIndex:
    """The variants by their references, names and targets; of equal ones the first."""

    def __init__(self, variants: Variants) -> None:
        self._types = [type_id for _, type_id in variants]
        self._refs: dict[str | None, int] = {}
        self._names: dict[str, int] = {}
        self._targets: dict[str, int] = {}
        for number, (variant, _) in enumerate(variants):
            self._refs.setdefault(variant.ref, number)
            self._names.setdefault(get_variant_name(variant), number)
            self._targets.setdefault(_follow(variant).id, number)

    def find(self, entry: Cursor) -> ir.TypeId | None:
        """Return the variant that a reference or a component name denotes."""
        ref = entry.value
        if not isinstance(ref, str):
            return None
        target = entry.with_value({"$ref": ref}).follow(Problems())
        numbers = (
            self._refs.get(ref),
            self._names.get(ref),
            self._targets.get(target.id),
        )
        # References in split documents are often relative to another file than the mapping is in:
        # compare only the last step.
        last = self._names.get(ref.rpartition("/")[2])
        number = min((n for n in numbers if n is not None), default=last)
        return None if number is None else self._types[number]


def _get_names(variant: Cursor, name: str, seen: set[str]) -> Iterator[str]:
    """Yield the implicit values of a variant; for a nested union those of its variants."""
    nested = [*_get_nested(variant, seen)]
    if not nested:
        # An inline schema, an item of a list, has no name.
        if variant.is_ref or isinstance(variant.key, str):
            yield get_variant_name(variant)
        return
    declared = _follow(variant).value.get("discriminator")
    if isinstance(declared, dict) and declared.get("propertyName") == name:
        mapping = declared.get("mapping")
        yield from map(str, mapping) if isinstance(mapping, dict) else ()
    for inner in nested:
        yield from _get_names(inner, name, seen)


def _get_constants(
    variant: Cursor, name: str, seen: set[str], context: Context
) -> Iterator[str]:
    """Yield the strings that a variant, or a variant nested in it, declares for a property."""
    values = _get_own_constants(_follow(variant), name, context)
    yield from values
    for inner in _get_nested(variant, seen) if not values else ():
        yield from _get_constants(inner, name, seen, context)


def _get_own_constants(schema: Cursor, name: str, context: Context) -> list[str]:
    """Return the strings that a schema declares for a property, outside of its variants."""
    values: list[str] = []
    for conjunct in collect(schema, ir.Naming(""), context).schemas:
        properties = conjunct.schema.get("properties")
        prop = properties.get(name) if properties is not None else None
        if prop is not None:
            values = _get_strings(_follow(prop)) or values
    return values


def _get_nested(variant: Cursor, seen: set[str]) -> Iterator[Cursor]:
    """Yield the variants of a variant that is itself a union."""
    target = _follow(variant)
    if target.id not in seen and isinstance(target.value, dict):
        seen.add(target.id)
        for key in CHOICES:
            yield from keywords.get_variants(target, key)


def _follow(cursor: Cursor) -> Cursor:
    # Faults of these references are reported when their types are built.
    return cursor.follow(Problems()) if cursor.is_ref else cursor


def _get_strings(prop: Cursor) -> list[str]:
    schema = prop.value if isinstance(prop.value, dict) else {}
    declared = schema.get("enum", [schema.get("const")])
    values = declared if isinstance(declared, list) else []
    return [value for value in values if isinstance(value, str)]
