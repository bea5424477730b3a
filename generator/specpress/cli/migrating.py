"""Show or write the settings that keep the names of another client, for ``specpress migrate``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from specpress.cli import problem_log, project_files, report
from specpress.cli.failures import report_settings
from specpress.cli.memory import without_garbage_collection
from specpress.cli.project_files import ProjectFile
from specpress.cli.report import escape
from specpress.config.file import SettingsFile, find_file
from specpress.config.toml_text import format_settings
from specpress.document.problems import DocumentError, Problem, UsageError
from specpress.migrate.migration import Migration, migrate

# The positions that a message lists, besides the first one.
MAX_POSITIONS = 3
OUTCOME = "no settings were written"


def run(
    config: Path,
    document: str | None,
    generator: str | None,
    is_written: bool,
    options: Mapping[str, Any],
) -> None:
    """Migrate a configuration; show the result, or write it.

    Raises:
        SystemExit: nothing was written; the problems have been printed.
    """
    settings = {k.replace("_", "-"): v for k, v in options.items() if v is not None}
    try:
        with report_settings(), without_garbage_collection():
            result = migrate(config, document, generator, settings)
    except DocumentError as error:
        report.print_problems(error.problems, OUTCOME)
        raise SystemExit(1) from error
    _print_problems(result.problems)
    problem_log.set_result(_describe(result))
    with report_settings():
        existing = find_file(Path.cwd())
        if existing.has_table:
            _refuse(result, existing, is_written)
        elif is_written:
            _write(result)
        else:
            _show(result)
    _print_summary(config, result)


def _describe(result: Migration) -> dict[str, Any]:
    """Return the result for programs."""
    return {
        "generator": result.tool.name,
        "settings": dict(result.settings),
        "overlay": result.overlay or None,
        "carried": [
            {
                "key": entry.key,
                "file": entry.position.file,
                "line": entry.position.line,
                "column": entry.position.column,
                "became": entry.became,
            }
            for entry in result.account.carried.values()
        ],
    }


def _print_problems(problems: Sequence[Problem]) -> None:
    """Print what is not carried over: one message for all places with the same one."""
    if not problems:
        return
    if problem_log.is_started():
        report.print_problems(problems, OUTCOME)
        return
    groups: dict[tuple[str, str | None], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.message, problem.hint), []).append(problem)
    report.print_problems([_merge(group) for group in groups.values()])


def _merge(group: Sequence[Problem]) -> Problem:
    first, *others = group
    if not others:
        return first
    places = [str(p.position) for p in others[:MAX_POSITIONS]]
    if len(others) > MAX_POSITIONS:
        places.append(f"{len(others) - MAX_POSITIONS} other places")
    return replace(first, message=f"{first.message}; also at {', '.join(places)}")


def _list_files(result: Migration) -> list[ProjectFile]:
    files = [project_files.add_settings(Path.cwd(), result.settings)]
    if result.overlay:
        files.append(
            project_files.add_overlay(Path.cwd(), result.overlay_name, result.overlay)
        )
    return files


def _write(result: Migration) -> None:
    files = _list_files(result)
    for file in files:
        file.write()
    for file in files:
        report.print_project_file(file.name, file.status, file.text)
    written = {file.name: file.status for file in files}
    problem_log.extend_result({"written": written})
    report.out.print("  next: specpress generate")


def _show(result: Migration) -> None:
    for file in _list_files(result):
        report.out.print(f"[bold]{escape(file.name)}[/]")
        _print_lines(file.text)


def _print_lines(text: str) -> None:
    for line in text.splitlines():
        report.out.print(f"  {escape(line)}" if line else "")


def _refuse(result: Migration, existing: SettingsFile, is_written: bool) -> None:
    """List the lines to add to existing settings, which are not changed.

    Raises:
        UsageError: the settings were to be written.
    """
    assert existing.path is not None
    name = existing.path.name
    is_project = name == "pyproject.toml"
    new = _find_new(result.settings, existing.table)
    report.out.print(f"[bold]{escape(name)}[/]: add these lines")
    _print_lines(format_settings(new, "tool.specpress" if is_project else ""))
    if result.overlay:
        report.out.print(f"[bold]{escape(result.overlay_name)}[/]")
        _print_lines(result.overlay)
    if is_written:
        raise UsageError(
            f"{name} has settings of specpress, which are not changed",
            "add the lines above to them",
            code="existing-settings",
        )


def _find_new(settings: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that a table does not have; of tables, their new entries."""
    new: dict[str, Any] = {}
    for key, value in settings.items():
        known = old.get(key)
        if isinstance(value, Mapping) and isinstance(known, Mapping):
            new[key] = {k: v for k, v in value.items() if known.get(k) != v}
        elif value != known:
            new[key] = value
    return {key: value for key, value in new.items() if value != {}}


def _print_summary(config: Path, result: Migration) -> None:
    carried, kept = len(result.account.carried), result.kept
    keys = carried + len(result.account.left)
    names = kept + len(result.account.refused)
    report.out.print(
        f"[green]read[/] {escape(str(config))} ({escape(result.tool.title)}): "
        f"keys carried over: {carried} of {keys}; names kept: {kept} of {names}"
    )
