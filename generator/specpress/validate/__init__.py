"""Validate a document against the OpenAPI specification.

Documents that are not OpenAPI 3 are rejected. All other faults are warnings: real documents have
many of them, and the readers work around parts that they cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from specpress.document.problems import Problems, Replacement, Step
from specpress.document.resolve import Cursor
from specpress.document.versions import read_version
from specpress.validate import messages
from specpress.validate.findings import Finding, find_violations
from specpress.validate.specification import (
    SWAGGER,
    Specification,
    load_specification,
)

VERSION_HINT = "supported versions are 3.0, 3.1 and 3.2, written for example 3.1.0"
SWAGGER_HINT = "supported versions are Swagger 2.0, and OpenAPI 3.0, 3.1 and 3.2"
PARTS = ("paths", "webhooks", "components")
# Parts of a Swagger document of which a selection leaves out entries.
SWAGGER_PARTS = [
    (key,) for key in ("definitions", "parameters", "paths", "responses", "x-ms-paths")
]
# Violations of these keywords are reported for an object with an entry too many.
EXCESS_KEYWORDS = ("maxProperties", "not", "several")
# Readers report violations of these keywords, and of these required keys, with their
# consequences; their message replaces the one of this stage.
READ_KEYWORDS = ("const", "enum", "type")
READ_REQUIRED = ("in",)
# `_check_names` reports these.
SKIPPED_KEYWORDS = ("propertyNames",)
_COMPONENT_NAME = re.compile(r"[A-Za-z0-9._-]+")


def check(root: Cursor, problems: Problems) -> None:
    """Reject documents that are not OpenAPI 3."""
    _check_version(root, problems)
    for key in PARTS:
        _check_part(root, key, problems)


def validate(root: Cursor, problems: Problems) -> None:
    """Warn about violations of the specification; readers replace those with a consequence.

    A Swagger document is validated as it is written.
    """
    written = root.workspace.written
    source = root if written is None else written.root
    version = SWAGGER if written is not None else root.workspace.version
    specification = load_specification(version)
    findings = [*find_violations(source.value, specification)]
    for finding in _without_consequences(findings, specification):
        for message in messages.describe_finding(finding, specification):
            at = _find_upgraded(root, source, message.path)
            if at is None:
                continue
            problems.violation(
                at,
                message.text,
                message.hint,
                key=message.key,
                replaced_by=_get_replacement(finding, at),
                code=message.code,
            )
    if written is None:
        _check_names(root, problems)


def _find_upgraded(
    root: Cursor, source: Cursor, path: tuple[Step, ...]
) -> Cursor | None:
    """Return the value of the upgraded document; the one as it is written if that has no part of it.

    None if the settings leave out the part.
    """
    upgrade = root.document.upgrade
    if upgrade is None:
        return root.at(path)
    current: Cursor | None = root
    for step in upgrade.find_place(path):
        current = _get_entry(current, step) if current is not None else None
    if current is None or root.document.written_path(current.path) != path:
        is_left_out = root.workspace.selection is not None and path[:1] in SWAGGER_PARTS
        return None if is_left_out else source.at(path)
    return current


def _get_entry(cursor: Cursor, step: Step) -> Cursor | None:
    return cursor.get(step) if isinstance(step, str) else cursor.get_step(str(step))


def _get_replacement(finding: Finding, at: Cursor) -> Replacement:
    """Return where readers report the consequence of the fault of a value.

    They report an omission at the value, at the object that contains the value as a plain entry, or
    at the entries that exceed a maximum.
    """
    omitted = [at]
    if at.parent is not None and not isinstance(at.value, (dict, list)):
        omitted.append(at.parent)
    if finding.keyword in EXCESS_KEYWORDS:
        omitted += [entry for _, entry in at.items()]
    is_read = finding.keyword in READ_KEYWORDS or finding.expected in READ_REQUIRED
    return Replacement(tuple(cursor.id for cursor in omitted), is_read)


def _check_version(root: Cursor, problems: Problems) -> None:
    version = root.value.get("openapi")
    if version is None and "swagger" in root.value:
        swagger = root.child("swagger")
        message = f"unsupported Swagger version {messages.format_value(swagger.value)}"
        problems.error(swagger, message, SWAGGER_HINT, code="unsupported-version")
    elif version is None:
        hint = "add a first line such as `openapi: 3.1.0`"
        problems.error(root, "`openapi` is missing", hint, code="not-a-document")
    elif read_version(version) is None:
        message = f"unsupported OpenAPI version {messages.format_value(version)}"
        at = root.get("openapi")
        problems.error(at, message, VERSION_HINT, code="unsupported-version")


def _check_part(root: Cursor, key: str, problems: Problems) -> None:
    """Reject a part that is not an object; tools write empty parts as null, "" or []."""
    part = root.get(key)
    if part is not None and part.value and not isinstance(part.value, dict):
        value = messages.format_value(part.value)
        problems.error(
            part, f"`{key}` must be an object, got {value}", code="wrong-type"
        )


def _check_names(root: Cursor, problems: Problems) -> None:
    """Warn about component names that other tools reject."""
    components = root.get("components")
    for kind, holder in components.items() if components is not None else ():
        for name, entry in () if kind.startswith("x-") else holder.items():
            if (
                not _COMPONENT_NAME.fullmatch(name)
                and not entry.is_ref
                and name != "$ref"
            ):
                message = f"{name!r} is not a valid component name"
                hint = "use letters, digits, `.`, `-` and `_` only"
                problems.violation(
                    entry, message, hint, key=True, code="invalid-component-name"
                )


def _without_consequences(
    findings: list[Finding], specification: Specification
) -> Iterable[Finding]:
    """Iterate over the findings that do not merely follow from others."""
    faulty = {f.path for f in findings if f.keyword != "unevaluatedProperties"}
    known = {(f.path, f.keyword) for f in findings}
    broken = {f.path[:n] for f in findings for n in range(len(f.path) + 1)}
    for finding in findings:
        if finding.keyword == "unevaluatedProperties":
            # The keys of a subschema that fails count as unevaluated although it declares them.
            allowed = messages.allowed_keys(finding, specification)
            unknown = [
                key
                for key in finding.expected
                if key not in allowed
                or (finding.path not in faulty and (*finding.path, key) not in broken)
            ]
            if unknown:
                yield replace(finding, expected=unknown)
        elif finding.keyword not in SKIPPED_KEYWORDS and not _is_repeated(
            finding, known
        ):
            yield finding


def _is_repeated(finding: Finding, known: set[tuple[tuple[Step, ...], str]]) -> bool:
    """Return whether a value of a wrong type has a better message: its type, or the allowed values.

    Args:
        known: The paths and keywords of all findings.
    """
    if finding.keyword == "not" and (finding.path, "minProperties") in known:
        return True
    is_collection = isinstance(finding.instance, (dict, list))
    better = {"enum": "type"} if is_collection else {"type": "enum"}
    return (finding.path, better.get(finding.keyword, "")) in known
