"""Findings: takes a tree, gives each place where it is not as the specification's schema says, and how.

A choice of schemas that all fail is no finding: what is wrong is told by the one that was meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from specpress.problems import Step
from specpress.validate.specification import Specification

CHOICES = ("oneOf", "anyOf")


@dataclass(frozen=True, slots=True)
class Finding:
    """A value breaks a keyword of the specification's schema."""

    path: tuple[Step, ...]
    keyword: str
    told: Any
    """What the keyword asks for, or (of keys that may not be) what there is."""
    instance: Any
    location: tuple[Step, ...] = ()
    """Where the keyword stands in the specification's schema."""


Branches = list[list[Finding]]


def findings(tree: Any, by: Specification) -> Iterator[Finding]:
    """All findings in a document by a specification."""
    if by.judge.is_valid(tree):
        return
    for error in by.judge.iter_errors(tree):
        yield from _told(error, tree, by)


def finding(error: jsonschema_rs.ValidationError, tree: Any) -> Finding:
    """What an error of the validator says, by itself."""
    kind: Any = error.kind
    return Finding(
        path=tuple(_steps(tree, error.instance_path)),
        keyword=kind.name,
        told=kind.value,
        instance=error.instance,
        location=tuple(error.schema_path),
    )


def _told(
    error: jsonschema_rs.ValidationError, tree: Any, by: Specification
) -> Iterator[Finding]:
    kind: Any = error.kind
    found = finding(error, tree)
    if kind.name not in CHOICES:
        yield found
        return
    branches = [[f for e in b for f in _told(e, tree, by)] for b in kind.context]
    if all(branches):
        yield from _chosen(found, branches)
    # Where several branches fit, what tells them apart is missing; that is told by itself.
    elif keys := [k for b in by.at(found.location) for k in b.get("required", ())]:
        yield Finding(found.path, "several", keys, found.instance)


def _steps(tree: Any, path: list[Step]) -> Iterator[Step]:
    """A path with its keys as they are: one that looks like a number comes as a number."""
    for step in path:
        step = str(step) if isinstance(tree, dict) else step
        tree = tree[step]
        yield step


def _chosen(choice: Finding, branches: Branches) -> Iterator[Finding]:
    """What is wrong by the schema that was meant; or that of several keys none is there."""
    refers = isinstance(choice.instance, dict) and "$ref" in choice.instance
    meant = [b for b in branches if refers or not _wants_reference(b)]
    keys = [b[0].told for b in meant if _wants_key(b, choice.path)]
    if len(keys) == len(meant) > 1:
        yield Finding(choice.path, "none", keys, choice.instance)
    elif meant:
        yield from _of_one(choice, meant)


def _of_one(choice: Finding, branches: Branches) -> list[Finding]:
    """The findings of the branch that fits best; where a key tells branches apart, by its value."""
    depth = len(choice.path) + 1
    told = [[f for f in b if f.keyword in ("enum", "const")] for b in branches]
    tags = [next((f for f in fs if _is_tag(f, depth)), None) for fs in told]
    if all(tags) and len({tag.path for tag in tags if tag}) == 1 and len(tags) > 1:
        values = [value for tag in tags if tag for value in _values(tag)]
        first = next(tag for tag in tags if tag)
        return [Finding(first.path, "enum", values, first.instance)]
    pairs = [b for b, tag in zip(branches, tags, strict=True) if tag is None]
    return min(pairs or branches, key=lambda b: _misfit(b, choice))


def _is_tag(finding: Finding, depth: int) -> bool:
    return len(finding.path) == depth and isinstance(finding.path[-1], str)


def _misfit(branch: list[Finding], choice: Finding) -> tuple[bool, int, int]:
    """How little a branch fits: not by its type, then by how near to the top it fails, then by how often."""
    typed = any(f.keyword == "type" and f.path == choice.path for f in branch)
    return typed, -max(len(f.path) for f in branch), len(branch)


def _wants_reference(branch: list[Finding]) -> bool:
    return any(f.keyword == "required" and f.told == "$ref" for f in branch)


def _wants_key(branch: list[Finding], path: tuple[Step, ...]) -> bool:
    return all(f.keyword == "required" and f.path == path for f in branch)


def _values(finding: Finding) -> list[Any]:
    return list(finding.told) if finding.keyword == "enum" else [finding.told]
