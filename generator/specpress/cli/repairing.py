"""Compare recordings with a document, and write an overlay, for ``specpress repair``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from specpress import ir
from specpress.cli import problem_log, report
from specpress.cli.failures import report_settings
from specpress.cli.overlay_files import write_overlay_file
from specpress.cli.repair_report import print_contradictions, print_overlay
from specpress.config import Settings, load_named_settings
from specpress.document.problems import DocumentError, Problems
from specpress.document.resolve import Workspace
from specpress.pipeline import open_document
from specpress.reader import build

if TYPE_CHECKING:
    from specpress.repair.repairing import Repair


def run(
    config: Path | None,
    recordings: tuple[Path, ...],
    output: Path | None,
    is_forced: bool,
    only_compares: bool,
    overrides: dict[str, Any],
) -> None:
    """Compare recordings with the document, and write the overlay.

    Args:
        is_forced: Overwrite the output.
        only_compares: Write no overlay.
    """
    from specpress.repair.overlay_text import write_overlay

    if output is not None and output.exists() and not is_forced and not only_compares:
        raise click.UsageError(f"{output} exists: pass --force to overwrite it")
    if output is None and not only_compares and problem_log.prints_on_stdout():
        raise click.UsageError("--format needs -o FILE for the overlay, or --check")
    title = f"Repairs from {', '.join(path.name for path in recordings)}"
    result = _compare(config, overrides, recordings, title)
    print_contradictions(result, is_repaired=not only_compares)
    if only_compares:
        raise SystemExit(1 if result.places or result.unknown else 0)
    if result.actions:
        text = write_overlay(title, result.actions, is_upgraded=result.is_upgraded)
        _write(text, output, result)
    raise SystemExit(1 if result.remaining or result.unknown else 0)


def _compare(
    config: Path | None,
    overrides: dict[str, Any],
    recordings: tuple[Path, ...],
    title: str,
) -> Repair:
    from specpress.repair import repairing
    from specpress.repair.recording import read_recordings

    try:
        with report_settings():
            settings = load_named_settings(config, overrides)
            exchanges = read_recordings([*recordings])
            workspace, api = _read_document(settings)
            return repairing.repair(workspace, api, exchanges, title)
    except DocumentError as error:
        report.print_problems(error.problems)
        raise SystemExit(1) from error


def _read_document(settings: Settings) -> tuple[Workspace, ir.Api]:
    """Read the document; its own problems are those of `generate`."""
    problems = Problems()
    workspace, _ = open_document(settings, problems)
    api = build(workspace.root, problems)
    workspace.report_refused(problems)
    problems.raise_if_errors()
    return workspace, api


def _write(text: str, output: Path | None, result: Repair) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    write_overlay_file(output, text)
    print_overlay(output, result)
