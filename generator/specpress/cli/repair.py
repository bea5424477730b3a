"""The command ``specpress repair``: compare a recording with a document, and write an overlay."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from specpress import ir
from specpress.cli import report
from specpress.cli.options import (
    API,
    CONFIG,
    OVERLAY,
    READING,
    SPEC,
    TRACEBACK,
    SystemPath,
    report_settings,
    with_options,
)
from specpress.cli.repair_report import print_contradictions, print_overlay
from specpress.config import Settings, load_named_settings
from specpress.document.problems import DocumentError, Problems
from specpress.document.resolve import Workspace
from specpress.pipeline import open_document
from specpress.reader import build

if TYPE_CHECKING:
    from specpress.repair.repairing import Repair

EPILOG = """\b
Examples:
  specpress repair openapi.yaml --from exchanges.json
  specpress repair openapi.yaml --from exchanges.json -o repairs.yaml
  specpress repair --from exchanges.json --check      only compare, for CI
  specpress generate openapi.yaml --overlay repairs.yaml
"""

_repair_options = with_options(
    SPEC,
    click.option(
        "--from",
        "recordings",
        metavar="RECORDING",
        multiple=True,
        required=True,
        type=SystemPath(path_type=Path),
        help="File that testing.Recording of a generated package wrote; repeat the option for several.",
    ),
    click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=SystemPath(path_type=Path, dir_okay=False),
        help="Write the overlay to FILE instead of standard output.",
    ),
    click.option("--force", is_flag=True, help="Overwrite FILE if it exists."),
    click.option(
        "--check",
        is_flag=True,
        help="Write no overlay; exit code 1 if there are contradictions.",
    ),
    OVERLAY,
    *READING,
    CONFIG,
    API,
    TRACEBACK,
)


@click.command(epilog=EPILOG)
@_repair_options
def repair(
    config: Path | None,
    recordings: tuple[Path, ...],
    output: Path | None,
    force: bool,
    check: bool,
    **overrides: Any,
) -> None:
    """Compare recorded exchanges with SPEC, and write an OpenAPI Overlay that makes SPEC accept them.

    Contradictions are listed with their positions in SPEC and in the recording. The overlay never narrows SPEC: each action
    allows what was seen, and its description says how often. Exit code 1 if contradictions remain, or if SPEC has no operation
    for a request.
    """
    from specpress.repair.overlay_text import write_overlay

    if output is not None and output.exists() and not force and not check:
        raise click.UsageError(f"{output} exists: pass --force to overwrite it")
    title = f"Repairs from {', '.join(path.name for path in recordings)}"
    result = _compare(config, overrides, recordings, title)
    print_contradictions(result, is_repaired=not check)
    if check:
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
    temporary = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        temporary.write_text(text, "utf-8", newline="\n")
        temporary.replace(output)
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.UsageError(f"cannot write {output}: {reason}") from error
    finally:
        temporary.unlink(missing_ok=True)
    print_overlay(output, result)
