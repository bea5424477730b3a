"""Validate: is this an OpenAPI 3.x document? Every fault becomes a located problem.

What is no OpenAPI document, or has none of its parts, is refused. Any other fault is a warning: real
documents have many, and the build stage gets around what it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from specpress.problems import Problems
from specpress.resolve import Cursor
from specpress.validate import words
from specpress.validate.findings import Finding, findings
from specpress.validate.specification import LINES, Specification, specification

VERSIONS = "specpress reads 3.0, 3.1 and 3.2"
PARTS = ("paths", "webhooks", "components")
EXCESS = ("maxProperties", "not", "several")
"""Findings about an object with an entry too many."""
VALUES = ("const", "enum", "type")
"""What is said of these, the build stage says better where it has to get around the value,"""
NEEDED = ("in",)
"""or where there is none."""
TOLD_APART = ("propertyNames",)
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def check(root: Cursor, problems: Problems) -> None:
    """Refuse what is no OpenAPI 3 document."""
    _check_version(root, problems)
    for key in PARTS:
        _check_part(root, key, problems)


def validate(root: Cursor, problems: Problems) -> None:
    """Note where the document is not as the specification says, and nothing was told of it yet."""
    by = specification(line_of(root.value.get("openapi")))
    known = {(problem.place, problem.pointer) for problem in problems.items}
    for finding in _whole([*findings(root.value, by)], by):
        for said in words.said(finding, by):
            cursor = root.at(said.path)
            told = (cursor.place, cursor.pointer) in known
            said_better = finding.keyword in VALUES or finding.told in NEEDED
            if not (told and said_better) and not _is_reported(
                finding, cursor, problems
            ):
                problems.warning(cursor, said.message, said.hint, key=said.key)
    _check_names(root, problems)


def _is_reported(finding: Finding, cursor: Cursor, problems: Problems) -> bool:
    """Return whether the fault of a value is already reported as something missing.

    It is reported at the value, at the mapping that it is a plain entry of, or at the entries that exceed a maximum.
    """
    places = [cursor]
    if not isinstance(cursor.value, (dict, list)):
        places += [cursor.workspace.top(cursor.document).at(cursor.path[:-1])]
    if finding.keyword in EXCESS:
        places += [entry for _, entry in cursor.items()]
    return any(map(problems.has_omission, places))


def line_of(version: object) -> str:
    """The line of versions that a document is read as."""
    line = ".".join(str(version).split(".")[:2])
    return line if line in LINES else LINES[-1]


def _check_version(root: Cursor, problems: Problems) -> None:
    version = root.value.get("openapi")
    if version is None and "swagger" in root.value:
        hint = "convert it to OpenAPI 3 first, for example with `npx swagger2openapi`"
        message = "this is a Swagger 2.0 document"
        problems.error(root.child("swagger"), message, hint, key=True)
    elif version is None:
        hint = "a document starts with a line such as `openapi: 3.1.0`"
        problems.error(root, "the key `openapi` is missing", hint)
    elif not str(version).strip().startswith("3"):
        message = f"unknown OpenAPI version {words.shown(version)}"
        problems.error(root.get("openapi"), message, VERSIONS)
    elif line_of(version) != ".".join(str(version).split(".")[:2]):
        message = f"unknown OpenAPI version {words.shown(version)}: read as {LINES[-1]}"
        problems.warning(root.get("openapi"), message, VERSIONS)


def _check_part(root: Cursor, key: str, problems: Problems) -> None:
    """Refuse a part that cannot be read at all; empty it may be, in any way that tools write that."""
    part = root.get(key)
    if part is not None and part.value and not isinstance(part.value, dict):
        message = f"`{key}` must be a mapping, not {words.shown(part.value)}"
        problems.error(part, message)


def _check_names(root: Cursor, problems: Problems) -> None:
    """Note the names of components that no reference of other tools can hold."""
    components = root.get("components")
    for kind, holder in components.items() if components is not None else ():
        for name, entry in () if kind.startswith("x-") else holder.items():
            if not _NAME.fullmatch(name) and not entry.is_ref and name != "$ref":
                message = f"{name!r} is no name of a component"
                hint = "the specification allows letters, digits, `.`, `-` and `_`"
                problems.warning(entry, message, hint, key=True)


def _whole(found: list[Finding], by: Specification) -> Iterable[Finding]:
    """The findings without those that only follow from others.

    Where a part fails, the keys that it describes count as unknown; names of components are told apart.
    """
    broken = {f.path for f in found if f.keyword != "unevaluatedProperties"}
    for finding in found:
        if finding.keyword == "unevaluatedProperties" and finding.path in broken:
            known = words.known_keys(finding, by)
            unknown = [key for key in finding.told if key not in known]
            if unknown:
                yield Finding(
                    finding.path, finding.keyword, unknown, None, finding.location
                )
        elif finding.keyword not in TOLD_APART and not _is_misplaced(finding):
            yield finding


def _is_misplaced(finding: Finding) -> bool:
    """Whether one of some values is wanted where a value of another kind is told to be wrong."""
    return finding.keyword == "enum" and isinstance(finding.instance, (dict, list))
