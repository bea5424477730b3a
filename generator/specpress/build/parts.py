"""Parts: the schemas that hold at once for a value, through `allOf`, references and conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from specpress import ir
from specpress.build import keywords
from specpress.build.naming import deeper, naming_of
from specpress.build.variants import steps_of
from specpress.problems import Problems
from specpress.resolve import Cursor


@dataclass(frozen=True, slots=True)
class Part:
    """One schema that holds, and what names the types inside it."""

    schema: Cursor
    naming: ir.Naming
    certain: bool = True
    """Whether it always holds: what stands below `then`, `else` and the like may not."""
    referred: bool = False
    """Whether a reference leads to it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A `oneOf` or `anyOf` beside other schemas that hold."""

    schema: Cursor
    naming: ir.Naming
    variants: tuple[Cursor, ...]
    steps: tuple[str, ...]
    """What names each variant, where it has no name of its own."""

    @property
    def named(self) -> list[tuple[Cursor, ir.Naming]]:
        """The variants, each with what names it."""
        pairs = zip(self.variants, self.steps, strict=True)
        return [(variant, deeper(self.naming, step)) for variant, step in pairs]


@dataclass(slots=True)
class Parts:
    """What holds at once: schemas, the own one last, and choices."""

    schemas: list[Part] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    @property
    def take_null(self) -> bool:
        """Whether null is a value: one schema says so, and none that speaks of types does not."""
        schemas = [p.schema for p in self.schemas if p.certain]
        speaking = [s for s in schemas if keywords.speaks_of_types(s)]
        return bool(speaking) and all(map(keywords.allows_null, speaking))


def collect(cursor: Cursor, naming: ir.Naming, problems: Problems) -> Parts:
    """The parts of a schema, in document order.

    A choice that leads back to a schema under way is left out: it is made already. (A base names
    its children in `oneOf`, and they name it in `allOf`.)
    """
    found = Parts()
    _add(Part(cursor, naming), found, problems)
    found.choices = [
        choice
        for choice in found.choices
        if not any(_reaches(v, found.seen, problems) for v in choice.variants)
    ]
    return found


def of_variant(
    common: list[Part], variant: Cursor, naming: ir.Naming, problems: Problems
) -> Parts:
    """The parts of a variant of a choice, together with those that hold for all variants."""
    found = Parts(seen={part.schema.id for part in common})
    _add(Part(variant, naming), found, problems)
    found.schemas = [*common, *found.schemas]
    found.choices = [
        choice
        for choice in found.choices
        if not any(_reaches(v, found.seen, problems) for v in choice.variants)
    ]
    return found


def _add(part: Part, found: Parts, problems: Problems) -> None:
    """Add a part and all that holds with it, in order; a row of `allOf` may be long."""
    ahead: list[tuple[Part | None, Iterator[Part]]] = [(None, iter([part]))]
    while ahead:
        holder, rest = ahead[-1]
        entered = next(rest, None)
        if entered is None:
            ahead.pop()
        elif entered is holder:
            _take(entered, found)
        elif entered.schema.id not in found.seen and isinstance(
            entered.schema.value, dict
        ):
            found.seen.add(entered.schema.id)
            ahead.append((entered, _order(entered, problems)))


def _order(part: Part, problems: Problems) -> Iterator[Part]:
    """What holds with a part: what it is made of, itself, and what it may be, too."""
    yield from _inner(part, problems)
    yield part
    yield from _branches(part)


def _take(part: Part, found: Parts) -> None:
    cursor = part.schema
    found.schemas.append(part)
    for key in keywords.CHOICES:
        choice = _choice(part, [*keywords.variants(cursor, key)])
        if any(not only_requires(v) for v in choice.variants):
            found.choices.append(choice)


def _choice(part: Part, listed: list[Cursor]) -> Choice:
    """A choice without the variants that are null: null is the type's."""
    steps = steps_of([variant.value for variant in listed])
    kept = [
        (variant, step)
        for variant, step in zip(listed, steps, strict=True)
        if not keywords.is_null(variant.value)
    ]
    variants = tuple(variant for variant, _ in kept)
    return Choice(part.schema, part.naming, variants, tuple(step for _, step in kept))


def _inner(part: Part, problems: Problems) -> Iterator[Part]:
    cursor = part.schema
    if cursor.is_ref:
        target = cursor.follow(problems)
        yield Part(target, naming_of(target), part.certain, referred=True)
    all_of = cursor.get("allOf")
    for member in all_of.elements() if all_of is not None else ():
        yield replace(part, schema=member)


def _branches(part: Part) -> Iterator[Part]:
    """What holds for some values only."""
    cursor = part.schema
    for key in ("then", "else"):
        branch = cursor.get(key)
        if branch is not None:
            yield replace(part, schema=branch, certain=False)
    dependent = cursor.get("dependentSchemas")
    for _, branch in dependent.items() if dependent is not None else ():
        yield replace(part, schema=branch, certain=False)


def only_requires(variant: Cursor) -> bool:
    """Whether a variant gives no shape: it only says which properties of an object are needed."""
    said = keywords.says(variant)
    demands = said & {"required", "not"}
    if variant.is_ref or not isinstance(variant.value, dict):
        return False
    if keywords.kinds(variant) not in ([], ["object"]):
        return False
    return said <= {"required", "not", "type"} and (bool(demands) or not said)


def _reaches(variant: Cursor, seen: set[str], problems: Problems) -> bool:
    return variant.is_ref and variant.follow(problems).id in seen
