"""The page of the templates is current, and versions of views change with their fields."""

from __future__ import annotations

import re

from tests.golden.templates_page import PATH, find_lost_fields, list_views, render


def test_page_is_current() -> None:
    assert PATH.read_text("utf-8") == render(), "run `make golden`"


def test_lost_fields_need_another_version() -> None:
    page = render()
    assert find_lost_fields(page, page) == {}
    line = "| `has_models` | `bool` |"
    assert line in page
    renamed = page.replace(line, "| `is_modelled` | `bool` |")
    assert find_lost_fields(page, renamed) == {
        "README.md.jinja": ["Readme: `has_models` | `bool`"]
    }
    assert find_lost_fields(renamed, page.replace(line, "")) != {}
    older = page.replace("(#readme) | 1 |", "(#readme) | 0 |")
    assert find_lost_fields(older, renamed) == {}


def test_new_fields_need_no_other_version() -> None:
    page = render()
    line = "| `has_models` | `bool` |"
    assert find_lost_fields(page.replace(line, "| text |"), page) == {}


def test_each_view_is_documented() -> None:
    names = [kind.__name__ for view in list_views() for kind in {*view.reachable}]
    page = render()
    assert {name for name in names if f"### {name}\n" not in page} == set()


def test_each_field_has_a_meaning() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `.*` \| (.*) \|$", render(), re.MULTILINE)
    assert len(rows) > 400
    assert [row for row in rows if not re.fullmatch(r"[A-Z`].{3,150}\.", row[1])] == []
