"""Run ``specpress docs``: write the pages, serve them beside the mock server, or write code samples."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from specpress.cli import apis, problem_log, report
from specpress.cli.failures import report_settings
from specpress.cli.generating import load_settings, report_edited_files, report_problems
from specpress.config import Settings
from specpress.document.problems import Problems
from specpress.site import documenting
from specpress.site.documenting import Documentation

DIRECTORY = Path("site")
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of `docs` that are no settings."""

    directory: Path | None = None
    is_served: bool = False
    port: int = 0
    samples: Path | None = None
    is_forced: bool = False


def run(config: Path | None, overrides: Mapping[str, Any], choices: Choices) -> None:
    """Write the documentation of each API, serve that of one, or write its code samples.

    Raises:
        SystemExit: the problems have been printed.
    """
    if choices.is_served and (choices.directory or choices.samples):
        raise click.UsageError(
            "--serve writes no files: leave out -o and --code-samples"
        )
    if choices.samples and choices.directory:
        raise click.UsageError("--code-samples writes no pages: leave out -o")
    settings = load_settings(config, overrides)
    if len(settings) > 1 and (choices.is_served or choices.samples):
        option = "--serve" if choices.is_served else "--code-samples"
        raise click.UsageError(f"{option} is for one API: choose it with --api")
    if choices.is_served:
        _serve(settings[0], choices.port)
    elif choices.samples:
        _write_samples(settings[0], choices.samples, choices.is_forced)
    else:
        apis.run_all(settings, lambda s: _write(s, _get_directory(s, choices), choices))


def _get_directory(settings: Settings, choices: Choices) -> Path:
    """Return the directory of the pages: each of several APIs has its own."""
    directory = choices.directory or DIRECTORY
    return directory / settings.api if settings.api else directory


def _document(settings: Settings, has_mock: bool = False) -> Documentation:
    with report_problems(), report.show_stages() as report_stage:
        result = documenting.document(settings, report_stage, has_mock=has_mock)
    report.print_problems(result.problems, remark="; --strict treats them as errors")
    return result


def _write(settings: Settings, directory: Path, choices: Choices) -> None:
    start = time.perf_counter()
    documentation = _document(settings)
    with report_settings(), report_edited_files():
        changes = documenting.write(documentation, directory, force=choices.is_forced)
    report.print_kept(changes.kept)
    duration = report.UNCHANGED
    if changes.created or changes.changed or changes.deleted:
        duration = report.describe_duration(time.perf_counter() - start)
    pages = sum(name.endswith(".html") for name in documentation.files)
    target = report.escape(str(directory))
    count = documentation.operation_count
    operations = f"{count} operation{'s' * (count != 1)}"
    report.out.print(
        f"[green]documented[/] {target}: {operations}, {pages} pages{duration}"
    )
    report.out.print(f"  next: open {report.escape(str(directory / 'index.html'))}")
    result = {"output": directory.as_posix(), "operations": count, "pages": pages}
    apis.set_result(settings, result)


def _write_samples(settings: Settings, path: Path, is_forced: bool) -> None:
    from specpress.cli.overlay_files import write_overlay_file
    from specpress.site.samples import build_samples

    if path.exists() and not is_forced:
        raise click.UsageError(f"{path} exists: pass --force to overwrite it")
    samples = build_samples(_document(settings).source)
    write_overlay_file(path, samples.text)
    report.out.print(
        f"[green]written[/] {report.escape(str(path))}: samples for {samples.count} operations"
    )
    for name, reason in samples.left_out:
        report.out.print(f"  without samples: {report.escape(f'{name}: {reason}')}")
    problem_log.set_result({"output": path.as_posix(), "operations": samples.count})


def _serve(settings: Settings, port: int) -> None:
    from specpress.cli import mock_log, mock_server

    mock_server.require_extra()
    from specpress.mock import serving
    from specpress.mock.app import Mock
    from specpress.site.serving import SiteServer

    documentation = _document(settings, has_mock=True)
    source = documentation.source
    mock = Mock(source.workspace, source.api, Problems())
    sock = mock_server.open_socket(HOST, port)
    mock_log.configure(report.err)
    url = f"http://{HOST}:{sock.getsockname()[1]}"
    report.out.print(
        f"[green]serving[/] [bold]{url}[/]: the mock server is at {url}/mock"
    )
    report.out.print("stop with Ctrl+C")
    serving.serve(SiteServer(documentation.files, mock.create_app(), HOST), sock)
