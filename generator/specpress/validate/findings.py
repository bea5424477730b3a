"""Violations of the specification's JSON Schema in a document.

If all branches of a choice (`oneOf`, `anyOf`) fail, only the branch that was meant is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from specpress.document.problems import Step
from specpress.schema.table import CHOICES
from specpress.validate.specification import Specification


@dataclass(frozen=True, slots=True)
class Finding:
    """A value that violates a keyword of the specification's schema."""

    path: tuple[Step, ...]
    # A keyword of JSON Schema, or for choices "none" (no branch has its required key) and
    # "several" (more than one branch matches).
    keyword: str
    # The value of the keyword; for unknown keys, those keys.
    expected: Any
    instance: Any
    # The path of the keyword in the specification's schema.
    location: tuple[Step, ...] = ()


Branches = list[list[Finding]]


def find_violations(tree: Any, specification: Specification) -> Iterator[Finding]:
    """Iterate over the violations of a specification in a document."""
    # Most documents are valid, and is_valid is much faster than iter_errors.
    if specification.validator.is_valid(tree):
        return
    for error in specification.validator.iter_errors(tree):
        yield from _convert(error, tree, specification)


def to_finding(error: jsonschema_rs.ValidationError, tree: Any) -> Finding:
    """Convert an error of the validator, without its branches."""
    kind: Any = error.kind
    return Finding(
        path=_restore_path(tree, error),
        keyword=kind.name,
        expected=kind.value,
        instance=error.instance,
        location=tuple(error.schema_path),
    )


def _convert(
    error: jsonschema_rs.ValidationError, tree: Any, specification: Specification
) -> Iterator[Finding]:
    kind: Any = error.kind
    finding = to_finding(error, tree)
    if kind.name not in CHOICES:
        yield finding
        return
    branches = [
        [f for e in branch for f in _convert(e, tree, specification)]
        for branch in kind.context
    ]
    if all(branches):
        yield from _select_branch(finding, branches)
        return
    # Several branches match: report the keys that exclude each other.
    schemas = specification.at(finding.location)
    keys = [key for schema in schemas for key in schema.get("required", ())]
    present = finding.instance if isinstance(finding.instance, dict) else ()
    if keys := [key for key in keys if key in present]:
        yield Finding(finding.path, "several", keys, finding.instance)


def _restore_path(tree: Any, error: jsonschema_rs.ValidationError) -> tuple[Step, ...]:
    """Return the path of the value at fault; the validator omits empty keys."""
    paths = [*_list_paths(tree, error.instance_path)]
    if len(paths) == 1:
        return paths[0]
    values = ((path, _get(tree, path)) for path in paths)
    return next((p for p, value in values if value == error.instance), paths[0])


def _list_paths(tree: Any, path: list[Step]) -> Iterator[tuple[Step, ...]]:
    """Yield the paths in a tree that are equal to `path` without their empty keys."""
    is_object = isinstance(tree, dict)
    if not path:
        yield ()
    else:
        # The validator returns keys such as "200" as numbers.
        step = str(path[0]) if is_object else path[0]
        if _has_step(tree, step):
            yield from ((step, *rest) for rest in _list_paths(tree[step], path[1:]))
    if is_object and "" in tree:
        yield from (("", *rest) for rest in _list_paths(tree[""], path))


def _has_step(tree: Any, step: Step) -> bool:
    if isinstance(tree, dict):
        return step in tree
    return isinstance(tree, list) and isinstance(step, int) and step < len(tree)


def _get(tree: Any, path: tuple[Step, ...]) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def _select_branch(choice: Finding, branches: Branches) -> Iterator[Finding]:
    """Return the findings of the branch that was meant, or that none of the required keys exists."""
    has_ref = isinstance(choice.instance, dict) and "$ref" in choice.instance
    candidates = [b for b in branches if has_ref or not _requires_reference(b)]
    keys = [b[0].expected for b in candidates if _misses_key_only(b, choice.path)]
    if len(keys) == len(candidates) > 1:
        yield Finding(choice.path, "none", keys, choice.instance)
    elif candidates:
        yield from _closest_branch(choice, candidates)


def _closest_branch(choice: Finding, branches: Branches) -> list[Finding]:
    """Return the findings of the best matching branch.

    If a key distinguishes the branches, such as `type` or `in`, its value is the fault.
    """
    depth = len(choice.path) + 1
    tags = [{f.path: f for f in b if _is_tag(f, depth)} for b in branches]
    counts = Counter(path for tag in tags for path in tag)
    # The key that excludes most branches distinguishes them.
    path = max(counts, key=lambda p: counts[p], default=None)
    if path is not None and counts[path] == len(branches) > 1:
        values = [value for tag in tags for value in _allowed_values(tag[path])]
        return [Finding(path, "enum", values, tags[0][path].instance)]
    meant = [b for b, tag in zip(branches, tags, strict=True) if path not in tag]
    return min(meant or branches, key=lambda branch: _distance(branch, choice))


def _is_tag(finding: Finding, depth: int) -> bool:
    is_value = finding.keyword in ("enum", "const")
    return is_value and len(finding.path) == depth and isinstance(finding.path[-1], str)


def _distance(branch: list[Finding], choice: Finding) -> tuple[bool, int, int]:
    """Return a sort key: a wrong type is worst, then faults near the root, then many faults."""
    is_wrong_type = any(f.keyword == "type" and f.path == choice.path for f in branch)
    return is_wrong_type, -max(len(f.path) for f in branch), len(branch)


def _requires_reference(branch: list[Finding]) -> bool:
    return any(f.keyword == "required" and f.expected == "$ref" for f in branch)


def _misses_key_only(branch: list[Finding], path: tuple[Step, ...]) -> bool:
    return all(f.keyword == "required" and f.path == path for f in branch)


def _allowed_values(finding: Finding) -> list[Any]:
    return list(finding.expected) if finding.keyword == "enum" else [finding.expected]
