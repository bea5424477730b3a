"""Scores: the agreement of a decoded value with the variant of a union that decoded it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from .codec import Codec, Encodable, UnknownVariant
from .containers import decode_any
from .models import find_generated

INFINITE = float("inf")
# Returns the numbers of violated constraints and of undeclared keys that a model forbids, by the name
# of the model, its JSON and the number of its undeclared keys.
CheckModel = Callable[[str, dict[str, Any], int], tuple[int, int]]
# Smaller is better; the last part is the position of the variant in the document.
Rank = tuple[float, ...]


@dataclass(slots=True)
class Score:
    """Agreement of a value with a variant, nested values included."""

    violations: int = 0
    """Contradictions, unlisted members of enums, unknown variants, and violated constraints."""
    tolerated: int = 0
    """Differences that never raise: null for an optional key, undeclared keys of a closed object."""
    known: float = 0
    """Constants and listed members of enums."""
    undeclared: int = 0
    declared: float = 0

    def rank(self, position: int) -> Rank:
        """Return the order of variants: the best is first."""
        better = -self.known, self.undeclared, -self.declared
        return self.violations, self.tolerated, *better, position


@dataclass(frozen=True, slots=True)
class Contents:
    """The fields of a model that affect the score, besides the number of its keys."""

    fields: tuple[tuple[str, str, Codec], ...]
    """Python name, JSON name and codec of each field that contains constants or other keys."""
    nullable: tuple[str, ...]
    """Keys that the schema requires although null is allowed: a response may omit them."""
    undeclared: Codec | None


@cache
def get_contents(codec: Codec) -> Contents:
    """Return the fields of a model that affect the score."""
    spec = codec.spec() if codec.spec is not None else None
    fields = spec.fields if spec is not None else ()
    return Contents(
        tuple((f.name, f.wire_name, c) for f in fields if has_content(c := f.codec)),
        tuple(f.wire_name for f in fields if f.allows_null and not f.is_optional),
        spec.undeclared if spec is not None else None,
    )


def has_content(codec: Codec) -> bool:
    """Return whether values contain constants, members of enums, or keys."""
    codec, arrays = codec.non_null or codec, []
    while codec.is_array and codec.item is not None:
        if codec in arrays:  # an array of itself
            return False
        arrays.append(codec)
        codec = codec.item.non_null or codec.item
    kinds = codec.members, codec.spec, codec.variants, codec.item
    return bool(codec.constants) or codec.is_array or any(k is not None for k in kinds)


def is_free_form(item: Codec | None) -> bool:
    """Return whether the values of a map may have any type: such a map declares no key."""
    return item is not None and item.decode is decode_any


class Scorer:
    """Computes the score of decoded values.

    `codec_for` returns the codec of a model class, and `check_model` its violated constraints.
    """

    def __init__(
        self, codec_for: Callable[[Any], Codec], check_model: CheckModel | None
    ) -> None:
        self._codec_for, self._check_model = codec_for, check_model

    def add(self, score: Score, result: Any, value: Any, codec: Codec) -> None:
        """Add the score of a value; `result` is the decoded value."""
        codec = codec.non_null or codec
        if result is None or codec.decode is decode_any:
            return
        if isinstance(result, UnknownVariant):
            score.violations += 1
        elif isinstance(result, Encodable):
            self._add_model(score, result, value)
        elif isinstance(result, (list, tuple)):
            item = codec.item if codec.is_array else None
            for inner, part in zip(result, value, strict=True):
                self._add_item(score, inner, part, item)
        elif type(result) is dict:
            item = None if codec.is_array else codec.item
            if is_free_form(item):
                score.undeclared += len(result)
                return
            score.declared += len(result)
            for key, inner in result.items():
                self._add_item(score, inner, value[key], item)
        else:
            _add_scalar(score, result, codec)

    def _add_item(
        self, score: Score, result: Any, value: Any, item: Codec | None
    ) -> None:
        if item is not None:
            self.add(score, result, value, item)
        elif isinstance(result, Encodable):
            self._add_model(score, result, value)

    def _add_model(self, score: Score, model: Any, value: dict[str, Any]) -> None:
        kind = find_generated(type(model))
        contents = get_contents(self._codec_for(kind))
        extra, undeclared = model.extra, contents.undeclared
        score.undeclared += len(extra)
        score.declared += len(value) - len(extra)
        omitted = sum(key not in value for key in contents.nullable)
        score.tolerated += len(model._received) + omitted
        if self._check_model is not None:
            counts = self._check_model(kind.__name__, value, len(extra))
            score.violations += counts[0]
            score.tolerated += counts[1]
        for name, key, codec in contents.fields:
            if key in value:
                self.add(score, getattr(model, name), value[key], codec)
        if undeclared is not None and has_content(undeclared):
            for key, result in extra.items():
                self.add(score, result, value[key], undeclared)


def _add_scalar(score: Score, result: Any, codec: Codec) -> None:
    is_known = getattr(result, "is_known", None)  # only members of enums have it
    if is_known is not None:
        score.known += is_known
        score.violations += not is_known
    elif codec.variants is not None:
        others = codec.variants().others
        score.known += any(result in other.constants for other in others)
    else:
        score.known += bool(codec.constants)
