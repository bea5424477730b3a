"""Encoding of values whose class does not select the variant of a union: dicts, lists and scalars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .added_keys import count_added
from .codec import ABSENT, Codec, Encode, Encoding, InvalidArgumentError
from .encoders import encode_any, is_array, refuse
from .variants import Profile, Ranking, Trial

Errors = list[tuple[Codec, InvalidArgumentError]]


def encode_first(codecs: list[Codec], value: Any, encoding: Encoding) -> Any:
    """Encode a value with the first codec that accepts it."""
    errors: Errors = []
    for codec in codecs:
        try:
            return codec.encode(value, encoding)
        except InvalidArgumentError as error:
            errors.append((codec, error))
    return _refuse(errors, value, encoding)


def encode_best(
    groups: list[list[Codec]], value: Any, encoding: Encoding, ranking: Ranking
) -> Any:
    """Encode a dict or a list with the best codec of the first group in which one accepts it."""
    errors: Errors = []
    for codecs in groups:
        encoded, errors = _try_all(codecs, value, encoding)
        if len(encoded) == 1:
            return encoded[0][1]
        if encoded:
            ranks = [
                _rank(ranking, codec, out, count_added(value, out), n)
                for n, (codec, out) in enumerate(encoded)
            ]
            return encoded[ranks.index(min(ranks))][1]
    return _refuse(errors, value, encoding)


def _try_all(
    codecs: list[Codec], value: Any, encoding: Encoding
) -> tuple[list[tuple[Codec, Any]], Errors]:
    """Return the results of the codecs that accept a value, and the errors of the others."""
    encoded: list[tuple[Codec, Any]] = []
    errors: Errors = []
    for codec in codecs:
        try:
            encoded.append((codec, codec.encode(value, encoding)))
        except InvalidArgumentError as error:
            errors.append((codec, error))
    return encoded, errors


def _rank(
    ranking: Ranking, codec: Codec, encoded: Any, added: int, position: int
) -> Any:
    trial = Trial()
    result = codec.decode(encoded, [encoded], 0, trial, "")
    # Read-only keys are required in responses only.
    violations = added + sum(got is not ABSENT for *_, got, _ in trial.entries)
    return ranking.rank(result, encoded, codec, violations, position)


def _refuse(errors: Errors, value: Any, encoding: Encoding) -> Any:
    """Raise the error of the variant that differs least from a value, or an error for all of them.

    An error inside the value is more precise than one about its type.
    """
    if len(errors) == 1:
        raise errors[0][1]
    inner = [(codec, error) for codec, error in errors if error.path]
    best = _select_nearest(inner, value, encoding)
    if best:
        raise _join(best)
    # The variants with the most required keys are the most specific ones.
    errors.sort(key=lambda pair: -len((pair[0].required_keys or frozenset)()))
    expected = (_describe(codec, error) for codec, error in errors)
    hint = "; ".join(str(error) for _, error in inner[:3])
    return refuse(" or ".join(dict.fromkeys(expected)), value, hint)


def _select_nearest(
    errors: Errors, value: Any, encoding: Encoding
) -> list[InvalidArgumentError]:
    """Return the errors of the variants with the fewest refused parts; none if that is ambiguous.

    Several errors are ambiguous if they are about different parts, as is one of a variant of which
    the value has fewer constants than of another one.
    """
    counts = [_count_refusals(codec, value, encoding) for codec, _ in errors]
    known = [_count_constants(codec, value) for codec, _ in errors]
    if not counts:
        return []
    nearest = [n for n, count in enumerate(counts) if count == min(counts)]
    paths = {errors[n][1].path for n in nearest}
    is_clear = len(paths) == 1 and known[nearest[0]] == max(known)
    return [errors[n][1] for n in nearest] if is_clear else []


def _count_constants(codec: Codec, value: Any) -> int:
    if codec.spec is None or not isinstance(value, Mapping):
        return 0
    listed = Profile.create(codec, 0).constants
    return sum(value.get(key) in values for key, values in listed.items())


def _describe(codec: Codec, error: InvalidArgumentError) -> str:
    return error.expected if codec.model is None else codec.model.__name__


def _join(errors: list[InvalidArgumentError]) -> InvalidArgumentError:
    """Return one error for several variants that refuse the same part of a value."""
    expected = " or ".join(dict.fromkeys(error.expected for error in errors))
    names = [name for error in errors for name in error.names]
    first = errors[0]
    hint = first.hint if len(errors) == 1 else ""
    joined = InvalidArgumentError(expected, first.value, hint, names)
    joined.path = first.path
    return joined


def _count_refusals(codec: Codec, value: Any, encoding: Encoding) -> int:
    """Return the number of items or keys that a variant refuses, misses or does not declare."""
    codec = codec.non_null or codec
    if codec.spec is not None and isinstance(value, Mapping):
        spec = codec.spec()
        required = {f.wire_name for f in spec.fields if f.is_required}
        others = {key for key in value if key not in spec.by_key}
        codecs = {k: f.codec for k, f in spec.by_key.items() if k in value}
        refused = sum(_refuses(c.encode, value[k], encoding) for k, c in codecs.items())
        is_open = spec.undeclared is not None
        return refused + len(required - value.keys()) + len(others) * (not is_open)
    encode = codec.item.encode if codec.item is not None else encode_any
    if isinstance(value, Mapping):
        return sum(_refuses(encode, item, encoding) for item in value.values())
    if is_array(value):
        return sum(_refuses(encode, item, encoding) for item in value)
    return 1


def _refuses(encode: Encode, value: Any, encoding: Encoding) -> bool:
    try:
        encode(value, encoding)
    except InvalidArgumentError:
        return True
    return False
