"""The page that compares specpress with the field: each row has a verdict, and each verdict its evidence."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/compared.md"
VERDICTS = {"yes", "partly", "no"}
LINK = re.compile(r"\[([^]]+)\]\(([^)#]+)(?:#([^)]+))?\)")


def list_rows(text: str) -> list[list[str]]:
    """Return the cells of each row: feature, verdict, what specpress has, evidence."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if row[0] != "feature"]


def find_faults(text: str) -> list[str]:
    """Return the faults of a page."""
    rows = list_rows(text)
    counts = Counter(row[0] for row in rows)
    faults = [f"{feature}: twice" for feature, count in counts.items() if count > 1]
    for row in rows:
        faults += [f"{row[0]}: {fault}" for fault in _find_row_faults(row)]
    return faults


def _find_row_faults(row: list[str]) -> list[str]:
    if len(row) != 4 or row[1] not in VERDICTS or not row[2]:
        return ["needs a verdict: yes, partly or no"]
    links = LINK.findall(row[3])
    if row[1] == "no":
        return ["has evidence"] if links else []
    if not links:
        return ["needs a test or a page"]
    return [fault for link in links for fault in _check_link(*link)]


def _check_link(text: str, target: str, anchor: str) -> list[str]:
    path = (PAGE.parent / target).resolve()
    if not path.is_file() or not path.is_relative_to(ROOT):
        return [f"{target} does not exist"]
    if text.startswith("test_") and text not in list_functions(path):
        return [f"{target} has no {text}"]
    if anchor and anchor not in list_anchors(path):
        return [f"{target} has no #{anchor}"]
    return []


@cache
def list_functions(path: Path) -> set[str]:
    """Return the names of the functions in a module."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef)}


@cache
def list_anchors(path: Path) -> set[str]:
    """Return the anchors of the headings in a page."""
    headings = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in kept}


def test_each_row_has_a_verdict_with_evidence() -> None:
    text = PAGE.read_text("utf-8")
    assert len(list_rows(text)) == 97
    assert find_faults(text) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("| yes |", "| |", "needs a verdict: yes, partly or no"),
        ("| yes |", "| almost |", "needs a verdict: yes, partly or no"),
        ("](swagger.md)", "](swagger2.md)", "swagger2.md does not exist"),
        ("#include)", "#included)", "settings.md has no #included"),
        (
            "[test_positions]",
            "[test_posts]",
            "../tests/swagger/test_documents.py has no test_posts",
        ),
        ("| WebSockets | no |", "| WebSockets | yes |", "needs a test or a page"),
        ("| WebSockets | no |", "| Terraform | no |", "twice"),
    ],
)
def test_faults_of_the_page_are_found(old: str, new: str, fault: str) -> None:
    text = PAGE.read_text("utf-8")
    assert old in text
    faults = find_faults(text.replace(old, new, 1))
    assert [text.partition(": ")[2] for text in faults] == [fault]
