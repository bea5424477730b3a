"""Schemas whose patterns take bounded time: those that are not linear are not applied to long texts."""

from __future__ import annotations

from specpress.document.patterns import MAX_TEXT, is_slow
from specpress.schema.dialect import Schema
from specpress.schema.discriminators import DATA_KEYWORDS
from specpress.schema.table import CONDITION


def bound_patterns(schema: Schema) -> Schema:
    """Return a schema that is equal for texts and keys of at most `MAX_TEXT` characters."""
    if isinstance(schema, list):
        return [bound_patterns(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    bounded = {
        key: entry if key in DATA_KEYWORDS else bound_patterns(entry)
        for key, entry in schema.items()
    }
    if is_slow(bounded.get("pattern")):
        condition, consequence, *_ = CONDITION
        pattern = {"pattern": bounded.pop("pattern")}
        limited = {condition: {"maxLength": MAX_TEXT}, consequence: pattern}
        bounded["allOf"] = [*bounded.get("allOf", ()), limited]
    patterns = bounded.get("patternProperties")
    if isinstance(patterns, dict) and any(map(is_slow, patterns)):
        bounded["patternProperties"] = {
            bound_key(p) if is_slow(p) else p: s for p, s in patterns.items()
        }
    return bounded


def bound_key(pattern: str) -> str:
    """Return a pattern that matches the same keys, if they are not too long."""
    return rf"^(?=[\s\S]{{0,{MAX_TEXT}}}$)[\s\S]*?(?:{pattern})"
