"""The page of the benchmarks, and its chart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import chart, measure, page
from tests.bench.measure import COLUMNS, Contender, Figure, Measurement

GOLDEN = Path(__file__).with_name("chart.svg")
FIGURE = Figure("microseconds", lambda run: 0.0, "{:,.1f} µs")
FIGURES = {
    "specpress": [60.0, 40.0, 41.0],
    "extend-ai": [2500.0, 2000.0, 2100.0],
    "json only": [10.0, 10.0, 10.0],
}
ROWS = [
    *measure.format_rows("decode a run of 3 KB", FIGURE, FIGURES),
    *measure.format_rows("encode a run of 3 KB", FIGURE, {"specpress": [2.0, 3.0]}),
]


def test_rows_have_best_median_spread_and_ratio_of_the_best() -> None:
    assert ROWS[:2] == [
        ("decode a run of 3 KB", "microseconds", "specpress", "40.0 µs", "41.0 µs", "50 %", "1.00"),
        ("decode a run of 3 KB", "microseconds", "extend-ai", "2,000.0 µs", "2,100.0 µs", "25 %", "50.00"),
    ]  # fmt: skip


def test_page_is_read_as_it_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "describe_environment", lambda: "CPython 3.11.7, Linux")
    about = [("decode", "specpress", "checks every value")]
    text = page.render(ROWS, about, {"Redocly": "node is not installed"})
    assert page.read(text) == [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]
    assert "| decode | specpress | checks every value |" in text
    assert "- Redocly: node is not installed." in text


def test_older_page_has_fewer_columns() -> None:
    text = "| task | best |\n| --- | --- |\n| decode | 3 µs |\n"
    assert page.read(text) == [{"task": "decode", "best": "3 µs"}]


def test_committed_page_has_a_row_of_specpress_for_each_task() -> None:
    rows = page.read(page.PATH.read_text("utf-8"))
    own = {row["task"] for row in rows if row["contender"].startswith("specpress")}
    assert own == {row["task"] for row in rows}


def test_chart_of_fixed_rows() -> None:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]
    assert chart.draw(rows) == GOLDEN.read_text("utf-8")


def test_chart_shows_the_rows_of_the_page() -> None:
    assert chart.PATH.read_text("utf-8") == chart.render(), "run `make golden`"


def test_different_results_are_not_timed() -> None:
    contenders = tuple(
        Contender(name, ("echo", printed), showing=("",))
        for name, printed in (("one", '{"a": 1}'), ("same", '{"a":1.0}'), ("two", "[]"))
    )
    Measurement("decode", "decode", contenders[:2], ()).compare()
    with pytest.raises(RuntimeError, match="different results of one and two"):
        Measurement("decode", "decode", contenders, ()).compare()
