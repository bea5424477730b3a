"""Defaults: takes a schema, notes where its default is no value of it. Defaults are told, never made code."""

from __future__ import annotations

from typing import Any

import jsonschema_rs

from specpress.problems import Problems
from specpress.resolve import Cursor
from specpress.validate import words
from specpress.validate.findings import Finding, finding
from specpress.validate.specification import specification

ASSERTIONS = (
    "const",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "multipleOf",
    "pattern",
    "type",
    "uniqueItems",
)
"""Keywords that judge a value by itself, without other schemas."""
LIMITS = (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum"))


def check_default(schema: Cursor, problems: Problems) -> None:
    """Note a default that its schema, or what that refers to, rules out."""
    if not isinstance(schema.value, dict) or "default" not in schema.value:
        return
    if schema.is_ref and schema.workspace.line == "3.0":
        return
    for part in (schema, schema.target(problems) if schema.is_ref else None):
        found = _fault(part.value, schema.value["default"]) if part else None
        if found is not None:
            _tell(schema, found, problems)
            return


def _tell(schema: Cursor, found: Finding, problems: Problems) -> None:
    at = schema.child("default")
    whole = Finding((*at.path, *found.path), found.keyword, found.told, found.instance)
    for said in words.said(whole, specification(schema.workspace.line)):
        hint = said.hint or "it is told as it stands, and never sent"
        problems.warning(at, said.message, hint)


def _fault(schema: Any, value: Any) -> Finding | None:
    if value is None and isinstance(schema, dict) and schema.get("nullable") is True:
        return None
    try:
        judge = jsonschema_rs.validator_for(_asserted(schema))
    except ValueError:
        # What is wrong with the schema itself is told where that is read.
        return None
    first = next(iter(judge.iter_errors(value)), None)
    return finding(first, value) if first is not None else None


def _asserted(schema: Any) -> dict[str, Any]:
    """What a schema says of a value by itself, in the words of JSON Schema 2020-12."""
    if not isinstance(schema, dict):
        return {}
    found = {key: schema[key] for key in ASSERTIONS if key in schema}
    for exclusive, limit in LIMITS:
        if found.get(exclusive) is True and limit in found:
            found[exclusive] = found.pop(limit)
        elif isinstance(found.get(exclusive), bool):
            del found[exclusive]
    if isinstance(schema.get("items"), dict):
        found["items"] = _asserted(schema["items"])
    return found
