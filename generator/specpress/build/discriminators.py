"""Discriminators: takes the variants of a union, gives the property that tells them apart and what its values mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from specpress import ir
from specpress.build import keywords
from specpress.build import read as reading
from specpress.build.parts import collect
from specpress.problems import Problems
from specpress.resolve import Cursor

Pairs = list[tuple[Cursor, ir.TypeId]]
"""The variants of a union, each with its type."""


@dataclass(frozen=True, slots=True)
class Discriminator:
    """How the variants of a union are told apart, as far as the document says."""

    name: str | None = None
    mapping: tuple[tuple[str, ir.TypeId], ...] = ()
    otherwise: ir.TypeId | None = None


def read(cursor: Cursor, pairs: Pairs, problems: Problems) -> Discriminator:
    """The discriminator of the schema at `cursor`.

    A variant is meant by the values that are mapped to it and by those that it allows for the property; where
    there are none, by its name.
    """
    declared = cursor.get("discriminator")
    name = reading.text(declared, "propertyName") if declared is not None else ""
    if declared is None or not name:
        if declared is not None and declared.value:
            message = "`discriminator` has no `propertyName`"
            hint = "name the property that selects the variant"
            problems.omission(declared, "`discriminator`", message, hint)
        return Discriminator()
    found = dict(_mapped(declared, pairs, problems))
    for variant, type_id in pairs:
        values = [*_constants(variant, name, set())]
        if not values and type_id not in found.values():
            values = [*_names(variant, name, set())]
        for value in values:
            found.setdefault(value, type_id)
    return Discriminator(name, tuple(found.items()), _otherwise(declared, pairs, problems))


def name_of(variant: Cursor) -> str:
    """The name of the component that a variant is; of an inline one there is none."""
    if variant.ref is not None:
        return variant.ref.rpartition("/")[2].rpartition("#")[2]
    return str(variant.path[-1])


def _mapped(
    declared: Cursor, pairs: Pairs, problems: Problems
) -> Iterator[tuple[str, ir.TypeId]]:
    """The explicit mapping: its values are references, or names of components."""
    mapping = declared.get("mapping")
    for value, entry in mapping.items() if mapping is not None else ():
        meant = _meant(entry, pairs)
        if meant is not None:
            yield value, meant
        else:
            message = f"the value {value!r} is mapped to none of the variants"
            hint = "a variant is mapped by its reference, or by its name"
            problems.omission(entry, f"mapping of the value {value!r}", message, hint)


def _otherwise(
    declared: Cursor, pairs: Pairs, problems: Problems
) -> ir.TypeId | None:
    """What an object is that no value of the property names: since 3.2 the document may say so."""
    entry = declared.get("defaultMapping")
    meant = _meant(entry, pairs) if entry is not None else None
    if entry is not None and meant is None:
        message = f"`defaultMapping` is none of the variants: {entry.value!r}"
        hint = "a variant is mapped by its reference, or by its name"
        problems.omission(entry, "`defaultMapping`", message, hint)
    return meant


def _meant(entry: Cursor, pairs: Pairs) -> ir.TypeId | None:
    """The variant that a reference or a name means."""
    ref = entry.value
    if not isinstance(ref, str):
        return None
    place = replace(entry, value={"$ref": ref}).follow(Problems()).id
    for variant, type_id in pairs:
        if ref in (variant.ref, name_of(variant)) or place == _followed(variant).id:
            return type_id
    # The path to a file may be written from elsewhere: then its last step tells.
    last = ref.rpartition("/")[2]
    return next((type_id for v, type_id in pairs if last == name_of(v)), None)


def _names(variant: Cursor, name: str, seen: set[str]) -> Iterator[str]:
    """The name of a variant; of one that is a choice itself, what is mapped there and its variants."""
    inner = [*_inner(variant, seen)]
    if not inner:
        yield name_of(variant)
        return
    declared = _followed(variant).value.get("discriminator")
    if isinstance(declared, dict) and declared.get("propertyName") == name:
        mapping = declared.get("mapping")
        yield from map(str, mapping) if isinstance(mapping, dict) else ()
    for found in inner:
        yield from _names(found, name, seen)


def _constants(variant: Cursor, name: str, seen: set[str]) -> Iterator[str]:
    """The strings that a variant, or one of its own variants, allows for a property."""
    values: list[str] = []
    for part in collect(_followed(variant), ir.Naming(""), Problems()).schemas:
        properties = part.schema.get("properties")
        prop = properties.get(name) if properties is not None else None
        if prop is not None:
            values = _listed(_followed(prop)) or values
    yield from values
    for inner in _inner(variant, seen) if not values else ():
        yield from _constants(inner, name, seen)


def _inner(variant: Cursor, seen: set[str]) -> Iterator[Cursor]:
    """The variants of a variant that is a choice."""
    target = _followed(variant)
    if target.id not in seen and isinstance(target.value, dict):
        seen.add(target.id)
        for key in keywords.CHOICES:
            yield from keywords.variants(target, key)


def _followed(cursor: Cursor) -> Cursor:
    return cursor.follow(Problems()) if cursor.is_ref else cursor


def _listed(prop: Cursor) -> list[str]:
    schema = prop.value if isinstance(prop.value, dict) else {}
    values = schema.get("enum", [schema.get("const")])
    listed = values if isinstance(values, list) else []
    return [value for value in listed if isinstance(value, str)]
