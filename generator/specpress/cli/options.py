"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import Any

import click

from specpress.cli import report
from specpress.config import SettingsError
from specpress.document.problems import UsageError
from specpress.guard import show_traceback
from specpress.terminal import printable

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


class SystemPath(click.Path):
    """A path; texts that no system accepts as one (NUL, surrogates) are refused."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        try:
            if b"\0" in os.fsencode(value):
                raise ValueError(value)
            return super().convert(value, param, ctx)
        except ValueError:
            self.fail(f"{value!a} is not a path.", param, ctx)


CONFIG: Option = click.option(
    "--config",
    type=SystemPath(exists=True, path_type=Path),
    help="Settings file, or the directory that contains it.",
)


API: Option = click.option(
    "--api",
    "apis",
    metavar="NAME",
    multiple=True,
    help="Only this API, if the settings have several; repeat the option for more of them.",
)


TRACEBACK: Option = click.option(
    "--traceback",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=show_traceback,
    help="Show the traceback of an internal error.",
)


@contextmanager
def report_settings() -> Iterator[None]:
    """Report invalid settings and options as invalid usage.

    Raises:
        SystemExit: settings are not valid; their faults have been printed.
        UsageError: of click, with the message of the error.
    """
    try:
        yield
    except SettingsError as error:
        report.print_problems(error.problems)
        raise SystemExit(2) from error
    except UsageError as error:
        raise click.UsageError(printable(str(error))) from error
    except OSError as error:
        if error.filename is None:
            # Not about a file: the output cannot be written, for example.
            raise
        message = f"cannot read {error.filename}: {error.strerror or error}"
        raise click.UsageError(printable(message)) from error


def with_options(*options: Option) -> Option:
    """Return a decorator that adds options to a command; the help lists them in this order."""
    return lambda command: reduce(
        lambda c, option: option(c), reversed(options), command
    )
