"""The command line: the commands of `specpress` and their options.

Exit codes: 0 success, 1 problems or differences, 2 invalid usage; those of `guard` for bugs and Ctrl+C.

Commands import what they run when they run: `--help` and completion need only their options.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from specpress import __version__
from specpress.cli.diff import diff
from specpress.cli.docs import docs
from specpress.cli.explain import explain
from specpress.cli.init import init
from specpress.cli.migrate import migrate
from specpress.cli.mock import mock
from specpress.cli.options import (
    API,
    CONFIG,
    FORMAT,
    JSON,
    OVERLAY,
    PACKAGE,
    QUIET,
    READING,
    SELECTION,
    SPEC,
    STRICT,
    TRACEBACK,
    with_options,
)
from specpress.cli.repair import repair
from specpress.cli.upgrade import upgrade
from specpress.cli.usage_errors import CommandGroup
from specpress.wording import name_options

EPILOG = """\b
Examples:
  specpress init openapi.yaml     write settings, a task, a CI job, and generate
  specpress generate openapi.yaml -o client --package acme
  specpress generate              use the document in pyproject.toml
  specpress generate --watch      generate after each change
  specpress generate https://example.com/openapi.json --overlay ours.yaml
  cat openapi.yaml | specpress generate - --package acme
  specpress generate --include tag=books --exclude internal
  specpress check                 compare the output with the document
  specpress mock openapi.yaml     run a local mock server
  specpress docs openapi.yaml     write the documentation of the API
  specpress repair openapi.yaml --from exchanges.json
  specpress diff main:openapi.yaml openapi.yaml
  specpress upgrade src/          edit a program for a new version of the document
  specpress migrate stainless.yml openapi.yaml
  specpress explain unknown-key   explain a problem
  specpress schema                print the JSON Schema of the settings
"""


@click.group(
    cls=CommandGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.version_option(__version__, prog_name="specpress")
@TRACEBACK
@click.pass_context
def main(ctx: click.Context) -> None:
    """Generate a typed, tested Python client from an OpenAPI document.

    Settings are read from [tool.specpress] in pyproject.toml or from specpress.toml; options override
    them.
    """
    ctx.with_resource(name_options())


# The options that `generate` and `check` share.
_output_options = with_options(
    SPEC,
    click.option("-o", "--output", metavar="DIR", help="Output directory."),
    PACKAGE,
    click.option("--client", metavar="NAME", help="Name of the client class."),
    click.option(
        "--distribution", metavar="NAME", help="Name of the distribution, for pip."
    ),
    OVERLAY,
    STRICT,
    *SELECTION,
    *READING,
    CONFIG,
    API,
    FORMAT,
    JSON,
    QUIET,
    TRACEBACK,
)


@main.command()
@_output_options
@click.option(
    "--force",
    is_flag=True,
    help="Overwrite files that specpress did not create, and those edited by hand.",
)
@click.option(
    "--accept-renames",
    is_flag=True,
    help="Accept names that change, and keep the old ones as deprecated aliases.",
)
@click.option(
    "--dry-run", is_flag=True, help="Write nothing; list the files that would change."
)
@click.option(
    "--watch",
    is_flag=True,
    help="Generate again after each change of the document, the settings or the templates.",
)
def generate(
    config: Path | None,
    force: bool,
    accept_renames: bool,
    dry_run: bool,
    watch: bool,
    **overrides: Any,
) -> None:
    """Generate a client for SPEC.

    SPEC is an OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0 document in YAML or JSON: a file, a URL, or - for standard input.
    """
    from specpress.cli import generating, watching

    choices = generating.Choices(accept_renames, force, dry_run, watch)
    if watch:
        watching.watch(config, overrides, choices)
    else:
        generating.generate(config, overrides, choices)


@main.command()
@_output_options
def check(config: Path | None, **overrides: Any) -> None:
    """Compare the output directory with the document.

    Lists each changed, missing or stale file with its cause: document, template, settings, generator, or hand
    edit. Exit code 1 if there is a difference.
    """
    from specpress.cli import generating

    generating.check(config, overrides)


@main.command()
def schema() -> None:
    """Print the JSON Schema of the settings, for editors.

    It describes [tool.specpress] in pyproject.toml and specpress.toml.
    """
    from specpress.config.faults import read_schema

    click.echo(read_schema(), nl=False)


for command in (diff, docs, explain, init, migrate, mock, repair, upgrade):
    main.add_command(command)

__all__ = ["check", "generate", "main"]
