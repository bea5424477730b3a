"""The command ``specpress repair``: compare a recording with a document, and write an overlay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from specpress.cli.options import (
    API,
    CONFIG,
    FORMAT,
    OVERLAY,
    READING,
    SPEC,
    TRACEBACK,
    SystemPath,
    with_options,
)

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
    FORMAT,
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
    from specpress.cli import repairing

    repairing.run(config, recordings, output, force, check, overrides)
