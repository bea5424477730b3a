"""Regular expressions as immutable terms, with intersection and complement, and their derivatives.

The derivative of a term by a character is the term of the rest after that character
(Brzozowski 1964). Equal terms are one object, so that they are fast keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from weakref import WeakValueDictionary

from specpress.samples.patterns.characters import (
    ALL,
    Characters,
    complement,
    intersect,
)

MAX_CACHED = 100_000
# Maximum number of terms that are created or compared for the patterns of one string.
MAX_WORK = 1_500_000


class TooComplexPattern(Exception):
    """The terms of a pattern are too many."""


@dataclass(slots=True)
class Work:
    """The work for the present patterns. It is counted, so that samples do not depend on time."""

    done: int = 0

    def add(self, amount: int) -> None:
        """Count work.

        Raises:
            TooComplexPattern: the limit is exceeded.
        """
        self.done += amount
        if self.done > MAX_WORK:
            raise TooComplexPattern


work = Work()


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Term:
    """A regular expression.

    Attributes:
        kind: ``set``, ``empty`` (the empty string), ``concat``, ``or``, ``and``, ``not`` or
            ``repeat``.
        is_nullable: Whether the empty string matches.
        characters: Of a ``set``; without characters, nothing matches.
        least: The minimum of a ``repeat``.
        most: The maximum of a ``repeat``; None without a limit.
    """

    kind: str
    is_nullable: bool
    parts: tuple[Term, ...] = ()
    characters: Characters = ()
    least: int = 0
    most: int | None = None
    key: int = 0


_numbers = count()
_terms: WeakValueDictionary[tuple[object, ...], Term] = WeakValueDictionary()


def _term(
    kind: str,
    is_nullable: bool,
    parts: tuple[Term, ...] = (),
    characters: Characters = (),
    limits: tuple[int, int | None] = (0, None),
) -> Term:
    """Return the only term with these attributes."""
    work.add(1 + len(parts))
    identity = (kind, tuple(p.key for p in parts), characters, limits)
    term = _terms.get(identity)
    if term is None:
        number = next(_numbers)
        term = Term(kind, is_nullable, parts, characters, *limits, number)
        _terms[identity] = term
    return term


def character_set(characters: Characters) -> Term:
    """Return a term for one character of a set."""
    return _term("set", False, characters=characters)


NOTHING = character_set(())
EMPTY = _term("empty", True)
ANY = character_set(ALL)


def concat(*parts: Term) -> Term:
    """Return a term for several terms after each other."""
    flat: list[Term] = []
    for part in parts:
        if part is NOTHING:
            return NOTHING
        flat += (
            part.parts if part.kind == "concat" else () if part is EMPTY else (part,)
        )
    if len(flat) < 2:
        return flat[0] if flat else EMPTY
    return _term("concat", all(p.is_nullable for p in flat), tuple(flat))


def union(*parts: Term) -> Term:
    """Return a term for any of several terms."""
    flat: dict[Term, None] = {}
    for part in parts:
        for inner in part.parts if part.kind == "or" else (part,):
            if inner is not NOTHING:
                flat[inner] = None
    if ANYTHING in flat:
        return ANYTHING
    ordered = tuple(sorted(flat, key=lambda term: term.key))
    if len(ordered) < 2:
        return ordered[0] if ordered else NOTHING
    return _term("or", any(p.is_nullable for p in ordered), ordered)


def both(*parts: Term) -> Term:
    """Return a term for strings that match all of several terms."""
    flat: dict[Term, None] = {}
    for part in parts:
        for inner in part.parts if part.kind == "and" else (part,):
            if inner is not ANYTHING:
                flat[inner] = None
    if NOTHING in flat:
        return NOTHING
    if EMPTY in flat:
        return EMPTY if all(p.is_nullable for p in flat) else NOTHING
    ordered = tuple(sorted(flat, key=lambda term: term.key))
    if len(ordered) < 2:
        return ordered[0] if ordered else ANYTHING
    if all(part.kind == "set" for part in ordered):
        characters = ordered[0].characters
        for part in ordered[1:]:
            characters = intersect(characters, part.characters)
        return character_set(characters)
    return _term("and", all(p.is_nullable for p in ordered), ordered)


def negate(part: Term) -> Term:
    """Return a term for strings that do not match a term."""
    if part.kind == "not":
        return part.parts[0]
    return _term("not", not part.is_nullable, (part,))


def repeat(part: Term, least: int, most: int | None) -> Term:
    """Return a term for a term that is repeated."""
    if most == 0 or part is EMPTY:
        return EMPTY
    if part is NOTHING:
        return EMPTY if least == 0 else NOTHING
    if (least, most) == (1, 1):
        return part
    is_nullable = least == 0 or part.is_nullable
    return _term("repeat", is_nullable, (part,), limits=(least, most))


ANYTHING = _term("repeat", True, (ANY,), limits=(0, None))


@lru_cache(MAX_CACHED)
def derive(term: Term, code: int) -> Term:
    """Return the term of the rest after a character."""
    match term.kind:
        case "set":
            is_member = any(low <= code <= high for low, high in term.characters)
            return EMPTY if is_member else NOTHING
        case "concat":
            first, rest = term.parts[0], concat(*term.parts[1:])
            derived = concat(derive(first, code), rest)
            return union(derived, derive(rest, code)) if first.is_nullable else derived
        case "or":
            return union(*(derive(part, code) for part in term.parts))
        case "and":
            return both(*(derive(part, code) for part in term.parts))
        case "not":
            return negate(derive(term.parts[0], code))
        case "repeat":
            (part,) = term.parts
            most = None if term.most is None else term.most - 1
            rest = repeat(part, max(term.least - 1, 0), most)
            return concat(derive(part, code), rest)
        case _:
            return NOTHING


@lru_cache(MAX_CACHED)
def first_characters(term: Term) -> frozenset[Characters]:
    """Return disjoint sets of characters; all characters of a set have the same derivative."""
    match term.kind:
        case "set":
            return frozenset({term.characters, complement(term.characters)} - {()})
        case "concat":
            classes = first_characters(term.parts[0])
            if not term.parts[0].is_nullable:
                return classes
            return _cross(classes, first_characters(concat(*term.parts[1:])))
        case "or" | "and":
            classes = frozenset({ALL})
            for part in term.parts:
                classes = _cross(classes, first_characters(part))
            return classes
        case "not" | "repeat":
            return first_characters(term.parts[0])
        case _:
            return frozenset({ALL})


def clear_caches() -> None:
    """Release the terms of earlier patterns, and count from zero."""
    work.done = 0
    derive.cache_clear()
    first_characters.cache_clear()


def _cross(
    one: frozenset[Characters], other: frozenset[Characters]
) -> frozenset[Characters]:
    work.add(len(one) * len(other))
    return frozenset({intersect(a, b) for a in one for b in other} - {()})
