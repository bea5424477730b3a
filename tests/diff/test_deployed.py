"""Changes that break deployed clients are confirmed by calls and values; those that do not are found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from specpress.diff.changes import Comparison, Severity, Verdict
from tests.diff.deployed import list_faults
from tests.diff.proving import CASES, SIDES, Case
from tests.diff.reading import read_sides


def list_faults_of_case(code: str, comparison: Comparison) -> list[str | None]:
    case = Case(CASES / code)
    old, new = read_sides(*map(case.document, SIDES))
    return [*list_faults(comparison, old, new, case.packages["old"])]


@pytest.mark.parametrize(
    "code",
    [
        "operation-credential-changed",
        "operation-path-changed",
        "operation-removed",
        "path-parameter-type-changed",
        "query-parameter-added-required",
        "query-parameter-enum-value-removed",
        "request-property-added-required",
        "request-property-enum-value-removed",
        "response-body-type-changed",
        "response-property-removed",
        "response-property-type-changed",
        "server-removed",
    ],
)
def test_breaking_changes_are_confirmed(code: str) -> None:
    faults = list_faults_of_case(code, Case(CASES / code).comparison)
    assert faults
    assert not any(faults), faults


@pytest.mark.parametrize(
    "code",
    [
        "operation-deprecated",
        "query-parameter-enum-value-added",
        "request-property-constraint-relaxed",
        "response-property-became-enum",
    ],
)
def test_other_changes_are_not_confirmed(code: str) -> None:
    comparison = Case(CASES / code).comparison
    wrong = [
        replace(change, deployed=Verdict(Severity.BREAKING, "wire"))
        for change in comparison.changes
        if change.code == code
    ]
    faults = list_faults_of_case(code, replace(comparison, changes=tuple(wrong)))
    assert faults
    assert all(faults), faults
