"""Problems: the reader's report of a fault replaces the violation of the specification."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specpress.document.load import load
from specpress.document.problems import Problems, Replacement
from specpress.document.resolve import Cursor, Workspace

DOCUMENT = {"info": {"title": 1, "version": "1"}, "tags": [{}]}


@pytest.fixture
def root(tmp_path: Path) -> Cursor:
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(DOCUMENT), "utf-8")
    return Workspace(load(str(path))).root


def messages(problems: Problems) -> list[str]:
    return [problem.message for problem in problems.items]


def test_problem_replaces_violation_of_the_same_value(root: Cursor) -> None:
    problems, title = Problems(), root.at(("info", "title"))
    problems.violation(
        title, "wrong type", replaced_by=Replacement(by_problem=True), code="wrong-type"
    )
    problems.warning(title, "number read as text", code="wrong-type")
    assert messages(problems) == ["number read as text"]


def test_omission_replaces_violation_of_its_entry(root: Cursor) -> None:
    problems, info = Problems(), root.at(("info",))
    replacement = Replacement((info.id,))
    problems.violation(
        info.child("title"), "wrong type", replaced_by=replacement, code="wrong-type"
    )
    problems.omission(info, "info", "info ignored", code="wrong-type")
    assert messages(problems) == ["info ignored"]


def test_violation_after_its_consequence_is_ignored(root: Cursor) -> None:
    problems, info = Problems(), root.at(("info",))
    problems.omission(info, "info", "info ignored", code="wrong-type")
    replacement = Replacement((info.id,))
    problems.violation(
        info.child("title"), "wrong type", replaced_by=replacement, code="wrong-type"
    )
    assert messages(problems) == ["info ignored"]


def test_problem_with_the_message_of_a_violation_keeps_its_hint(root: Cursor) -> None:
    problems = Problems()
    problems.violation(root, "wrong type", code="wrong-type")
    problems.warning(root, "wrong type", "ignored", code="wrong-type")
    problems.violation(root, "wrong type", code="wrong-type")
    assert [(p.message, p.hint) for p in problems.items] == [("wrong type", "ignored")]


def test_violations_follow_other_problems(root: Cursor) -> None:
    problems = Problems()
    problems.violation(root, "unknown key", code="wrong-type")
    problems.warning(root.at(("tags",)), "duplicate tag", code="wrong-type")
    assert messages(problems) == ["duplicate tag", "unknown key"]


def test_missing_key_is_recorded_by_its_violation(root: Cursor) -> None:
    problems, tags = Problems(), root.at(("tags",))
    problems.violation(tags, "unknown key", key=True, code="wrong-type")
    problems.mark_omission(
        tags, "key 'tags'", "unknown key is ignored", code="wrong-type"
    )
    assert [p.omits for p in problems.items] == ["key 'tags'"]


def test_location_has_one_cursor(root: Cursor) -> None:
    title = root.at(("info", "title"))
    assert title is root.at(("info",)).get("title")
    assert title is root.workspace.find("#/info/title")
    assert title.path == ("info", "title")
