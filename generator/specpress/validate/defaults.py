"""Check the `default` of a schema against the schema itself."""

from __future__ import annotations

from typing import Any

import jsonschema_rs

from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.validate import messages
from specpress.validate.findings import Finding, to_finding
from specpress.validate.specification import load_specification

# Keywords that constrain a value without reference to other schemas.
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
# The JSON types of values that need no validator if their schema has no other constraint.
JSON_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number"}
EXCLUSIVE_LIMITS = (
    ("exclusiveMinimum", "minimum"),
    ("exclusiveMaximum", "maximum"),
)


def check_default(schema: Cursor, problems: Problems) -> None:
    """Warn about a default that its schema, or the target of its reference, rejects."""
    if not isinstance(schema.value, dict) or "default" not in schema.value:
        return
    # OpenAPI 3.0 ignores keywords beside `$ref`.
    if schema.is_ref and schema.workspace.version == "3.0":
        return
    for part in (schema, schema.target(problems) if schema.is_ref else None):
        finding = _violation(part.value, schema.value["default"]) if part else None
        if finding is not None:
            _report(schema, finding, problems)
            return


def _report(schema: Cursor, finding: Finding, problems: Problems) -> None:
    at = schema.child("default")
    # The path starts at the document, so that the message can name the value.
    located = Finding(
        (*at.path, *finding.path), finding.keyword, finding.expected, finding.instance
    )
    specification = load_specification(schema.workspace.version)
    for message in messages.describe_finding(located, specification):
        hint = message.hint or "the default is documented, but never sent"
        problems.warning(at, message.text, hint)


def _violation(schema: Any, value: Any) -> Finding | None:
    if value is None and isinstance(schema, dict) and schema.get("nullable") is True:
        return None
    assertions = _own_assertions(schema)
    # Most schemas with a default have only a type, and a validator is slow to compile.
    if assertions == {"type": JSON_TYPES.get(type(value))}:
        return None
    try:
        validator = jsonschema_rs.validator_for(assertions)
    except ValueError:
        # The schema itself is invalid, which is reported separately.
        return None
    error = next(iter(validator.iter_errors(value)), None)
    return to_finding(error, value) if error is not None else None


def _own_assertions(schema: Any) -> dict[str, Any]:
    """Return the assertions of a schema without its subschemas, as JSON Schema 2020-12."""
    if not isinstance(schema, dict):
        return {}
    assertions = {key: schema[key] for key in ASSERTIONS if key in schema}
    # In OpenAPI 3.0, `exclusiveMinimum: true` modifies `minimum`.
    for exclusive, limit in EXCLUSIVE_LIMITS:
        if assertions.get(exclusive) is True and limit in assertions:
            assertions[exclusive] = assertions.pop(limit)
        elif isinstance(assertions.get(exclusive), bool):
            del assertions[exclusive]
    if isinstance(schema.get("items"), dict):
        assertions["items"] = _own_assertions(schema["items"])
    return assertions
