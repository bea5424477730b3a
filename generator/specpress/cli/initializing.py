"""Write the files of a project that uses specpress, and generate, for ``specpress init``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from specpress.cli import ci_jobs, generating, problem_log, project_files, report
from specpress.cli.failures import report_settings
from specpress.cli.project_files import ProjectFile
from specpress.config import load_settings
from specpress.config.file import find_file
from specpress.document.mistakes import SUFFIXES
from specpress.document.problems import DocumentError, Problems, UsageError
from specpress.document.uris import is_url
from specpress.pipeline import open_document

# The beginnings of usual names of documents.
USUAL_NAMES = ("openapi", "swagger", "api", "spec")


def run(options: Mapping[str, Any]) -> None:
    """Ask for what no option says, write the files, and generate.

    Raises:
        SystemExit: nothing was written; the problems have been printed.
    """
    with report_settings():
        _check_new(Path.cwd())
        if options["install"] is not None:
            ci_jobs.check_requirement(options["install"])
    answers = _ask(options) if _is_terminal() else {**options}
    with report_settings():
        _check_publishing(answers)
    keys = ("spec", "output", "layout", "package")
    settings = {key: answers[key] for key in keys if answers.get(key)}
    settings.setdefault("output", "generated")
    _check_document(settings)
    files = [*_list_files(settings, answers)]
    with report_settings():
        for file in files:
            file.write()
    for file in files:
        report.print_project_file(file.name, file.status, file.text)
    generating.generate(None, {}, generating.Choices())
    report.print_later_commands([*_list_notes(answers)])
    problem_log.extend_result({"written": {file.name: file.status for file in files}})


def _check_publishing(answers: Mapping[str, Any]) -> None:
    """Raise a usage error if there is nothing to publish."""
    if answers["publish"] and answers["layout"] == "package":
        raise UsageError(
            "`--publish` needs the layout `project`: a package is a part of another distribution",
            "leave out --publish or --layout",
            code="invalid-usage",
        )


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _check_new(directory: Path) -> None:
    """Raise a usage error if the directory has settings."""
    file = find_file(directory)
    if file.has_table and file.path is not None:
        raise UsageError(
            f"{file.path.name} has settings of specpress",
            "edit them, or run `specpress generate`",
            code="existing-settings",
        )


def _ask(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options, and the answers to questions about those that are not set."""
    answers = {**options}
    if answers["spec"] is None:
        answers["spec"] = click.prompt(
            "OpenAPI document (file or URL)", default=_find_document()
        )
    if answers["output"] is None:
        answers["output"] = click.prompt("Output directory", default="generated")
    if answers["package"] is None:
        text = "Import name of the client (empty: from the title)"
        answers["package"] = click.prompt(text, default="", show_default=False)
    if answers["layout"] is None and Path("pyproject.toml").exists():
        text = "Layout (project: a distribution; package: a part of this project)"
        layouts = click.Choice(["project", "package"])
        answers["layout"] = click.prompt(text, type=layouts, default="project")
    for key, question, choices in (
        ("task", "Task runner", ("make", "just", "none")),
        ("ci", "CI job", ("github", "gitlab", "none")),
    ):
        if answers[key] is None:
            answers[key] = click.prompt(
                question, type=click.Choice(choices), default="none"
            )
    if answers["pre_commit"] is None:
        answers["pre_commit"] = click.confirm("Hook for pre-commit?", default=False)
    return answers


def _find_document() -> str | None:
    """Return the only file in the directory with a usual name of a document."""
    names = [
        path.name
        for path in sorted(Path.cwd().iterdir())
        if path.suffix in SUFFIXES and path.stem.casefold().startswith(USUAL_NAMES)
    ]
    return names[0] if len(names) == 1 else None


def _check_document(settings: Mapping[str, Any]) -> None:
    """Exit if the settings are not valid, or if the document cannot be read."""
    try:
        with report_settings():
            if settings.get("spec") == "-":
                raise UsageError(
                    "settings need a document that can be read again",
                    "name a file or a URL",
                    code="no-document",
                )
            loaded = load_settings(Path.cwd(), settings)
            open_document(loaded, Problems())
    except DocumentError as error:
        report.print_problems(error.problems)
        raise SystemExit(1) from error


def _list_notes(answers: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is left to do before the jobs can run."""
    has_job = answers["ci"] in ("github", "gitlab")
    if has_job and not (answers["install"] or ci_jobs.find_requirement()):
        yield "set the variable SPECPRESS of the CI to what pip installs, or pass --install"
    if answers["publish"]:
        yield "before the first release: write `license` into the settings"


def _list_files(
    settings: Mapping[str, str], answers: Mapping[str, Any]
) -> Iterator[ProjectFile]:
    yield project_files.add_settings(Path.cwd(), settings)
    if answers["task"] in ("make", "just"):
        yield project_files.add_task(Path.cwd(), answers["task"])
    requirement = answers["install"] or ci_jobs.find_requirement()
    if answers["ci"] == "github":
        yield project_files.add_github_job(Path.cwd(), requirement)
    if answers["ci"] == "gitlab":
        yield project_files.add_gitlab_job(Path.cwd(), requirement)
    if answers["publish"]:
        yield project_files.add_publish_job(Path.cwd(), settings["output"])
    if answers["pre_commit"]:
        paths = [
            settings["output"],
            *([] if is_url(settings["spec"]) else [settings["spec"]]),
        ]
        yield project_files.add_hook(Path.cwd(), paths)
