"""Help, problems and errors of settings on terminals: the golden files of `make golden`."""

from __future__ import annotations

from tests.command.terminal_output import COMMANDS, GOLDEN, WIDTHS, render_all


def test_output_matches_golden_files() -> None:
    expected = {path.name: path.read_text("utf-8") for path in GOLDEN.glob("*.txt")}
    assert len(expected) == len(COMMANDS) * len(WIDTHS) * 2
    assert render_all() == expected


def test_colours_are_escape_sequences_only() -> None:
    for path in GOLDEN.glob("*.txt"):
        if not path.stem.endswith("-colour"):
            assert "\x1b" not in path.read_text("utf-8"), path


def test_prose_fits_the_width() -> None:
    """Usage, descriptions and options fit; examples and messages of problems are not broken."""
    for width in WIDTHS:
        lines = (GOLDEN / f"help-{width}.txt").read_text("utf-8").splitlines()
        prose = lines[: lines.index("  Examples:")]
        assert max(map(len, prose)) <= width
