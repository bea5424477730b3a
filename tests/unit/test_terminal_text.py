"""Control characters of documents, settings and files are escaped before they are printed."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from specpress.cli import report
from specpress.document.problems import Position, Problem
from specpress.terminal import MAX_LENGTH, masked, printable, printable_line

CONTROLS = "\x00\x07\x08\x1b[31m\x7f\x9b\u202e\u2028\ud800\ufeff"


def test_control_characters_become_escapes() -> None:
    text = printable(f"a{CONTROLS}b")
    assert text == r"a\x00\x07\x08\x1b[31m\x7f\x9b\u202e\u2028\ud800\ufeffb"
    assert printable("été 日本 🎉\n\tb") == "été 日本 🎉\n\tb"


def test_line_stays_one_line() -> None:
    assert printable_line("a\nb\tc\r") == r"a\nb\tc\r"
    assert len(printable_line("x" * 100_000)) < MAX_LENGTH + 10


def test_excerpt_keeps_columns() -> None:
    assert masked("a\x1b\x9bb") == "a\ufffd\ufffdb"


def test_problems_print_no_control_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(report, "err", Console(file=stream, soft_wrap=True))
    position = Position(f"a{CONTROLS}.yaml", 1, 2)
    lines = ((1, f"key: {CONTROLS}"),)
    problem = Problem(f"unknown key {CONTROLS}", CONTROLS, "error", position, "", lines, code="unknown-key")  # type: ignore[arg-type]
    report.print_problems([problem])
    printed = stream.getvalue()
    assert printed.count("\n") == 5
    assert printable(printed) == printed
