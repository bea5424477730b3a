"""The command ``specpress diff``: compare two documents in terms of the generated package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from specpress.cli.options import (
    API,
    CONFIG,
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
  specpress diff old.yaml openapi.yaml
  specpress diff main:openapi.yaml openapi.yaml      a revision of git
  specpress diff https://example.com/openapi.json openapi.yaml --all
  specpress diff old.yaml new.yaml --format markdown
  specpress diff old.yaml new.yaml --fail-on risky --ignore accepted.toml
  specpress diff main:openapi.yaml openapi.yaml --program src/
"""

_diff_options = with_options(
    click.option(
        "--fail-on",
        type=click.Choice(["breaking", "risky", "safe", "never"]),
        default="breaking",
        show_default=True,
        help="Exit with 1 if a change has at least this severity.",
    ),
    click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "markdown", "json", "sarif", "github"]),
        default="text",
        show_default=True,
        help="Format of the changes: text for people, markdown for comments, the others for programs.",
    ),
    click.option(
        "--ignore",
        "ignore_file",
        metavar="FILE",
        type=SystemPath(path_type=Path, dir_okay=False),
        help="TOML file with the changes that are accepted, each with a reason and an expiry date.",
    ),
    click.option("--all", "shows_all", is_flag=True, help="Also list safe changes."),
    click.option(
        "--program",
        metavar="PATH",
        type=SystemPath(path_type=Path),
        help="Directory or file of a program; list the places in it that each change touches.",
    ),
    click.option(
        "--only-used",
        is_flag=True,
        help="With --program: --fail-on counts only changes that touch the program.",
    ),
    PACKAGE,
    OVERLAY,
    *SELECTION,
    *READING,
    CONFIG,
    API,
    TRACEBACK,
)


@click.command(epilog=EPILOG)
@click.argument("old")
@click.argument("new")
@_diff_options
def diff(
    old: str,
    new: str,
    fail_on: str,
    output_format: str,
    ignore_file: Path | None,
    shows_all: bool,
    program: Path | None,
    only_used: bool,
    config: Path | None,
    **overrides: Any,
) -> None:
    """Compare two documents in terms of the Python package: what breaks in a program?

    OLD and NEW are files, URLs, revisions of git such as main:openapi.yaml, or directories of generated packages. Two questions are
    answered apart: does a deployed client work with the new server, and does a program work with the regenerated package?
    Exit code 1 if a change has the severity of --fail-on, 2 if the documents cannot be compared.
    """
    from specpress.cli import diffing

    if only_used and program is None:
        raise click.UsageError("--only-used needs --program")
    choices = diffing.Choices(
        fail_on, output_format, ignore_file, shows_all, program, only_used
    )
    diffing.run(old, new, config, choices, overrides)
