"""Selection of the reports of type checkers."""

from __future__ import annotations

import re
from pathlib import Path

from tests.checkers.reports import ACCEPTED, CHECKERS, find_unexpected, list_reports

OUTPUTS = {
    "mypy": "a/b.py:7: error: Wrong.  [misc]\nFound 1 error in 1 file",
    "pyright": "/x/a.py\n  /x/a.py:7:1 - error: Wrong. (rule)\n1 error",
    "pyrefly": "ERROR a.py:7:1-2: Wrong. [rule]\n WARN a.py:8:1-2: Odd. [rule]\n INFO 1 error",
    "ty": "a.py:7:1: error[rule] Wrong.\na.py:8:1: warning[rule] Odd.\nFound 2 diagnostics",
}


def test_reports_of_each_checker_are_read() -> None:
    for checker in CHECKERS:
        reports = list_reports(checker, OUTPUTS[checker.name])
        assert reports == [
            line
            for line in OUTPUTS[checker.name].splitlines()
            if re.search("Wrong|Odd", line)
        ]
        assert [*find_unexpected(checker, reports)] == reports


def test_own_deprecated_classes_are_accepted() -> None:
    (ty,) = (checker for checker in CHECKERS if checker.name == "ty")
    own = "a.py:7:1: warning[deprecated] The class `Old` is deprecated: Old is deprecated."
    other = "a.py:7:1: warning[deprecated] The overload of `f` is deprecated: Use g."
    assert [*find_unexpected(ty, [own, other])] == [other]


def test_accepted_reports_have_a_reason_and_a_link() -> None:
    names = {checker.name for checker in CHECKERS}
    assert all(a.checker in names and a.reason and a.link for a in ACCEPTED)


def test_versions_are_pinned() -> None:
    path = Path(__file__).parents[1] / "checkers" / "requirements.txt"
    lines = [line for line in path.read_text("utf-8").splitlines() if line[0] != "#"]
    assert {line.partition("==")[0] for line in lines} == {c.name for c in CHECKERS}
    assert all("==" in line for line in lines)
