"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import click

from specpress.guard import show_traceback
from specpress.terminal import printable

Command = Callable[..., Any]
Option = Callable[[Command], Command]


def _get_only(
    _: click.Context, __: click.Parameter, texts: tuple[str, ...]
) -> str | None:
    """Return the only text of an argument; a path with blanks is several without quotes."""
    if len(texts) < 2:
        return next(iter(texts), None)
    path = " ".join(texts)
    cure = f"write a path with blanks in quotes: {printable(path)!r}"
    is_document = "://" in texts[0] or os.path.isfile(texts[0])  # noqa: PTH113
    if len(texts) == 2 and is_document and not os.path.exists(path):  # noqa: PTH110
        cure = f"`-o {printable(texts[1])}` names the output directory"
    raise click.UsageError(f"expected one document, got {len(texts)}; {cure}")


SPEC: Option = click.argument("spec", nargs=-1, metavar="[SPEC]", callback=_get_only)
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


# The settings that the kinds of `--include` and `--exclude` write.
CRITERIA = {
    "tag": "tags",
    "operation": "operations",
    "path": "paths",
    "method": "methods",
}


def _read_criteria(
    _: click.Context, __: click.Parameter, texts: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Return the entries of the setting for texts such as `tag=books` and `internal`."""
    entries: list[dict[str, Any]] = []
    for text in texts:
        kind, separator, value = text.partition("=")
        if text == "internal":
            entries.append({"internal": True})
        elif separator and kind in CRITERIA:
            entries.append({CRITERIA[kind]: [value]})
        else:
            kinds = ", ".join(f"{kind}=…" for kind in CRITERIA)
            message = f"expected {kinds} or internal, got {printable(text)!r}."
            raise click.BadParameter(message)
    return entries


# The operations that a command reads.
SELECTION: tuple[Option, ...] = (
    click.option(
        "--include",
        metavar="KIND=VALUE",
        multiple=True,
        callback=_read_criteria,
        help="Only operations with this tag=, operation= (operationId), path= or method=, or `internal`; * is a wildcard. Repeat the option for operations with other properties.",
    ),
    click.option(
        "--exclude",
        metavar="KIND=VALUE",
        multiple=True,
        callback=_read_criteria,
        help="No operations with this property, also if they are included.",
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


PACKAGE: Option = click.option(
    "--package", metavar="NAME", help="Import name of the client."
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


def _start_problem_log(
    ctx: click.Context, _: click.Parameter, problem_format: str
) -> str:
    if problem_format != "text":
        # Imported late, as everything that `--help` does not need.
        from specpress.cli import problem_log, report

        problem_log.start(ctx, problem_format)
        if problem_format != "github":
            report.redirect(ctx)
    return problem_format


def _start_json(ctx: click.Context, param: click.Parameter, is_set: bool) -> None:
    if is_set:
        _start_problem_log(ctx, param, "json")


def _silence(ctx: click.Context, _: click.Parameter, is_set: bool) -> None:
    if is_set:
        from specpress.cli import report

        report.silence(ctx)


FORMAT: Option = click.option(
    "--format",
    "problem_format",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    expose_value=False,
    callback=_start_problem_log,
    help="Format of problems: text for people, json, sarif for code scanning, github for annotations.",
)
JSON: Option = click.option(
    "--json",
    is_flag=True,
    expose_value=False,
    callback=_start_json,
    help="Print the result and the problems as JSON, as --format json does.",
)
STRICT: Option = click.option(
    "--strict", is_flag=True, default=None, help="Treat warnings as errors."
)
QUIET: Option = click.option(
    "-q",
    "--quiet",
    is_flag=True,
    expose_value=False,
    callback=_silence,
    help="Print problems only.",
)


def with_options(*options: Option) -> Option:
    """Return a decorator that adds options to a command; the help lists them in this order."""
    return lambda command: reduce(
        lambda c, option: option(c), reversed(options), command
    )
