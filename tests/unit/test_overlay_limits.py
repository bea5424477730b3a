"""Overlays that try to keep the generator busy: limits of queries, and the time of many actions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specpress.document import overlay, queries
from specpress.document.load import Document, load
from specpress.document.problems import Problems

TREE = {
    "openapi": "3.1.0",
    "info": {"title": "Case", "version": "1"},
    "paths": {f"/p{n}": {"get": {"tags": ["a" * 30 + "!"]}} for n in range(30)},
    "x-items": [*range(100)],
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def apply(*actions: dict[str, Any], tree: Any = TREE) -> tuple[Document, Problems]:
    """Apply an overlay with these actions to a document."""
    Path("base.json").write_text(json.dumps(tree))
    head = {"overlay": "1.0.0", "info": {"title": "O", "version": "1"}}
    Path("over.json").write_text(json.dumps({**head, "actions": actions}))
    problems = Problems()
    base, over = load("base.json"), load("over.json", kind="overlay")
    return overlay.apply(base, over, problems), problems


@pytest.mark.parametrize(
    "query",
    [
        "$" + ".a" * 50_000,
        "$" + ".a" * 4_000,
        "$" + ".." + "*.." * 200 + "*",
        "$" + "[?@" * 3_000 + "]" * 3_000,
        "$[" + ",".join(["'a'"] * 2_400) + "]",
        "$[?@" + "&&@" * 3_000 + "]",
        "$" + "[0]" * 3_333,
        "$[?" + "(" * 5_000 + "@" + ")" * 4_000 + "]",
        "$[?" + "!" * 9_000 + "@]",
    ],
)
def test_long_query_is_an_error(query: str) -> None:
    _, problems = apply({"target": query, "update": {"x": 1}})
    (error,) = problems.errors
    assert len(error.message) < 500
    assert error.position is not None


@pytest.mark.parametrize(
    "query",
    [
        "$[?count($..*..*..*..*) > 5]",
        "$..[?count(@..*..*) > 100000]",
        "$..*..*[?@ == $]",
        "$..[?count($..*[?count($..*[?@ == 3]) > 9]) > 5]",
        "$.paths..[?count(@..*..[?@.x]) > 5 || count(@..*..[?@.y]) > 5]",
    ],
)
def test_work_of_a_query_is_limited(
    query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MAX_WORK", 1_000)
    monkeypatch.setattr(queries, "MAX_WORK_PER_VALUE", 1)
    _, problems = apply({"target": query, "update": {"x": 1}})
    (error,) = problems.errors
    assert error.code == "query-limit"
    assert "visit more than" in error.message


def test_each_value_is_visited_once_per_step() -> None:
    """The number of paths through descendants grows exponentially, that of values does not."""
    _, problems = apply({"target": "$..*..*..*..*..*", "remove": True})
    assert [p.message for p in problems.items if p.code] == []
    environment = queries.create_environment(queries.Budget(1_000))
    paths = queries.select(environment, "$..*..*", {"a": {"b": {"c": [1, 2]}}})
    assert paths == [
        ("a", "b"),
        ("a", "b", "c"),
        ("a", "b", "c", 0),
        ("a", "b", "c", 1),
    ]


@pytest.mark.parametrize("function", ["match", "search"])
@pytest.mark.parametrize(
    "pattern",
    ["^(a+)+$", "(a|a)*b", "(a|aa)+c", "(.*)*x", "(?=a)(a+)+$", "(a*)*\\\\1b"],
)
def test_pattern_of_a_filter_takes_linear_time(function: str, pattern: str) -> None:
    tree = {**TREE, "x-text": "a" * 100_000 + "!"}
    query = f"$..[?{function}(@, '{pattern}')]"
    _, problems = apply({"target": query, "remove": True}, tree=tree)
    assert "matches nothing" in problems.items[0].message


def test_patterns_of_filters() -> None:
    tree = ["abc", "ab", "\u00e9", "a\nb"]
    environment = queries.create_environment(queries.Budget(1_000))
    for query, indexes in {
        "$[?match(@, 'ab')]": [1],
        "$[?match(@, 'a|ab')]": [1],
        "$[?search(@, 'b')]": [0, 1, 3],
        "$[?match(@, '\\\\p{L}')]": [2],
        "$[?match(@, 'a.b')]": [],
        "$[?match(@, '(')]": [],
    }.items():
        assert queries.select(environment, query, tree) == [(n,) for n in indexes]


def test_many_actions_take_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted: no action walks the whole tree, or all problems before it."""
    count = 2_000
    tree = {**TREE, "x-items": [{"n": n} for n in range(count)]}
    visited = []
    monkeypatch.setattr(overlay, "count_values", _count_calls(visited))
    actions: list[dict[str, Any]] = [
        {"target": "$.x-items[0]", "remove": True} for _ in range(count - 2)
    ]
    actions += [{"target": "$['x-items'][0]", "update": {"m": n}} for n in range(count)]
    actions += [{"target": 1} for _ in range(count)]
    document, problems = apply(*actions, tree=tree)
    assert document.tree["x-items"][0] == {"n": count - 2, "m": count - 1}
    assert len(problems.errors) == 2 * count
    # Once for the limit of the queries, and for each update.
    assert sum(visited) <= len(visited) + 10_000
    position = document.position(("x-items", 1, "n"))
    expected = load("base.json").position(("x-items", count - 1, "n"))
    assert position == expected


def _count_calls(visited: list[int]) -> Any:
    from specpress.document.json_reader import count_values

    def count(value: Any) -> int:
        visited.append(count_values(value))
        return visited[-1]

    return count


def test_depth_is_limited_action_by_action() -> None:
    actions: list[dict[str, Any]] = [
        {"target": "$" + ".a" * n, "update": {"a": {}}} for n in range(120)
    ]
    _, problems = apply(*actions)
    (error,) = problems.errors
    assert "levels" in error.message
    assert error.position is not None
