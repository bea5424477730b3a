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
from specpress.cli import problem_log, report, writing
from specpress.cli.failures import report_settings
from specpress.config import NAMES_LOCK, Settings, load_named_settings
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


def generate(
    config: Path | None, overrides: Mapping[str, Any], choices: Choices
) -> Generated:
    """Generate the output, and print a summary.

    Raises:
        SystemExit: nothing was written; the problems have been printed.
    """
    start = time.perf_counter()
    settings = load_settings(config, overrides)
    with report_settings():
        if not choices.is_preview:
            writing.recover(settings)
        old_lock = writing.read_names_lock(settings)
    generated, files = _generate(settings, choices.accept_renames)
    lock = generated.names_lock.to_text()
    try:
        with report_settings():
            if choices.is_preview:
                changes = writing.preview(settings, files, choices.is_forced)
                report.print_preview(settings, changes, len(files))
                problem_log.set_result(_describe(settings, generated, files) | changes)
                return generated
            kept = writing.write(settings, files, lock, old_lock, choices.is_forced)
    except writing.HandEdits as error:
        report.print_hand_edits(error.differences)
        raise SystemExit(1) from error
    report.print_kept(kept)
    report.print_summary(settings, generated, len(files), time.perf_counter() - start)
    problem_log.set_result(_describe(settings, generated, files))
    return generated


def _describe(settings: Settings, generated: Generated, files: Files) -> dict[str, Any]:
    """Return the result of `generate` for programs."""
    return {
        "output": settings.output.as_posix(),
        **generated.names.options,
        "counts": dict(generated.counts),
        "files": len(files),
        "omissions": [problem.omits for problem in generated.omissions],
        "removed": list(generated.removed),
    }


def check(config: Path | None, overrides: Mapping[str, Any]) -> None:
    """Compare the output directory with the document, and print the differences.

    Raises:
        SystemExit: there is a difference.
    """
    settings = load_settings(config, overrides)
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
    problem_log.set_result(
        {
            "differences": [
                {"path": d.path, "kind": d.kind, "cause": cause}
                for d, cause in differences
            ],
            "interrupted": is_interrupted,
            "names_lock_outdated": not is_locked,
        }
    )
    if differences or is_interrupted or not is_locked:
        _log_drift(differences, len(files))
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


def load_settings(config: Path | None, overrides: Mapping[str, Any]) -> Settings:
    """Return the settings; exit if they are not valid."""
    with report_settings():
        return load_named_settings(config, overrides)


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


def _log_drift(differences: list[tuple[Difference, str]], file_count: int) -> None:
    """Add the result of `check` to the problems for programs; people see each difference."""
    causes = ", ".join(dict.fromkeys(cause for _, cause in differences))
    message = f"{len(differences)} of {file_count} files differ from the output of this document"
    if causes:
        message += f" (cause: {causes})"
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
