"""Run ``specpress generate`` and ``specpress check``: the functions of `generation`, with printed results."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from specpress import generation
from specpress.cli import apis, problem_log, proposal_report, recording, report
from specpress.cli.failures import report_settings
from specpress.cli.memory import without_garbage_collection
from specpress.config import Settings, load_all_named_settings
from specpress.document.files import record_reads
from specpress.document.problems import DocumentError, Problem
from specpress.generation import CheckResult, Result
from specpress.output import writing
from specpress.output.writing import EditedFilesError


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of `generate` that are no settings.

    Attributes:
        accept_renames: Accept names that change.
        is_forced: Overwrite files of the user.
        is_preview: Write nothing.
        is_watching: Generate again after each change.
    """

    accept_renames: bool = False
    is_forced: bool = False
    is_preview: bool = False
    is_watching: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """The output of one API in memory, and the time that it took.

    Attributes:
        is_recovered: True if the write of an earlier run was completed or undone before.
    """

    result: Result
    seconds: float
    is_recovered: bool


def generate(
    config: Path | None, overrides: Mapping[str, Any], choices: Choices
) -> list[Result]:
    """Generate the output of each API, and print a summary.

    Raises:
        SystemExit: the problems have been printed. Nothing was written, unless a file could not be.
    """
    with record_reads() as reads:
        settings = load_settings(config, overrides)
        runs = apis.run_all(settings, lambda s: _generate(s, choices, len(settings)))
    results = [run.result for run in runs]
    with report_settings():
        generation.check_names(results)
    if choices.is_preview:
        apis.run_all(results, lambda r: _preview(r, choices.is_forced))
        return results
    # Nothing is written unless the output of each API can be.
    if len(runs) > 1:
        apis.run_all(results, lambda r: _check_files(r, choices.is_forced))
    durations = [_write(run, choices.is_forced) for run in runs]
    # An equal run would watch again, or find no renames.
    if None not in durations and not (choices.is_watching or choices.accept_renames):
        replaced = {text: report.UNCHANGED for text in durations if text}
        recording.plan_record(results, reads, replaced)
    return results


def _generate(settings: Settings, choices: Choices, count: int) -> Run:
    """Generate the output of one of several APIs in memory, and print its problems."""
    start = time.perf_counter()
    _print_api(settings, count)
    is_recovered = False
    if not choices.is_preview:
        with report_settings():
            is_recovered = writing.recover(settings)
        if is_recovered:
            report.print_recovered(settings)
    with report_problems(), report.show_stages() as report_stage:
        result = generation.generate(
            settings,
            accept_renames=choices.accept_renames,
            recover=False,
            report_stage=report_stage,
        )
    _print_warnings(result)
    return Run(result, time.perf_counter() - start, is_recovered)


def _check_files(result: Result, is_forced: bool) -> None:
    """Check that the output of one API can be written."""
    with report_settings(), report_edited_files():
        result.preview(force=is_forced)


def _preview(result: Result, is_forced: bool) -> None:
    """Print the files of one API that would change."""
    with report_settings(), report_edited_files():
        changes = result.preview(force=is_forced)
    report.print_preview(result, changes)
    table = {k: list(v) for k, v in asdict(changes).items() if k != "kept"}
    apis.set_result(result.settings, _describe(result) | table)


def _write(run: Run, is_forced: bool) -> str | None:
    """Write the output of one API, and print a summary.

    Returns:
        The text of the summary about the duration; None if an equal run prints something else.
    """
    start, result = time.perf_counter(), run.result
    with report_settings(), report_edited_files():
        changes = result.write(force=is_forced)
    report.print_kept(changes.kept)
    duration = report.UNCHANGED
    if changes.created or changes.changed or changes.deleted:
        seconds = run.seconds + time.perf_counter() - start
        duration = report.describe_duration(seconds)
    report.print_summary(result, duration)
    proposal_report.print_proposals(result)
    apis.set_result(result.settings, _describe(result))
    return None if changes.kept or run.is_recovered else duration


@contextmanager
def report_edited_files() -> Iterator[None]:
    """Print files that were edited by hand, and exit."""
    try:
        yield
    except EditedFilesError as error:
        problem_log.add(error.problems)
        report.print_hand_edits(error.differences)
        raise SystemExit(1) from error


def _describe(result: Result) -> dict[str, Any]:
    """Return the result of `generate` for programs."""
    return {
        "output": result.settings.output.as_posix(),
        **result.options,
        "counts": dict(result.counts),
        "files": len(result.files),
        "left_out": result.left_out,
        "proposals": {name: dict(v) for name, v in result.proposals.items()},
        "omissions": [problem.omits for problem in result.omissions],
        "removed": list(result.removed),
    }


def check(config: Path | None, overrides: Mapping[str, Any]) -> None:
    """Compare the output directory of each API with its document, and print the differences.

    Raises:
        SystemExit: there is a difference.
    """
    with record_reads() as reads:
        settings = load_settings(config, overrides)
        results = apis.run_all(settings, lambda s: _check(s, len(settings)))
    recording.plan_record(results, reads, {})


def _check(settings: Settings, count: int) -> Result:
    """Compare the output of one of several APIs; exit if there is a difference."""
    _print_api(settings, count)
    with report_problems(), report.show_stages() as report_stage:
        checked = generation.check(settings, report_stage=report_stage)
    _print_warnings(checked.result)
    apis.set_result(
        settings,
        {
            "differences": [
                {"path": d.path, "kind": d.kind, "cause": d.cause}
                for d in checked.differences
            ],
            "interrupted": checked.is_interrupted,
            "names_lock_outdated": checked.is_names_lock_outdated,
        },
    )
    _print_check(checked)
    if not checked.is_current:
        problem_log.add([_describe_drift(checked)])
    if checked.renamed or not checked.is_current:
        raise SystemExit(1)
    return checked.result


def _print_check(checked: CheckResult) -> None:
    if checked.is_interrupted:
        report.print_interrupted(checked.result.settings, checked.is_running)
    if checked.renamed:
        report.print_changed_names(checked.renamed, checked.result)
    elif checked.is_missing:
        report.print_missing_output(checked.result.settings)
    else:
        report.print_differences(checked.differences, len(checked.result.files))
        if checked.is_names_lock_outdated:
            report.print_outdated_lock(checked.result.settings)


def load_settings(config: Path | None, overrides: Mapping[str, Any]) -> list[Settings]:
    """Return the settings of each API; exit if they are not valid."""
    with report_settings():
        return load_all_named_settings(config, overrides)


def _print_api(settings: Settings, count: int) -> None:
    """Print the name of one of several APIs, before what follows about it."""
    if count > 1:
        report.print_api(settings)


@contextmanager
def report_problems() -> Iterator[None]:
    """Print the problems of a document or of settings, and exit if there are errors."""
    try:
        with report_settings(), without_garbage_collection():
            yield
    except DocumentError as error:
        report.print_problems(error.problems)
        raise SystemExit(1) from error


def _print_warnings(result: Result) -> None:
    remark = "; --strict treats them as errors"
    report.print_problems(result.problems, remark=remark)


def _describe_drift(checked: CheckResult) -> Problem:
    """Return the result of `check` as a problem for programs; people see each difference."""
    count, api = len(checked.differences), checked.result.settings.api
    causes = ", ".join(dict.fromkeys(d.cause for d in checked.differences))
    message = f"{count} of {len(checked.result.files)} files differ from the output of this document"
    if causes:
        message += f" (cause: {causes})"
    if api is not None:
        message = f"{api}: {message}"
    hint = "run `specpress generate`, and commit the files"
    return Problem(message, hint, code="outdated-output")
