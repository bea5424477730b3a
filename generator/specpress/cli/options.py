"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import click

from specpress.guard import show_traceback

Command = Callable[..., Any]
Option = Callable[[Command], Command]

SPEC: Option = click.argument("spec", required=False)
OVERLAY: Option = click.option(
    "--overlay",
    "overlays",
    metavar="FILE",
    multiple=True,
    help="Apply an OpenAPI Overlay to SPEC; repeat the option for several, which apply in this order.",
)
# The files and URLs that may be read.
READING: tuple[Option, ...] = (
    click.option(
        "--root",
        metavar="DIR",
        help="Also read files below DIR that SPEC refers to; without it, only files below its directory.",
    ),
    click.option(
        "--allow-remote",
        is_flag=True,
        default=None,
        help="Also fetch URLs of other origins that SPEC refers to, and private addresses.",
    ),
    click.option(
        "--allow-http",
        is_flag=True,
        default=None,
        help="Also fetch documents over plain http.",
    ),
)
CONFIG: Option = click.option(
    "--config",
    type=click.Path(exists=True, path_type=Path),
    help="Settings file, or the directory that contains it.",
)


TRACEBACK: Option = click.option(
    "--traceback",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=show_traceback,
    help="Show the traceback of an internal error.",
)


def with_options(*options: Option) -> Option:
    """Return a decorator that adds options to a command; the help lists them in this order."""
    return lambda command: reduce(
        lambda c, option: option(c), reversed(options), command
    )
