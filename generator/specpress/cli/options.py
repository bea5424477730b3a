"""Options: what commands take of a document, and how a command takes a row of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import click

Command = Callable[..., Any]
Option = Callable[[Command], Command]

SPEC: Option = click.argument("spec", required=False)
OVERLAY: Option = click.option(
    "--overlay",
    "overlays",
    metavar="FILE",
    multiple=True,
    help="An OpenAPI Overlay to lay over SPEC; once or more, in this order.",
)
ALLOW_HTTP: Option = click.option(
    "--allow-http",
    is_flag=True,
    default=None,
    help="Fetch documents over http too, not over https alone.",
)
CONFIG: Option = click.option(
    "--config",
    type=click.Path(exists=True, path_type=Path),
    help="The settings file.",
)


def taking(*options: Option) -> Option:
    """Makes a command take these, which its help lists in this order."""
    return lambda command: reduce(
        lambda c, option: option(c), reversed(options), command
    )
