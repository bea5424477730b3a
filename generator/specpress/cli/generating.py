"""Run the pipeline for ``specpress generate`` and ``specpress check``."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specpress import pipeline
from specpress.cli import apis, problem_log, report, writing
from specpress.cli.failures import report_settings
from specpress.config import NAMES_LOCK, Settings, load_all_named_settings
from specpress.document.problems import DocumentError, Problem
from specpress.output import journal, manifest, names_lock, run_lock
from specpress.output.files import Difference, Files, compare
from specpress.pipeline import Generated


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of `generate` that are no settings.

    Attributes:
        accept_renames: Accept names that change.
        is_forced: Overwrite files of the user.
        is_preview: Write nothing.
    """

    accept_renames: bool = False
    is_forced: bool = False
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """The output of one API in memory, and the names lock when it was generated."""

    settings: Settings
    generated: Generated
    files: Files
    old_lock: bytes | None
    seconds: float


def generate(
    config: Path | None, overrides: Mapping[str, Any], choices: Choices
) -> list[Generated]:
    """Generate the output of each API, and print a summary.

    Raises:
        SystemExit: the problems have been printed. Nothing was written, unless a file could not be.
    """
    runs = apis.run_all(
        load_settings(config, overrides), lambda s: _prepare(s, choices)
    )
    with report_settings():
        apis.check_names(runs)
    # Nothing is written unless all APIs can be generated.
    for run in runs:
        if choices.is_preview:
            _preview(run, choices.is_forced)
        else:
            _write(run, choices.is_forced)
    return [run.generated for run in runs]


def _prepare(settings: Settings, choices: Choices) -> Run:
    """Generate the output of one API in memory."""
    start = time.perf_counter()
    with report_settings():
        if not choices.is_preview:
            writing.recover(settings)
        old_lock = writing.read_names_lock(settings)
    generated, files = _generate(settings, choices.accept_renames)
    seconds = time.perf_counter() - start
    return Run(settings, generated, files, old_lock, seconds)


def _preview(run: Run, is_forced: bool) -> None:
    """Print the files of one API that would change."""
    with _report_hand_edits(), report_settings():
        changes = writing.preview(run.settings, run.files, is_forced)
    report.print_preview(run.settings, changes, len(run.files))
    apis.set_result(run.settings, _describe(run) | changes)


def _write(run: Run, is_forced: bool) -> None:
    """Write the output of one API, and print a summary."""
    start = time.perf_counter()
    lock = run.generated.names_lock.to_text()
    with _report_hand_edits(), report_settings():
        kept = writing.write(run.settings, run.files, lock, run.old_lock, is_forced)
    report.print_kept(kept)
    seconds = run.seconds + time.perf_counter() - start
    report.print_summary(run.settings, run.generated, len(run.files), seconds)
    apis.set_result(run.settings, _describe(run))


@contextmanager
def _report_hand_edits() -> Iterator[None]:
    try:
        yield
    except writing.HandEdits as error:
        report.print_hand_edits(error.differences)
        raise SystemExit(1) from error


def _describe(run: Run) -> dict[str, Any]:
    """Return the result of `generate` for programs."""
    generated = run.generated
    return {
        "output": run.settings.output.as_posix(),
        **generated.names.options,
        "counts": dict(generated.counts),
        "files": len(run.files),
        "left_out": generated.left_out,
        "omissions": [problem.omits for problem in generated.omissions],
        "removed": list(generated.removed),
    }


def check(config: Path | None, overrides: Mapping[str, Any]) -> None:
    """Compare the output directory of each API with its document, and print the differences.

    Raises:
        SystemExit: there is a difference.
    """
    apis.run_all(load_settings(config, overrides), _check)


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
    is_locked = names_lock.read_lock(settings.names_lock) == generated.names_lock
    apis.set_result(
        settings,
        {
            "differences": [
                {"path": d.path, "kind": d.kind, "cause": cause}
                for d, cause in differences
            ],
            "interrupted": is_interrupted,
            "names_lock_outdated": not is_locked,
        },
    )
    if differences or is_interrupted or not is_locked:
        _log_drift(settings, differences, len(files))
    if report.print_changed_names(old.names, generated.names.options):
        raise SystemExit(1)
    missing = [d.path for d, _ in differences if d.kind == "missing"]
    if len(missing) == len(differences) == len(files):
        report.print_missing_output(settings)
        raise SystemExit(1)
    report.print_differences(differences, len(files))
    if not is_locked:
        report.print_outdated_lock(settings)
    if differences or is_interrupted or not is_locked:
        raise SystemExit(1)


def load_settings(config: Path | None, overrides: Mapping[str, Any]) -> list[Settings]:
    """Return the settings of each API; exit if they are not valid."""
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
    files[manifest.NAME] = manifest.create(
        files, inputs, generated.names.options
    ).to_json()
    return generated, files


def _log_drift(
    settings: Settings, differences: list[tuple[Difference, str]], file_count: int
) -> None:
    """Add the result of `check` to the problems for programs; people see each difference."""
    causes = ", ".join(dict.fromkeys(cause for _, cause in differences))
    message = f"{len(differences)} of {file_count} files differ from the output of this document"
    if causes:
        message += f" (cause: {causes})"
    if settings.api is not None:
        message = f"{settings.api}: {message}"
    hint = "run `specpress generate`, and commit the files"
    problem_log.add([Problem(message, hint, code="outdated-output")])


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    # Trees of documents are large and contain few reference cycles: searching for cycles takes an
    # eighth of the run and frees almost nothing.
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
