"""Compare two documents and print the changes, for ``specpress diff``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from specpress.cli import diff_formats, diff_report, problem_log, report
from specpress.cli.memory import without_garbage_collection
from specpress.diff.changes import Comparison, Severity
from specpress.diff.comparing import compare_sides
from specpress.diff.documents import compare, open_sides
from specpress.diff.ignoring import apply_ignore_file
from specpress.diff.operands import STDIN
from specpress.document.problems import (
    DocumentError,
    UsageError,
    convert_os_errors,
)

# Exit code: the documents could not be compared.
FAILED = 2
PROBLEM_FORMATS = ("json", "sarif", "github")


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of a run that are no settings."""

    fail_on: str
    output_format: str
    ignore_file: Path | None
    shows_all: bool
    program: Path | None
    only_used: bool


def run(
    old: str,
    new: str,
    config: Path | None,
    choices: Choices,
    overrides: Mapping[str, Any],
) -> None:
    """Compare two documents, print the changes, and exit."""
    if old == new == STDIN:
        raise click.UsageError(
            "standard input has one document: only OLD or NEW can be -"
        )
    try:
        with (
            convert_os_errors(),
            without_garbage_collection(),
            report.show_stages() as report_stage,
        ):
            comparison = _compare(old, new, config, choices, overrides, report_stage)
            if choices.ignore_file is not None:
                comparison = _ignore(comparison, choices.ignore_file)
    except (DocumentError, UsageError) as error:
        _start_problem_log(choices.output_format)
        report.print_problems(error.problems, "the documents were not compared")
        raise SystemExit(FAILED) from error
    _print(comparison, choices)
    raise SystemExit(_get_exit_code(comparison, choices))


def _compare(
    old: str,
    new: str,
    config: Path | None,
    choices: Choices,
    overrides: Mapping[str, Any],
    report_stage: Callable[[str], None],
) -> Comparison:
    """Return the changes, with the places of the program that they touch."""
    if choices.program is None:
        return compare(old, new, config, overrides, report_stage)
    # Imported late, as everything that only an option needs.
    from specpress.program.reading import touch_program

    with open_sides(old, new, config, overrides, report_stage) as sides:
        report_stage("comparing")
        comparison = compare_sides(sides.old, sides.new)
        return touch_program(comparison, choices.program, sides, report_stage)


def _start_problem_log(output_format: str) -> None:
    """Print problems for programs on standard output, if the format is for programs."""
    if output_format in PROBLEM_FORMATS:
        ctx = click.get_current_context()
        problem_log.start(ctx, output_format)


def _ignore(comparison: Comparison, path: Path) -> Comparison:
    """Return the comparison without accepted changes; warn about entries without effect."""
    comparison, problems = apply_ignore_file(comparison, path, date.today())
    if problems:
        report.print_problems(problems)
    return comparison


def _print(comparison: Comparison, choices: Choices) -> None:
    if choices.output_format == "text":
        diff_report.print_comparison(comparison, choices.shows_all)
        return
    write = diff_formats.FORMATS[choices.output_format]
    click.echo(write(comparison, choices.shows_all), nl=False)


def _get_exit_code(comparison: Comparison, choices: Choices) -> int:
    if choices.fail_on == "never":
        return 0
    counted = (c for c in comparison.changes if c.calls or not choices.only_used)
    severity = max((change.severity for change in counted), default=None)
    lowest = Severity[choices.fail_on.upper()]
    return int(severity is not None and severity >= lowest)
