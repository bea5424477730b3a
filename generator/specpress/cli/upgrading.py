"""Edit a program for a new version of its document, for ``specpress upgrade``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from specpress.cli import report
from specpress.cli.failures import report_settings
from specpress.cli.memory import without_garbage_collection
from specpress.config import load_named_settings
from specpress.diff.documents import open_sides
from specpress.document.problems import DocumentError
from specpress.output.manifest import read_last
from specpress.program import upgrading
from specpress.program.edits import Plan, Remaining

FAILED = 2


def run(
    program: Path,
    old: str | None,
    new: str | None,
    writes: bool,
    config: Path | None,
    overrides: Mapping[str, Any],
) -> None:
    """Plan the edits, print them, write them if asked to, and exit."""
    try:
        with report_settings(), without_garbage_collection():
            plan = _plan(program, old, new, config, overrides)
            _print_edits(plan)
            if writes:
                upgrading.write(plan, program)
    except DocumentError as error:
        report.print_problems(error.problems, "nothing was edited")
        raise SystemExit(FAILED) from error
    _print_summary(plan, writes)
    raise SystemExit(1 if plan.remaining else 0)


def _plan(
    program: Path,
    old: str | None,
    new: str | None,
    config: Path | None,
    overrides: Mapping[str, Any],
) -> Plan:
    """Return the edits; without operands, from the package in the output to the document of the settings."""
    if old is None or new is None:
        spec = {} if new is None else {"spec": new}
        settings = load_named_settings(config, {**overrides, **spec})
        new = settings.spec
        if old is None and not read_last(settings).files:
            raise click.UsageError(
                f"{settings.output} has no generated package: name the old document with --from"
            )
        old = old or str(settings.output)
    upgrading.recover(program)
    with (
        report.show_stages() as report_stage,
        open_sides(old, new, config, overrides, report_stage) as sides,
    ):
        return upgrading.plan_upgrade(program, sides, report_stage)


def _print_edits(plan: Plan) -> None:
    for edited in plan.list_files():
        click.echo(edited.diff, nl=False)


def _print_summary(plan: Plan, has_written: bool) -> None:
    """Print the number of edits, and the places that need an edit by hand."""
    remaining = sorted(plan.remaining, key=_get_key)
    count = sum(map(len, plan.edits.values()))
    if not count and not remaining:
        report.err.print("[green]no edits[/]: the program needs none")
        return
    done = "written" if has_written else "not written: pass --write"
    if count:
        files = f"{len(plan.edits)} file{'s' if len(plan.edits) > 1 else ''}"
        edits = f"{count} edit{'s' if count > 1 else ''}"
        report.err.print(f"[green]{edits}[/] in {files}, {done}")
    if remaining:
        report.err.print(f"[yellow]{len(remaining)} to edit by hand[/]:")
    for entry in remaining:
        change = entry.change
        place = f"[bold]{report.escape(str(entry.position))}[/]"
        text = report.escape(f"{change.symbol}: {change.message}; {entry.reason}")
        report.err.print(f"  {place}: {text} [dim]{change.code}[/]")


def _get_key(entry: Remaining) -> tuple[str, int, int, str]:
    at = entry.position
    return at.file, at.line, at.column, entry.change.code
