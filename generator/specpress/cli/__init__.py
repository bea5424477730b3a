"""The command line: `generate`, `check`, `mock`, `repair` and `schema` of `specpress`.

Exit codes: 0 success, 1 problems or differences, 2 invalid usage; those of `guard` for bugs and Ctrl+C.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from specpress import __version__, pipeline
from specpress.cli import apis, report, writing
from specpress.cli.mock import mock
from specpress.cli.options import (
    API,
    CONFIG,
    OVERLAY,
    READING,
    SPEC,
    TRACEBACK,
    report_settings,
    with_options,
)
from specpress.cli.repair import repair
from specpress.config import NAMES_LOCK, Settings, load_all_named_settings
from specpress.config.faults import read_schema
from specpress.document.problems import DocumentError
from specpress.guard import GuardedGroup
from specpress.output import journal, manifest, names_lock, run_lock
from specpress.output.files import Files, compare
from specpress.pipeline import Generated

EPILOG = """\b
Examples:
  specpress generate openapi.yaml -o client --package acme
  specpress generate              use the document in pyproject.toml
  specpress generate https://example.com/openapi.json --overlay ours.yaml
  cat openapi.yaml | specpress generate - --package acme
  specpress check                 compare the output with the document
  specpress mock openapi.yaml     run a local mock server
  specpress repair openapi.yaml --from exchanges.json
  specpress schema                print the JSON Schema of the settings
"""


@click.group(
    cls=GuardedGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="specpress")
@TRACEBACK
def main() -> None:
    """Generate a typed, tested Python client from an OpenAPI document.

    Settings are read from [tool.specpress] in pyproject.toml or from specpress.toml; options override
    them.
    """


# The options that `generate` and `check` share.
_output_options = with_options(
    SPEC,
    click.option("-o", "--output", metavar="DIR", help="Output directory."),
    click.option("--package", metavar="NAME", help="Import name of the client."),
    click.option("--client", metavar="NAME", help="Name of the client class."),
    click.option(
        "--distribution", metavar="NAME", help="Name of the distribution, for pip."
    ),
    OVERLAY,
    click.option(
        "--strict", is_flag=True, default=None, help="Treat warnings as errors."
    ),
    *READING,
    CONFIG,
    API,
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
def generate(
    config: Path | None, force: bool, accept_renames: bool, **overrides: Any
) -> None:
    """Generate a client for SPEC.

    SPEC is an OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0 document in YAML or JSON: a file, a URL, or - for standard input.
    """
    runs = apis.run_all(
        _load_settings(config, overrides), lambda s: _prepare(s, accept_renames)
    )
    with report_settings():
        apis.check_names(runs)
    # Nothing is written unless all APIs can be generated.
    for run in runs:
        _write(run, force)


@dataclass(frozen=True, slots=True)
class _Run:
    """The output of one API in memory, and the names lock when it was generated."""

    settings: Settings
    generated: Generated
    files: Files
    old_lock: bytes | None
    seconds: float


def _prepare(settings: Settings, accept_renames: bool) -> _Run:
    """Generate the output of one API in memory."""
    start = time.perf_counter()
    with report_settings():
        writing.recover(settings)
        old_lock = writing.read_names_lock(settings)
    generated, files = _generate(settings, accept_renames)
    seconds = time.perf_counter() - start
    return _Run(settings, generated, files, old_lock, seconds)


def _write(run: _Run, force: bool) -> None:
    start = time.perf_counter()
    lock = run.generated.names_lock.to_text()
    try:
        with report_settings():
            kept = writing.write(run.settings, run.files, lock, run.old_lock, force)
    except writing.HandEdits as error:
        report.print_hand_edits(error.differences)
        raise SystemExit(1) from error
    report.print_kept(kept)
    seconds = run.seconds + time.perf_counter() - start
    report.print_summary(run.settings, run.generated, len(run.files), seconds)


@main.command()
@_output_options
def check(config: Path | None, **overrides: Any) -> None:
    """Compare the output directory with the document.

    Lists each changed, missing or stale file with its cause: document, template, settings, generator, or hand
    edit. Exit code 1 if there is a difference.
    """
    apis.run_all(_load_settings(config, overrides), _check)


def _check(settings: Settings) -> None:
    """Compare the output of one API; exit if there is a difference."""
    output = settings.output
    if is_interrupted := journal.exists(output):
        report.print_interrupted(settings, run_lock.is_held(output))
    generated, files = _generate(settings)
    with report_settings():
        old = manifest.read(output)
        differences = [
            (difference, manifest.find_cause(difference, old, generated.inputs, output))
            for difference in compare(files, output, old.files)
        ]
    missing = [d.path for d, _ in differences if d.kind == "missing"]
    if len(missing) == len(differences) == len(files):
        report.print_missing_output(settings)
        raise SystemExit(1)
    report.print_differences(differences, len(files))
    is_locked = names_lock.read_lock(settings.names_lock) == generated.names_lock
    if not is_locked:
        report.print_outdated_lock(settings)
    if differences or is_interrupted or not is_locked:
        raise SystemExit(1)


@main.command()
def schema() -> None:
    """Print the JSON Schema of the settings, for editors.

    It describes [tool.specpress] in pyproject.toml and specpress.toml.
    """
    click.echo(read_schema(), nl=False)


def _load_settings(config: Path | None, overrides: dict[str, Any]) -> list[Settings]:
    with report_settings():
        return load_all_named_settings(config, overrides)


def _generate(
    settings: Settings, accept_renames: bool = False
) -> tuple[Generated, Files]:
    """Generate the output in memory, with its manifest; print problems, and exit if there are errors."""
    try:
        with (
            report_settings(),
            _without_garbage_collection(),
            report.show_stages() as report_stage,
        ):
            generated = pipeline.generate(
                settings, report_stage, accept_renames=accept_renames
            )
    except DocumentError as error:
        report.print_problems(error.problems)
        raise SystemExit(1) from error
    report.print_problems(generated.warnings, remark="; --strict treats them as errors")
    files, lock = dict(generated.files), generated.names_lock.to_text()
    if names_lock.is_in_output(settings):
        files[NAMES_LOCK] = lock
    # The next run reads the lock that this run writes.
    inputs = {**generated.inputs, "names": manifest.digest(lock)}
    files[manifest.NAME] = manifest.create(files, inputs).to_json()
    return generated, files


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    # Trees of documents are large and contain few reference cycles: searching for cycles takes an
    # eighth of the run and frees almost nothing.
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


main.add_command(mock)
main.add_command(repair)

__all__: list[Any] = ["main"]
