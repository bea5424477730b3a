"""The command: `specpress generate`, `specpress check` and `specpress mock`. Exit codes: 0 clean, 1 findings, 2 wrong usage."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from specpress import __version__, manifest
from specpress.cli import report
from specpress.cli.mock import mock
from specpress.cli.options import ALLOW_HTTP, CONFIG, OVERLAY, SPEC, with_options
from specpress.config import Settings, load_settings
from specpress.files import compare, find_unmanaged, list_files, write
from specpress.press import Pressed, press
from specpress.problems import DocumentError, UsageError

EXAMPLES = """\b
Examples:
  specpress generate openapi.yaml -o client --package acme
  specpress generate          press what pyproject.toml names
  specpress generate https://example.com/openapi.json --overlay ours.yaml
  cat openapi.yaml | specpress generate - --package acme
  specpress check             is the output what would be pressed now?
  specpress mock openapi.yaml     answer on this machine as the document says
"""


@click.group(epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="specpress")
def main() -> None:
    """Press an OpenAPI document into a typed, tested Python client.

    Settings come from [tool.specpress] in pyproject.toml or from specpress.toml; options win.
    """


_pressing = with_options(
    SPEC,
    click.option("-o", "--output", metavar="DIR", help="Folder of the output."),
    click.option("--package", metavar="NAME", help="Name to import the client by."),
    click.option("--client", metavar="NAME", help="Name of the client class."),
    click.option(
        "--distribution", metavar="NAME", help="Name to install the client by."
    ),
    OVERLAY,
    click.option(
        "--strict",
        is_flag=True,
        default=None,
        help="Let a warning stop the run, too.",
    ),
    ALLOW_HTTP,
    CONFIG,
)
"""What both commands that press take."""


@main.command()
@_pressing
@click.option(
    "--force", is_flag=True, help="Write over files that are not of specpress."
)
def generate(config: Path | None, force: bool, **overrides: Any) -> None:
    """Press SPEC and write the client.

    SPEC is an OpenAPI 3.0, 3.1 or 3.2 document in YAML or JSON: a file, a URL, or - for standard input.
    """
    began = time.perf_counter()
    settings, pressed, files = _press(config, overrides)
    old = manifest.read(settings.output)
    unmanaged = find_unmanaged(
        files, settings.output, managed={*old.files, manifest.NAME}
    )
    if unmanaged and not force:
        raise click.UsageError(_overwrite_message(unmanaged, settings.output))
    try:
        write(files, settings.output, stale=old.files.keys() - files.keys())
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    report.generated(settings, pressed, len(files), time.perf_counter() - began)


@main.command()
@_pressing
def check(config: Path | None, **overrides: Any) -> None:
    """Press SPEC in memory and compare it with the output, both ways.

    Names each file that is changed, missing or stale, and the cause: the document, a template, the
    config, the generator, or a hand edit. Exit code 1 if there is any.
    """
    settings, pressed, files = _press(config, overrides)
    old = manifest.read(settings.output)
    if not list_files(settings.output):
        report.nothing(settings)
        raise SystemExit(1)
    found = [
        (
            difference,
            manifest.find_cause(difference, old, pressed.inputs, settings.output),
        )
        for difference in compare(files, settings.output)
    ]
    report.checked(settings, found, len(files))
    if found:
        raise SystemExit(1)


def _overwrite_message(unmanaged: list[str], output: Path) -> str:
    first, *others = unmanaged
    more = f" and {len(others)} more" if others else ""
    return (
        f"{output / first}{more} would be overwritten, but specpress did not create it; nothing was written."
        " Choose another directory with -o, or pass --force"
    )


def _press(
    config: Path | None, overrides: dict[str, Any]
) -> tuple[Settings, Pressed, dict[str, str]]:
    """Settings, what was pressed, and all files with their manifest; problems end the command."""
    try:
        settings = load_settings(config or Path.cwd(), overrides)
        with _uncollected(), report.stages() as tell:
            pressed = press(settings, tell)
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    except DocumentError as error:
        report.problems(error.problems)
        raise SystemExit(1) from error
    report.problems(pressed.warnings, remark="; --strict refuses them")
    described = manifest.create(pressed.files, pressed.inputs)
    return settings, pressed, {**pressed.files, manifest.NAME: described.to_json()}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave circles where they are: of trees there are many and of circles few, and the search costs an eighth."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


main.add_command(mock)

__all__: list[Any] = ["main"]
