"""The command ``specpress init``: write the settings of a project, and generate."""

from __future__ import annotations

from typing import Any

import click

from specpress.cli.options import FORMAT, JSON, QUIET, SPEC, TRACEBACK, with_options

EPILOG = """\b
Examples:
  specpress init                       ask for everything
  specpress init openapi.yaml
  specpress init openapi.yaml -o client --package acme --task make --ci github --pre-commit
  specpress init openapi.yaml -o src/acme --layout package
  specpress init https://example.com/openapi.json --ci gitlab
  specpress init openapi.yaml --ci github --publish
"""

_init_options = with_options(
    SPEC,
    click.option(
        "-o",
        "--output",
        metavar="DIR",
        help="Output directory (default: generated).",
    ),
    click.option("--package", metavar="NAME", help="Import name of the client."),
    click.option(
        "--layout",
        type=click.Choice(["project", "package"]),
        help="Write a whole project (default), or only the import package, such as src/acme.",
    ),
    click.option(
        "--task",
        type=click.Choice(["make", "just", "none"]),
        help="Add tasks that generate and check to the Makefile or justfile.",
    ),
    click.option(
        "--ci",
        type=click.Choice(["github", "gitlab", "none"]),
        help="Write a CI job that checks the client.",
    ),
    click.option(
        "--pre-commit/--no-pre-commit",
        default=None,
        help="Add a hook that checks the client before each commit.",
    ),
    click.option(
        "--publish",
        is_flag=True,
        help="Write a workflow of GitHub that publishes the client with each release.",
    ),
    click.option(
        "--install",
        metavar="REQUIREMENT",
        help="What the CI job installs with pip (default: this version of specpress).",
    ),
    FORMAT,
    JSON,
    QUIET,
    TRACEBACK,
)


@click.command(epilog=EPILOG)
@_init_options
def init(**options: Any) -> None:
    """Write the settings for SPEC, a file or URL, and generate.

    Settings are added to pyproject.toml, or written to specpress.toml without one. Asks for what no option says if a
    terminal is attached. No existing file is overwritten.
    """
    from specpress.cli import initializing

    initializing.run(options)
