"""The command ``specpress migrate``: take over the configuration of another generator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from specpress.cli.options import (
    FORMAT,
    JSON,
    QUIET,
    READING,
    TRACEBACK,
    SystemPath,
    with_options,
)

GENERATORS = (
    "stainless",
    "fern",
    "speakeasy",
    "openapi-python-client",
    "openapi-generator",
)
EPILOG = """\b
Examples:
  specpress migrate stainless.yml openapi.yaml
  specpress migrate fern/generators.yml --write
  specpress migrate openapi.yaml                  extensions in the document
  specpress migrate config.yaml openapi.yaml --from openapi-python-client -o client
"""

_migrate_options = with_options(
    click.option(
        "--from",
        "generator",
        type=click.Choice(GENERATORS),
        help="The other generator (default: from the content of CONFIG).",
    ),
    click.option(
        "--write",
        "is_written",
        is_flag=True,
        help="Write the settings and the overlay; without it, they are only shown.",
    ),
    click.option(
        "-o",
        "--output",
        metavar="DIR",
        default="generated",
        show_default=True,
        help="Output directory of the new client.",
    ),
    *READING,
    FORMAT,
    JSON,
    QUIET,
    TRACEBACK,
)


@click.command(epilog=EPILOG)
@click.argument("config", type=SystemPath(path_type=Path))
@click.argument("document", required=False)
@_migrate_options
def migrate(
    config: Path,
    document: str | None,
    generator: str | None,
    is_written: bool,
    **options: Any,
) -> None:
    """Show settings that keep the names of a client by another generator.

    CONFIG is stainless.yml, generators.yml of Fern, gen.yaml of Speakeasy, the configuration of openapi-python-client or of OpenAPI
    Generator, or an OpenAPI document with the extensions of Stainless, Fern or Speakeasy. DOCUMENT is the OpenAPI document, if CONFIG does
    not name it. Each key of CONFIG is carried over, or listed with the reason and a replacement.
    """
    from specpress.cli import migrating

    migrating.run(config, document, generator, is_written, options)
