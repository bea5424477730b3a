"""Validate: is this an OpenAPI 3.x document? Every fault becomes a located problem.

What is no OpenAPI document, or has none of its parts, is refused. Any other fault is a warning: real
documents have many, and the build stage gets around what it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs
from jsonschema import Draft4Validator, Draft202012Validator
from jsonschema.exceptions import ValidationError

from specpress.problems import Problems
from specpress.resolve import Cursor

DRAFTS: dict[str, Any] = {
    "3.0": Draft4Validator,
    "3.1": Draft202012Validator,
    "3.2": Draft202012Validator,
}
NEWEST = "3.2"
VERSIONS = "specpress reads 3.0, 3.1 and 3.2"
MOST = 200
"""So many faults are listed; a document with more has one fault that repeats."""


def check(root: Cursor, problems: Problems) -> None:
    """Refuse what is no OpenAPI 3 document."""
    _check_version(root, problems)
    for key in ("paths", "webhooks", "components"):
        _check_part(root, key, problems)


def _check_version(root: Cursor, problems: Problems) -> None:
    version = root.value.get("openapi")
    if version is None and "swagger" in root.value:
        hint = "convert it to OpenAPI 3 first, for example with `npx swagger2openapi`"
        problems.error(root, "this is a Swagger 2.0 document", hint)
    elif version is None:
        hint = "a document starts with a line such as `openapi: 3.1.0`"
        problems.error(root, "the key `openapi` is missing", hint)
    elif not str(version).strip().startswith("3"):
        message = f"unknown OpenAPI version {_shown(version)}"
        problems.error(root.get("openapi"), message, VERSIONS)
    elif _line(version) != ".".join(str(version).split(".")[:2]):
        message = f"unknown OpenAPI version {_shown(version)}: read as {NEWEST}"
        problems.warning(root.get("openapi"), message, VERSIONS)


def _check_part(root: Cursor, key: str, problems: Problems) -> None:
    """Refuse a part that cannot be read at all; empty it may be, in any way that tools write that."""
    part = root.get(key)
    if part is not None and part.value and not isinstance(part.value, dict):
        problems.error(part, f"`{key}` must be a mapping, not {_shown(part.value)}")


def validate(root: Cursor, problems: Problems) -> None:
    """Note where the document is not as the specification's JSON Schema says."""
    line = _line(root.value.get("openapi"))
    if _judge(line).is_valid(root.value):
        return
    validator = DRAFTS[line](_schema(line))
    for number, error in enumerate(validator.iter_errors(root.value)):
        if number == MOST:
            problems.warning(root, f"only the first {MOST} faults are listed")
            break
        _note(root, error, problems)


def _line(version: object) -> str:
    """The line of versions that a document is read as."""
    line = ".".join(str(version).split(".")[:2])
    return line if line in DRAFTS else NEWEST


@cache
def _judge(line: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(_schema(line))


def _schema(line: str) -> dict[str, Any]:
    """The JSON Schema of the specification, as openapi-spec-validator brings it."""
    from openapi_spec_validator.schemas.utils import get_schema_content

    return dict(get_schema_content(line))


def _note(root: Cursor, error: ValidationError, problems: Problems) -> None:
    deepest = _telling(error)
    cursor = root
    for step in deepest.absolute_path:
        if not _has(cursor, step):
            break
        cursor = cursor.child(step)
    problems.warning(cursor, _reworded(cursor, deepest))


def _telling(error: ValidationError) -> ValidationError:
    """The error inside a failed choice that says most: the deepest, and not the choice of a `$ref`."""
    while error.context:
        choices = [e for e in error.context if "'$ref' is a required" not in e.message]
        if not choices:
            break
        error = max(choices, key=lambda e: len(e.absolute_path))
    return error


def _reworded(cursor: Cursor, error: ValidationError) -> str:
    """The finding in the words of the document: which key, and what should stand there."""
    name = f"`{cursor.path[-1]}`" if cursor.path else "the document"
    wanted: Any = error.validator_value
    match error.validator:
        case "required":
            missing = ", ".join(f"`{key}`" for key in _missing(error))
            return f"{name} has no {missing}, which the specification requires"
        case "type":
            kinds = " or ".join(wanted if isinstance(wanted, list) else [str(wanted)])
            return f"{name} must be of type {kinds}, not {_shown(error.instance)}"
        case "additionalProperties" | "unevaluatedProperties":
            known = error.instance if isinstance(error.instance, dict) else {}
            named = [key for key in _quoted(error.message) if key in known]
            extra = ", ".join(f"`{key}`" for key in named)
            return f"{name} has {extra}, which the specification does not know here"
        case "enum":
            values = ", ".join(map(_shown, wanted))
            return f"{name} must be one of {values}, not {_shown(error.instance)}"
        case "pattern":
            return f"{name} must match {wanted!r}, not {_shown(error.instance)}"
        case _:
            return f"{name}: {_clipped(error.message)}"


def _missing(error: ValidationError) -> Iterator[str]:
    wanted: Any = error.validator_value
    for key in wanted:
        if isinstance(error.instance, dict) and key not in error.instance:
            yield str(key)


def _quoted(message: str) -> list[str]:
    return re.findall(r"'([^']*)'", message)


def _shown(value: Any) -> str:
    return _clipped(repr(value))


def _clipped(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:97]}..."


def _has(cursor: Cursor, step: Any) -> bool:
    if isinstance(cursor.value, dict):
        return step in cursor.value
    return (
        isinstance(cursor.value, list)
        and isinstance(step, int)
        and step < len(cursor.value)
    )
