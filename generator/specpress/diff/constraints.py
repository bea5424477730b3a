"""Compare the constraints of schemas that no annotation expresses, such as limits and patterns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# Limits, and whether a higher value allows more.
LIMITS = {
    "minimum": False,
    "exclusiveMinimum": False,
    "minLength": False,
    "minItems": False,
    "minProperties": False,
    "maximum": True,
    "exclusiveMaximum": True,
    "maxLength": True,
    "maxItems": True,
    "maxProperties": True,
}
# Constraints that only presence compares: another value is stricter for some texts.
OTHERS = ("pattern", "multipleOf", "uniqueItems")
MAX_LENGTH = 60


@dataclass(frozen=True, slots=True)
class ConstraintChange:
    """A keyword with another value."""

    effect: str
    """`tightened` or `relaxed`."""
    old: str
    new: str


def list_constraint_changes(old: Any, new: Any) -> Iterator[ConstraintChange]:
    """Yield the constraints that differ between two schemas."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return
    for name, allows_more in LIMITS.items():
        first, second = old.get(name), new.get(name)
        if _is_limit(first) or _is_limit(second):
            effect = _compare_limits(first, second, allows_more)
            if effect is not None:
                yield _describe(effect, name, first, second)
    for name in OTHERS:
        first, second = _get_constraint(old, name), _get_constraint(new, name)
        if first != second:
            effect = "relaxed" if second is None else "tightened"
            yield _describe(effect, name, first, second)


def _get_constraint(schema: Mapping[str, Any], name: str) -> Any:
    value = schema.get(name)
    return None if value is False else value


def _is_limit(value: Any) -> bool:
    # `exclusiveMinimum` is a boolean before OpenAPI 3.1.
    return isinstance(value, (int, float))


def _compare_limits(old: Any, new: Any, allows_more: bool) -> str | None:
    """Return the effect of another limit; None if both allow the same."""
    if isinstance(old, bool) or isinstance(new, bool):
        was, is_ = bool(old), bool(new)
        return None if was is is_ else ("tightened" if is_ else "relaxed")
    if old == new:
        return None
    if not _is_limit(old) or not _is_limit(new):
        return "relaxed" if _is_limit(old) else "tightened"
    return "relaxed" if (new > old) is allows_more else "tightened"


def _describe(effect: str, name: str, old: Any, new: Any) -> ConstraintChange:
    texts = ["none" if v is None else f"{name} {_shorten(v)}" for v in (old, new)]
    return ConstraintChange(effect, *texts)


def _shorten(value: Any) -> str:
    text = json.dumps(value, default=str)
    return text if len(text) <= MAX_LENGTH else f"{text[:MAX_LENGTH]}…"
