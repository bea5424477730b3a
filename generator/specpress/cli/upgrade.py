"""The command ``specpress upgrade``: edit a program for a new version of its package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from specpress.cli.options import (
    API,
    CONFIG,
    FORMAT,
    OVERLAY,
    PACKAGE,
    READING,
    SELECTION,
    TRACEBACK,
    SystemPath,
    with_options,
)

EPILOG = """\b
Examples:
  specpress upgrade src/                              from the generated package to its document
  specpress upgrade src/ --write
  specpress upgrade src/ --from main:openapi.yaml     a revision of git
  specpress upgrade app.py --from old.yaml --to new.yaml --package acme
"""

_upgrade_options = with_options(
    click.option(
        "--from",
        "old",
        metavar="OLD",
        help="The document, or generated package, of which PROGRAM uses the client; default: the package in the output directory.",
    ),
    click.option(
        "--to",
        "new",
        metavar="NEW",
        help="The document of the new version; default: that of the settings.",
    ),
    click.option("--write", is_flag=True, help="Write the edits."),
    PACKAGE,
    OVERLAY,
    *SELECTION,
    *READING,
    CONFIG,
    API,
    FORMAT,
    TRACEBACK,
)


@click.command(epilog=EPILOG)
@click.argument("program", type=SystemPath(path_type=Path))
@_upgrade_options
def upgrade(
    program: Path,
    old: str | None,
    new: str | None,
    write: bool,
    config: Path | None,
    **overrides: Any,
) -> None:
    """Edit PROGRAM, a directory or a file, for a new version of the document.

    Shows the edits as a unified diff, and writes them with --write. The places that need an edit by hand follow with their reasons. Exit
    code 1 if there are such places, 2 if the documents or PROGRAM cannot be read.
    """
    from specpress.cli import upgrading

    upgrading.run(program, old, new, write, config, overrides)
