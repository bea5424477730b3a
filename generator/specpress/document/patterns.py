"""Patterns of documents: regular expressions that others wrote, matched in bounded time.

jsonschema-rs has two engines. One takes linear time, but has no lookarounds and back-references; its time per
character grows with the size of the pattern. The other one has both, and goes back over the text. What the first
one cannot match in short time is limited by the number of steps and by `MAX_TEXT`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jsonschema_rs

from specpress.document.formats import FORMATS

# Longer texts are not matched against patterns that are not linear, here and in generated clients.
MAX_TEXT = 1_000
MAX_STEPS = 10_000
# Longer patterns are not compiled: each character takes up to 350 bytes of memory.
MAX_PATTERN = 65_536
# Maximum size of a compiled pattern that is linear: above it, a character takes up to a millisecond.
MAX_SIZE = 1 << 20
LINEAR = jsonschema_rs.RegexOptions(size_limit=MAX_SIZE)
LIMITED = jsonschema_rs.FancyRegexOptions(backtrack_limit=MAX_STEPS)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern."""

    validator: jsonschema_rs.Validator
    is_linear: bool

    def matches(self, text: str) -> bool:
        """Return whether the pattern matches somewhere in a text; True for a text that is too long."""
        if not self.is_linear and len(text) > MAX_TEXT:
            return True
        return self.validator.is_valid(text)


def _refuse(uri: str) -> Any:
    raise ValueError(f"{uri!r} is not read: a schema refers to the document only")


def compile_schema(
    schema: Any, *, validate_formats: bool = False
) -> jsonschema_rs.Validator:
    """Return the validator of a schema; it reads no files and URLs, and bounds its patterns.

    Raises:
        ValueError, ReferencingError: the schema is not valid.
    """
    return jsonschema_rs.validator_for(
        schema,
        validate_formats=validate_formats,
        formats=FORMATS,
        pattern_options=LIMITED,
        retriever=_refuse,
    )


@lru_cache(4096)
def compile_pattern(pattern: str) -> Pattern | None:
    """Return a compiled pattern; None if it is invalid or longer than `MAX_PATTERN`."""
    if len(pattern) > MAX_PATTERN:
        return None
    for options, is_linear in ((LINEAR, True), (LIMITED, False)):
        try:
            validator = jsonschema_rs.validator_for(
                {"pattern": pattern}, pattern_options=options, retriever=_refuse
            )
        except (ValueError, jsonschema_rs.ValidationError):
            continue
        return Pattern(validator, is_linear)
    return None


def is_slow(pattern: Any) -> bool:
    """Return whether the time of a pattern may grow faster than a text."""
    compiled = compile_pattern(pattern) if isinstance(pattern, str) else None
    return compiled is not None and not compiled.is_linear
