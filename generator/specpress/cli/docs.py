"""The command ``specpress docs``: the documentation of an API for its users, as static pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from specpress.cli.options import (
    API,
    CONFIG,
    FORMAT,
    JSON,
    OVERLAY,
    QUIET,
    READING,
    SELECTION,
    SPEC,
    STRICT,
    TRACEBACK,
    SystemPath,
    with_options,
)

EPILOG = """\b
Examples:
  specpress docs openapi.yaml -o site
  specpress docs                     the document that pyproject.toml names
  specpress docs --serve             with buttons that send the examples to a mock server
  specpress docs --code-samples samples.overlay.yaml
"""

_docs_options = with_options(
    SPEC,
    click.option(
        "-o",
        "--output",
        "directory",
        metavar="DIR",
        type=SystemPath(path_type=Path),
        help="Directory of the pages.  [default: site]",
    ),
    click.option(
        "--serve",
        "is_served",
        is_flag=True,
        help="Write nothing; serve the pages beside a mock server, to which they send the examples.",
    ),
    click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=4010,
        show_default=True,
        help="Port of --serve; 0 selects a free port.",
    ),
    click.option(
        "--code-samples",
        "samples",
        metavar="FILE",
        type=SystemPath(path_type=Path, dir_okay=False),
        help="Write an OpenAPI Overlay that adds the examples to the document (x-codeSamples), and no pages.",
    ),
    click.option(
        "--force",
        is_flag=True,
        help="Overwrite files that specpress did not create, and those edited by hand.",
    ),
    click.option("--package", metavar="NAME", help="Import name of the client."),
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


@click.command(epilog=EPILOG)
@_docs_options
def docs(
    config: Path | None,
    directory: Path | None,
    is_served: bool,
    port: int,
    samples: Path | None,
    force: bool,
    **overrides: Any,
) -> None:
    """Write the documentation of an API, as static pages for its users.

    The pages describe the generated package: operations with examples of both clients, models, errors, authentication
    and lifecycles. They need no server and no network, and can be read without JavaScript.
    """
    from specpress.cli import documenting

    choices = documenting.Choices(directory, is_served, port, samples, force)
    documenting.run(config, overrides, choices)
