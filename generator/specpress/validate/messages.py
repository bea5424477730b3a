"""Messages for findings: text, hint, and whether the key or the value is at fault."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from specpress.document.descriptions import describe_path, describe_type
from specpress.document.problems import Step
from specpress.document.versions import VERSIONS, read_version
from specpress.schema.table import COMPOSED_LISTS
from specpress.validate.findings import Finding
from specpress.validate.specification import Specification, load_specification

TYPE_NAMES = {
    "array": "an array",
    "boolean": "a boolean",
    "integer": "an integer",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}
LIMITS = {
    "minimum": "at least",
    "exclusiveMinimum": "more than",
    "maximum": "at most",
    "exclusiveMaximum": "less than",
}
# The codes of keywords that are not described by themselves.
CODES = {
    "minimum": "wrong-size",
    "exclusiveMinimum": "wrong-size",
    "maximum": "wrong-size",
    "exclusiveMaximum": "wrong-size",
    "minItems": "wrong-size",
    "minProperties": "wrong-size",
    "maxItems": "wrong-size",
    "maxProperties": "wrong-size",
    "minLength": "wrong-size",
    "maxLength": "wrong-size",
    "uniqueItems": "duplicate-item",
    "pattern": "wrong-format",
    "propertyNames": "wrong-format",
    "format": "wrong-format",
}
# The hints for a missing key; of the others, that the specification requires it.
REQUIRED_HINTS = {"required": "add `required: true`, as in every path parameter"}
# Longer values are shown by their type only.
MAX_VALUE_LENGTH = 60
# A pattern that lists names, such as `^(get|put)$`.
_LISTED_NAMES = re.compile(r"\^\(([A-Za-z|]+)\)\$")


@dataclass(frozen=True, slots=True)
class Message:
    """A message about the value at `path`, or about its key."""

    path: tuple[Step, ...]
    text: str
    hint: str | None = None
    key: bool = False
    code: str = field(kw_only=True)


def describe_finding(
    finding: Finding, specification: Specification
) -> Iterator[Message]:
    """Return messages that name the key at fault and what is expected."""
    path, expected = finding.path, finding.expected
    name = describe_path(path)
    match finding.keyword:
        case "required" | "none":
            yield _describe_missing_key(finding, name, specification)
        case "several" | "not" if exclusive := _list_exclusive_keys(finding):
            both = " and ".join(f"`{key}`" for key in exclusive)
            text, hint = f"{name} has both {both}", "remove one of them"
            yield Message(path, text, hint, True, code="exclusive-keys")
        case "not" if path[-1:] == ("responses",):
            hint = f"required by {specification.name}"
            text = "`responses` has no response"
            yield Message(path, text, hint, key=True, code="missing-key")
        case "not" if isinstance(expected, dict) and "required" in expected:
            for key in expected["required"]:
                yield _describe_misplaced_key((*path, key))
        case "additionalProperties" | "unevaluatedProperties":
            for key in map(str, expected):
                yield _describe_unknown_key(finding, key, specification)
        case "pattern" if path == ("openapi",):
            version = finding.instance
            text = f"`openapi` must be a full version, got {format_value(version)}"
            hint = f"write for example {read_version(version)}.0"
            yield Message(path, text, hint, code="unsupported-version")
        case "pattern" if path == ("host",) and specification.is_openapi:
            host = format_value(finding.instance)
            text = f"`host` must be a host, perhaps with a port, got {host}"
            hint = "write the scheme in `schemes`, and a path in `basePath`"
            yield Message(path, text, hint, code="unusable-server")
        case "enum" if "type" in path[-2:] and "object" in expected:
            yield _describe_wrong_type_name(finding, name)
        case "enum" | "const":
            yield _describe_wrong_value(finding, name)
        case "type":
            yield _describe_wrong_type(finding, name, specification)
        case "falseSchema":
            text = f"{name} is not allowed"
            yield Message(path, text, key=True, code="misplaced-key")
        case keyword:
            text = f"{name} {_requirement(finding, specification)}"
            yield Message(path, text, code=CODES.get(keyword, "wrong-value"))


def _describe_missing_key(
    finding: Finding, name: str, specification: Specification
) -> Message:
    expected = finding.expected
    if finding.keyword == "required":
        text = f"{name} has no `{expected}`"
        hint = REQUIRED_HINTS.get(expected, f"required by {specification.name}")
    else:
        keys = " nor ".join(f"`{key}`" for key in expected)
        text = f"{name} has neither {keys}"
        hint = f"{specification.name} requires one of them"
    return Message(finding.path, text, hint, key=True, code="missing-key")


def _describe_wrong_type(
    finding: Finding, name: str, specification: Specification
) -> Message:
    path, instance = finding.path, finding.instance
    if path[-1:] == ("$ref",) and _is_text(instance):
        text = f"`$ref` is not allowed in {describe_path(path[:-1])}"
        hint = "the reference is resolved anyway"
        return Message(path, text, hint, key=True, code="misplaced-key")
    hint_or_none = None
    if path[-1:] == ("required",) and instance in (True, False):
        hint_or_none = "list the property in `required` of the object that contains it"
    elif _is_list_of_types(finding):
        hint_or_none = "OpenAPI 3.1 introduced lists of types; read as such"
    text = f"{name} {_requirement(finding, specification)}"
    return Message(path, text, hint_or_none, code="wrong-type")


def _is_list_of_types(finding: Finding) -> bool:
    """Return whether a schema has a list in `type`, where OpenAPI 3.0 requires a string."""
    is_type = finding.path[-1:] == ("type",) and "string" in finding.expected
    is_list = isinstance(finding.instance, list)
    return is_type and is_list and "securitySchemes" not in finding.path


def format_value(value: Any) -> str:
    """Format a short value as JSON; objects, arrays and long values by their type."""
    if isinstance(value, (dict, list)):
        return describe_type(value)
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= MAX_VALUE_LENGTH else describe_type(value)


def suggest(word: str, candidates: Iterable[str]) -> str | None:
    """Return a hint that names the most similar candidate, if there is one.

    A candidate that differs in nothing is no correction: the fault is another one.
    """
    names = {*candidates}
    if word in names:
        return None
    close = difflib.get_close_matches(word, sorted(names), 1, 0.7)
    return f"did you mean `{close[0]}`?" if close else None


def _list_exclusive_keys(finding: Finding) -> list[str]:
    """Return the keys that exclude each other; empty if the schema excludes something else."""
    expected = finding.expected
    if not isinstance(expected, dict):
        return list(expected)
    keys = list(expected.get("required", ()))
    # `dependentSchemas: {a: {not: {required: [b]}}}`: b is excluded by a.
    depends = finding.location[-3:-2] == ("dependentSchemas",)
    keys = [str(finding.location[-2]), *keys] if depends else keys
    return keys if len(keys) > 1 else []


def _describe_wrong_type_name(finding: Finding, name: str) -> Message:
    """Describe a value of `type`; OpenAPI 3.0 and YAML each have their way to write null."""
    is_listed = finding.path[-1] != "type"
    message = _describe_wrong_value(finding, name)
    if finding.instance is None:
        hint = 'write "null" in quotes; read as that' if is_listed else "ignored"
    elif finding.instance == "null":
        hint = "OpenAPI 3.0 has `nullable: true` instead; read as null"
    else:
        return message
    return replace(message, hint=hint)


def _describe_wrong_value(finding: Finding, name: str) -> Message:
    value = finding.instance
    allowed = (
        list(finding.expected) if finding.keyword == "enum" else [finding.expected]
    )
    # Several branches of a choice may allow the same value.
    allowed = [v for n, v in enumerate(allowed) if v not in allowed[:n]]
    listed = ", ".join(
        f"`{v}`" if isinstance(v, str) else format_value(v) for v in allowed
    )
    choice = f"one of {listed}" if len(allowed) > 1 else listed
    hint = suggest(value, filter(_is_text, allowed)) if _is_text(value) else None
    text = f"{name} must be {choice}, got {format_value(value)}"
    return Message(finding.path, text, hint, code="wrong-value")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _describe_unknown_key(
    finding: Finding, key: str, specification: Specification
) -> Message:
    path = (*finding.path, key)
    parent = finding.path[-1] if finding.path else "the document"
    if finding.path == ("paths",):
        text, hint = f"`{key}` is not a path", f"a path begins with /: `/{key}`"
    elif parent == "responses":
        text = f"`{key}` is not a valid status code"
        hint = "write a status code such as `200`, a range such as `4XX`, or `default`"
    else:
        text = f"unknown key `{key}` in {describe_path(finding.path)}"
        similar = suggest(key, allowed_keys(finding, specification))
        if not specification.is_openapi:
            return Message(
                path, text, similar or specification.hint, key=True, code="unknown-key"
            )
        if similar is None and key in specification.keys:
            return _describe_misplaced_key(path, "$ref" in finding.instance)
        newer = _find_newer_version(key)
        # The upgrade keeps what is valid after it.
        consequence = "read as such" if specification.is_swagger else "ignored"
        introduced = newer and f"OpenAPI {newer} introduced it; {consequence}"
        hint = similar or introduced or specification.hint
    return Message(path, text, hint, key=True, code="unknown-key")


def _describe_misplaced_key(
    path: tuple[Step, ...], beside_ref: bool = False
) -> Message:
    """Describe a key that the specification defines for other objects only."""
    text = f"`{path[-1]}` is not allowed in {describe_path(path[:-1])}"
    hint = "ignored here; move it to an object that has this key, or remove it"
    if beside_ref:
        hint = "move it from the reference to its target"
    return Message(path, text, hint, key=True, code="misplaced-key")


def _find_newer_version(key: str) -> str | None:
    """Return the first version of OpenAPI with a key."""
    for version in VERSIONS:
        if key in load_specification(version).keys:
            return version
    return None


def allowed_keys(finding: Finding, specification: Specification) -> set[str]:
    """Return the keys that the violated schema declares."""
    schema = specification.at(finding.location[:-1])
    return set(_declared_keys(schema, specification))


def _declared_keys(schema: Any, specification: Specification) -> Iterator[str]:
    """Iterate over the property names of a schema and its subschemas, and over names listed in patterns."""
    parts = schema if isinstance(schema, list) else []
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
        for pattern in schema.get("patternProperties", ()):
            names = _LISTED_NAMES.fullmatch(pattern)
            yield from str(names[1]).split("|") if names else ()
        parts = [schema[k] for k in (*COMPOSED_LISTS, "then") if k in schema]
        parts += schema.get("$defs", {}).values()
        parts += schema.get("dependentSchemas", {}).values()
        if str(schema.get("$ref")).startswith("#/"):
            parts.append(specification.at(schema["$ref"][2:].split("/")))
    for part in parts:
        yield from _declared_keys(part, specification)


def _requirement(finding: Finding, specification: Specification) -> str:
    """Return the requirement that the value violates, as the rest of a sentence."""
    expected, instance = finding.expected, finding.instance
    match finding.keyword:
        case "type":
            types = expected if isinstance(expected, list) else [expected]
            # In OpenAPI 3.1 a schema is an object or a boolean; other values are neither.
            is_schema = specification.is_openapi and {*types} == {"boolean", "object"}
            names = " or ".join(TYPE_NAMES[name] for name in types)
            wanted = "a schema" if is_schema else names
            return f"must be {wanted}, got {describe_type(instance)}"
        case "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum":
            limit = f"{LIMITS[finding.keyword]} {expected}"
            return f"must be {limit}, got {format_value(instance)}"
        case "minItems" | "minProperties":
            return "must not be empty"
        case "maxItems" | "maxProperties":
            entries = "entry" if expected <= 1 else "entries"
            return f"must have at most {expected} {entries}"
        case "uniqueItems":
            return "contains a duplicate item"
        case "pattern" | "propertyNames":
            return f"does not match the required pattern: {format_value(instance)}"
        case keyword:
            return f"does not satisfy `{keyword}` of the specification"
