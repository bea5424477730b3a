"""Conjunctions: the schemas that apply to one value together, by `allOf`, `$ref` and conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from specpress import ir
from specpress.document.resolve import Cursor
from specpress.reader.context import Context
from specpress.reader.naming import extend
from specpress.reader.variant_names import name_variants
from specpress.schema import json_types, keywords
from specpress.schema.table import CHOICES

# The schemas of which one applies, depending on `if`.
ALTERNATIVES = ("then", "else")


@dataclass(frozen=True, slots=True)
class Conjunct:
    """A schema that applies to the value, and the naming of the types inside it."""

    schema: Cursor
    naming: ir.Naming
    unconditional: bool = True
    """False below `then`, `else` and `dependentSchemas`: the schema may not apply."""
    alternative: tuple[str, str] | None = None
    """Below `then` or `else` of a schema that always applies: the id of that schema, and the keyword."""
    via_ref: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A `oneOf` or `anyOf` that applies together with other schemas."""

    schema: Cursor
    naming: ir.Naming
    variants: tuple[Cursor, ...]
    names: tuple[str, ...]
    """Name of each variant, used for inline variants."""

    @property
    def named_variants(self) -> list[tuple[Cursor, ir.Naming]]:
        """The variants with their namings."""
        pairs = zip(self.variants, self.names, strict=True)
        return [(variant, extend(self.naming, name)) for variant, name in pairs]


@dataclass(slots=True)
class Conjunction:
    """All schemas and choices that apply to one value; the schema itself follows its `allOf`."""

    schemas: list[Conjunct] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    @property
    def allows_null(self) -> bool:
        """True if some schema constrains the type, and all schemas accept null."""
        schemas = [c.schema for c in self.schemas if c.unconditional]
        constraining = [s for s in schemas if keywords.constrains_type(s)]
        return (
            bool(constraining)
            and all(map(keywords.allows_null, constraining))
            and all("null" in json_types.get_accepted_types(s) for s in schemas)
        )

    @property
    def types(self) -> json_types.Types:
        """The types that all schemas accept, null excluded; all types if there is none."""
        accepted = [
            json_types.get_accepted_types(conjunct.schema)
            for conjunct in self.schemas
            if conjunct.unconditional
        ]
        return json_types.NON_NULL.intersection(*accepted) or json_types.NON_NULL


def collect(cursor: Cursor, naming: ir.Naming, context: Context) -> Conjunction:
    """Return the conjunction of a schema, in document order."""
    conjunction = Conjunction()
    _add(Conjunct(cursor, naming), conjunction, context)
    _drop_recursive_choices(conjunction, context)
    return conjunction


def collect_variant(
    common: list[Conjunct], variant: Cursor, naming: ir.Naming, context: Context
) -> Conjunction:
    """Return the conjunction of a variant with the schemas that apply to all variants."""
    conjunction = Conjunction(seen={conjunct.schema.id for conjunct in common})
    _add(Conjunct(variant, naming), conjunction, context)
    conjunction.schemas = [*common, *conjunction.schemas]
    _drop_recursive_choices(conjunction, context)
    return conjunction


def _drop_recursive_choices(conjunction: Conjunction, context: Context) -> None:
    """Remove choices with a variant that is part of this conjunction.

    A base often lists its subtypes in `oneOf` while they refer to it in `allOf`: the variant has
    been selected already.
    """
    conjunction.choices = [
        choice
        for choice in conjunction.choices
        if not any(_is_seen(v, conjunction.seen, context) for v in choice.variants)
    ]


def _add(conjunct: Conjunct, conjunction: Conjunction, context: Context) -> None:
    """Add a schema and all that apply with it, in order."""
    # An explicit stack: chains of allOf can exceed Python's recursion limit.
    stack: list[tuple[Conjunct | None, Iterator[Conjunct]]] = [(None, iter([conjunct]))]
    while stack:
        holder, rest = stack[-1]
        current = next(rest, None)
        if current is None:
            stack.pop()
        elif current is holder:
            _append(current, conjunction)
        elif current.schema.id not in conjunction.seen and isinstance(
            current.schema.value, dict
        ):
            conjunction.seen.add(current.schema.id)
            stack.append((current, _expand(current, context)))


def _expand(conjunct: Conjunct, context: Context) -> Iterator[Conjunct]:
    """Yield the schemas that a schema refines, then itself, then its conditional schemas."""
    yield from _get_refined(conjunct, context)
    yield conjunct
    yield from _get_conditional(conjunct)


def _append(conjunct: Conjunct, conjunction: Conjunction) -> None:
    cursor = conjunct.schema
    conjunction.schemas.append(conjunct)
    for key in CHOICES:
        variants = [*keywords.get_variants(cursor, key)]
        if not variants:
            continue
        choice = _build_choice(conjunct, variants)
        if any(not only_requires(v) for v in choice.variants):
            conjunction.choices.append(choice)
    if _is_alternative(cursor):
        alternatives = [cursor.child(key) for key in ALTERNATIVES]
        conjunction.choices.append(_build_choice(conjunct, alternatives))


def _is_alternative(cursor: Cursor) -> bool:
    """Return whether `then` and `else` are variants: if objects do not match both, they share no fields."""
    alternatives = [cursor.get(key) for key in ALTERNATIVES]
    return "if" in cursor.value and any(
        "object" not in json_types.get_accepted_types(schema)
        for schema in alternatives
        if schema is not None and None not in alternatives
    )


def _build_choice(conjunct: Conjunct, variants: list[Cursor]) -> Choice:
    """Build a choice without its null variants, which make the type nullable instead."""
    names = name_variants([variant.value for variant in variants])
    named = [
        (variant, name)
        for variant, name in zip(variants, names, strict=True)
        if not keywords.is_null_variant(variant)
    ]
    return Choice(
        conjunct.schema,
        conjunct.naming,
        tuple(variant for variant, _ in named),
        tuple(name for _, name in named),
    )


def _get_refined(conjunct: Conjunct, context: Context) -> Iterator[Conjunct]:
    cursor = conjunct.schema
    if cursor.is_ref:
        target = cursor.follow(context.problems)
        naming = context.namings.get(target)
        yield replace(conjunct, schema=target, naming=naming, via_ref=True)
    members = cursor.get("allOf")
    for member in members.elements() if members is not None else ():
        yield replace(conjunct, schema=member)


def _get_conditional(conjunct: Conjunct) -> Iterator[Conjunct]:
    cursor = conjunct.schema
    for key in () if _is_alternative(cursor) else ALTERNATIVES:
        schema = cursor.get(key)
        if schema is not None:
            alternative = (cursor.id, key) if conjunct.unconditional else None
            yield replace(
                conjunct,
                schema=schema,
                unconditional=False,
                alternative=alternative,
            )
    dependent = cursor.get("dependentSchemas")
    for _, schema in dependent.items() if dependent is not None else ():
        yield replace(conjunct, schema=schema, unconditional=False, alternative=None)


def only_requires(variant: Cursor) -> bool:
    """Return whether a variant only restricts which properties are required."""
    if variant.is_ref or not isinstance(variant.value, dict):
        return False
    if keywords.get_json_types(variant) not in ((), ("object",)):
        return False
    assertions = keywords.get_assertions(variant)
    restricts = bool(assertions & {"required", "not"}) or not assertions
    return restricts and assertions <= {"required", "not", "type"}


def _is_seen(variant: Cursor, seen: set[str], context: Context) -> bool:
    return variant.is_ref and variant.follow(context.problems).id in seen
