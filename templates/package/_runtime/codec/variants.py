"""Ranking of the variants of a union: the content of a value selects one.

The best variant has the fewest violations, then the most constants and listed members of enums, then
the fewest undeclared keys, and then the first position in the document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from typing import Any

from .codec import Codec, Faults, Undecoded, UnknownVariant
from .scores import (
    INFINITE,
    Rank,
    Score,
    Scorer,
    get_contents,
    has_content,
    is_free_form,
)

TAG_TYPES = (str, int, float)
# Nesting and number of the codecs in which constants are searched for.
MAX_DEPTH, MAX_CODECS = 3, 50


class Trial(Faults):
    """Faults of a variant that is tried.

    `decoded` contains the results of the unions inside the value, so that nested unions are decoded
    once, not once per variant of each union around them.
    """

    __slots__ = ("decoded",)

    def __init__(self, faults: Faults | None = None) -> None:
        super().__init__()
        self.decoded: dict[Any, tuple[Any, Faults]] = getattr(faults, "decoded", {})


@dataclass(frozen=True, slots=True)
class Profile:
    """The keys of a variant, from which the best possible rank of a value follows."""

    codec: Codec
    position: int
    required: frozenset[str]
    declared: frozenset[str] | None
    """None if all keys are declared."""
    constants: Mapping[str, frozenset[Any]]
    """Constants and members of enums by key."""
    nested: frozenset[str]
    """Keys whose values contain other keys."""
    nested_constants: frozenset[str]
    shapes: Mapping[str, Shape]

    @classmethod
    def create(cls, codec: Codec, position: int) -> Profile:
        """Return the profile of an object variant."""
        contents = get_contents(codec)
        codecs = {key: c.non_null or c for _, key, c in contents.fields}
        listed = {key: _list_values(c) for key, c in codecs.items()}
        nested = {key for key, values in listed.items() if not values}
        required = codec.required_keys
        return cls(
            codec,
            position,
            required() if required is not None else frozenset(),
            _list_declared(codec),
            {key: values for key, values in listed.items() if values},
            frozenset(nested),
            frozenset(key for key in nested if _has_constants(codecs[key])),
            _list_shapes(codec),
        )

    def estimate(self, value: Mapping[str, Any]) -> Rank:
        """Return a rank that the decoded value cannot surpass."""
        keys, score = value.keys(), Score(self._count_misfits(value))
        if self.declared is None:
            score.known = score.declared = INFINITE
            return score.rank(self.position)
        score.undeclared = len(keys - self.declared)
        score.declared = len(value) - score.undeclared
        for key, listed in self.constants.items():
            constant = value.get(key)
            if constant is not None:
                is_known = _is_tag(constant) and constant in listed
                score.known += is_known
                score.violations += not is_known
        undeclared = get_contents(self.codec).undeclared
        has_others = undeclared is not None and has_content(undeclared)
        if not keys.isdisjoint(self.nested) or (has_others and score.undeclared):
            score.declared = INFINITE
        if not keys.isdisjoint(self.nested_constants) or has_others:
            score.known = INFINITE
        return score.rank(self.position)

    def admits(self, value: Mapping[str, Any]) -> bool:
        """Return whether the required keys are present; of a map, in one of its values."""
        item = self.codec.item
        if item is None or not value:
            return value.keys() >= self.required
        shape = get_shape(item)
        return not all(map(shape.excludes, value.values()))

    def _count_misfits(self, value: Mapping[str, Any]) -> int:
        """Return the number of values that cannot have the type of their key."""
        item = self.codec.item
        if item is not None:
            shape = get_shape(item)
            return any(shape.excludes(inner) for inner in value.values())
        shapes = self.shapes
        return sum(k in shapes and shapes[k].excludes(v) for k, v in value.items())


@dataclass(frozen=True, slots=True)
class Shape:
    """The values that a type may have, without a look inside them."""

    kinds: frozenset[type]
    required: frozenset[str] = frozenset()

    def excludes(self, value: Any) -> bool:
        """Return whether a value has another type, or misses a required key."""
        if value is None or not self.kinds:
            return False
        if type(value) not in self.kinds:
            # A number without fraction is an integer too.
            return type(value) is not float or int not in self.kinds
        return bool(self.required) and not value.keys() >= self.required


@cache
def get_shape(codec: Codec) -> Shape:
    """Return the shape of the values of a type; types with a format allow all values."""
    codec = codec.non_null or codec
    if codec.is_array:
        return Shape(frozenset({list}))
    if codec.required_keys is not None:
        return Shape(frozenset({dict}), codec.required_keys())
    return Shape(codec.plain)


def _list_declared(codec: Codec) -> frozenset[str] | None:
    if codec.spec is not None:
        return frozenset(codec.spec().by_key)
    return frozenset() if is_free_form(codec.item) else None


def _list_shapes(codec: Codec) -> dict[str, Shape]:
    by_key = codec.spec().by_key if codec.spec is not None else {}
    shapes = {key: get_shape(field.codec) for key, field in by_key.items()}
    return {key: shape for key, shape in shapes.items() if shape.kinds}


def _list_values(codec: Codec) -> frozenset[Any]:
    """Return the values of an enum or of constants; empty for other types."""
    values = [*(codec.members or ()), *codec.constants]
    return frozenset(values) if all(map(_is_tag, values)) else frozenset()


def _is_tag(value: Any) -> bool:
    return isinstance(value, TAG_TYPES) or value is None


def _has_constants(codec: Codec) -> bool:
    """Return whether values may contain constants; True if they are nested too deeply to search."""
    pending, count = [(codec, 0)], 0
    while pending:
        codec, depth = pending.pop()
        codec, count = codec.non_null or codec, count + 1
        if codec.members is not None or codec.constants or codec.variants is not None:
            return True
        inner = [codec.item] if codec.item is not None else []
        if codec.is_array and not inner:
            return True
        if codec.spec is not None:
            inner = [c for _, _, c in get_contents(codec).fields]
        if inner and (depth == MAX_DEPTH or count > MAX_CODECS):
            return True
        pending += [(c, depth + 1) for c in inner]
    return False


@dataclass(frozen=True, slots=True)
class Table:
    """The variants by the values of a key for which most of them list constants."""

    key: str
    variants: Mapping[Any, list[Profile]]

    def find(self, value: Mapping[str, Any]) -> list[Profile] | None:
        """Return the variants that the value of the key selects."""
        constant = value.get(self.key)
        if isinstance(constant, Enum):
            constant = constant.value
        return self.variants.get(constant) if isinstance(constant, TAG_TYPES) else None


def build_table(profiles: list[Profile]) -> Table | None:
    """Return the table that leaves the fewest variants; None if no key distinguishes any."""
    keys = {key for profile in profiles for key in profile.constants}
    tables = [_index(profiles, key) for key in sorted(keys)]
    sizes = [max(map(len, table.variants.values())) for table in tables]
    best = min(zip(sizes, range(len(sizes)), strict=True), default=(len(profiles), 0))
    return tables[best[1]] if best[0] < len(profiles) else None


def _index(profiles: list[Profile], key: str) -> Table:
    """Return the variants by the values of a key, each with those that list no values."""
    by_value: dict[Any, list[Profile]] = defaultdict(list)
    others = [profile for profile in profiles if key not in profile.constants]
    for profile in profiles:
        for constant in profile.constants.get(key, ()):
            by_value[constant].append(profile)
    variants = {
        constant: sorted([*listed, *others], key=lambda p: p.position)
        for constant, listed in by_value.items()
    }
    return Table(key, variants)


Resolve = Callable[[Mapping[str, Any]], Codec | None]
"""Returns the variant of a nested union that its discriminator selects."""


class Ranking:
    """Decodes values as the best variant of a union.

    A variant is a codec, or a function that selects one.
    """

    def __init__(self, variants: list[Codec | Resolve], scorer: Scorer) -> None:
        self.variants, self._scorer = variants, scorer
        self._resolved: dict[Codec, Profile] = {}

    @cached_property
    def profiles(self) -> list[Profile]:
        """The variants that need no selection."""
        pairs = enumerate(self.variants)
        return [Profile.create(c, n) for n, c in pairs if isinstance(c, Codec)]

    @cached_property
    def _resolvers(self) -> list[tuple[int, Resolve]]:
        pairs = enumerate(self.variants)
        return [(n, v) for n, v in pairs if not isinstance(v, Codec)]

    @cached_property
    def _table(self) -> Table | None:
        return build_table(self.profiles)

    def list_candidates(self, value: Mapping[str, Any]) -> list[Profile]:
        """Return the variants that admit a value, and which no table excludes."""
        selected = self.select(value)
        complete = [p for p in selected if p.admits(value)]
        if complete or len(selected) == len(self.variants):
            return complete
        candidates = [*self.profiles, *self._resolve(value)]
        return [p for p in candidates if p.admits(value)]

    def select(self, value: Mapping[str, Any]) -> list[Profile]:
        """Return the variants that the table and the discriminators of nested unions select."""
        selected = self._table.find(value) if self._table is not None else None
        profiles = self.profiles if selected is None else selected
        return [*profiles, *self._resolve(value)] if self._resolvers else profiles

    def _resolve(self, value: Mapping[str, Any]) -> Iterator[Profile]:
        for position, resolve in self._resolvers:
            codec = resolve(value)
            if codec is None:
                continue
            if codec not in self._resolved:
                self._resolved[codec] = Profile.create(codec, position)
            yield self._resolved[codec]

    def decode(self, value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        """Decode an object; one in which all variants miss a required key is an unknown variant."""
        candidates = self.list_candidates(value)
        if not candidates:
            return UnknownVariant(value)
        if len(candidates) == 1:
            return candidates[0].codec.decode(value, owner, key, faults, at)
        estimates = [(p.estimate(value), p.codec) for p in candidates]
        return self.decode_best(estimates, (value, owner, key, faults, at))

    def decode_best(
        self, candidates: list[tuple[Rank, Codec]], call: tuple[Any, ...]
    ) -> Any:
        """Decode a value as the best candidate; each has a rank that it cannot surpass.

        The result is `Undecoded`, without a fault, if the value has the type of no candidate.
        """
        value, owner, key, faults, at = call
        place = id(self), id(owner), key, at
        best = faults.decoded.get(place) if isinstance(faults, Trial) else None
        if best is None:
            trial = Trial(faults)
            best = self._find_best(candidates, (value, owner, key, trial, at))
            trial.decoded[place] = best
        faults.merge(best[1])
        return best[0]

    def _find_best(
        self, candidates: list[tuple[Rank, Codec]], call: tuple[Any, ...]
    ) -> tuple[Any, Faults]:
        value, owner, key, faults, at = call
        best_rank: Rank = (INFINITE,)
        best: tuple[Any, Faults] = Undecoded(value), faults
        candidates = sorted(candidates, key=lambda pair: pair[0])
        for n, (estimate, codec) in enumerate(candidates):
            if best_rank <= estimate:
                break
            trial = Trial(faults)
            result = codec.decode(value, owner, key, trial, at)
            if isinstance(result, Undecoded):
                continue
            if not n and not trial and _have_violations(candidates[1:]):
                return result, trial
            rank = self.rank(result, value, codec, len(trial), int(estimate[-1]))
            if rank < best_rank:
                best_rank, best = rank, (result, trial)
        return best

    def rank(
        self, result: Any, value: Any, codec: Codec, violations: int, position: int
    ) -> Rank:
        """Return the rank of a decoded value."""
        score = Score(violations)
        self._scorer.add(score, result, value, codec)
        return score.rank(position)


def _have_violations(candidates: list[tuple[Rank, Codec]]) -> bool:
    """Return whether a value contradicts all variants."""
    return all(estimate[0] for estimate, _ in candidates)
