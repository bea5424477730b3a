"""The files of a project that uses specpress: new ones, and lines that are added to existing ones.

A line is added only if the file then has its old content and the new part; otherwise the user adds it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from specpress.cli import ci_jobs
from specpress.config.toml_text import format_settings
from specpress.document.problems import UsageError

Status = Literal["created", "extended", "unchanged"]
TASKS = {
    "make": (
        "Makefile",
        ".PHONY: client client-check\n"
        "client: ## Generate the client\n\tspecpress generate\n\n"
        "client-check: ## Compare the client with its document\n\tspecpress check\n",
    ),
    "just": (
        "justfile",
        "# Generate the client\nclient:\n    specpress generate\n\n"
        "# Compare the client with its document\nclient-check:\n    specpress check\n",
    ),
}


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """A file to create or to extend.

    Attributes:
        text: The part for specpress.
        content: The new content of the file; None if the user has to add the part.
    """

    path: Path
    status: Status
    text: str
    content: str | None

    @property
    def name(self) -> str:
        """The path relative to the project."""
        return self.path.as_posix()

    def write(self) -> None:
        """Create or extend the file."""
        if self.content is None:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(self.content, "utf-8", newline="\n")
        except OSError as error:
            reason = error.strerror or str(error)
            raise UsageError(
                f"cannot write {self.name}: {reason}", code="unwritable-output"
            ) from error


def add_settings(directory: Path, settings: Mapping[str, Any]) -> ProjectFile:
    """Return the file with the settings: pyproject.toml if the project has one, else specpress.toml."""
    lines = format_settings(settings)
    project = directory / "pyproject.toml"
    if not project.exists():
        return _create(directory / "specpress.toml", lines)
    text = format_settings(settings, "tool.specpress")
    file = _extend(project, text, _reads_settings(settings))
    return file if file.content else _create(directory / "specpress.toml", lines)


def add_overlay(directory: Path, name: str, text: str) -> ProjectFile:
    """Return the file of an overlay.

    Raises:
        UsageError: another file has this name.
    """
    path = directory / name
    if path.exists() and path.read_bytes() != text.encode():
        raise UsageError(
            f"{name} exists, and has another content",
            "rename or delete it",
            code="existing-settings",
        )
    return _create(path, text)


def _reads_settings(settings: Mapping[str, Any]) -> Callable[[str, str], bool]:
    def is_extended(old: str, new: str) -> bool:
        before, after = tomllib.loads(old), tomllib.loads(new)
        before.setdefault("tool", {})["specpress"] = {**settings}
        return bool(before == after)

    return is_extended


def add_task(directory: Path, runner: str) -> ProjectFile:
    """Return the file of a task runner with tasks that generate and check."""
    name, text = TASKS[runner]
    is_new = re.compile(r"^client(?:-check)?\b.*:", re.MULTILINE)
    return _extend(directory / name, text, lambda old, _: not is_new.search(old))


def add_github_job(directory: Path, requirement: str | None) -> ProjectFile:
    """Return the workflow of GitHub that checks the client; it installs the requirement."""
    text = ci_jobs.write_github_job(requirement)
    return _extend(directory / ".github/workflows/client.yml", text, _never)


def add_publish_job(directory: Path, output: str) -> ProjectFile:
    """Return the workflow of GitHub that publishes the client."""
    text = ci_jobs.write_publish_job(output)
    return _extend(directory / ".github/workflows/publish-client.yml", text, _never)


def add_gitlab_job(directory: Path, requirement: str | None) -> ProjectFile:
    """Return the file of GitLab with a job that checks the client."""
    text = ci_jobs.write_gitlab_job(requirement)

    def is_extended(old: str, new: str) -> bool:
        return bool({**_read_table(old), **_read_table(text)} == _read_table(new))

    return _extend(directory / ".gitlab-ci.yml", text, is_extended)


def add_hook(directory: Path, paths: Iterable[str]) -> ProjectFile:
    """Return the file of pre-commit with a hook that checks the client when one of the paths changes."""
    pattern = "|".join(re.escape(path.rstrip("/")) for path in paths)
    hook = {
        "id": "specpress",
        "name": "specpress check",
        "entry": "specpress check",
        "language": "system",
        "files": f"^({pattern})",
        "pass_filenames": False,
    }
    entry = {"repo": "local", "hooks": [hook]}
    item = yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=1000)
    text = "".join(f"  {line}\n" for line in item.splitlines())
    path = directory / ".pre-commit-config.yaml"
    if not path.exists():
        return _create(path, f"repos:\n{text}")

    def is_extended(old: str, new: str) -> bool:
        table = _read_table(old)
        return bool(
            {**table, "repos": [*table.get("repos", ()), entry]} == _read_table(new)
        )

    return _extend(path, text, is_extended, separator="")


def _read_table(text: str) -> dict[str, Any]:
    table = yaml.safe_load(text)
    return table if isinstance(table, dict) else {}


def _never(_: str, __: str) -> bool:
    return False


def _create(path: Path, text: str) -> ProjectFile:
    return ProjectFile(_relate(path), "created", text, text)


def _extend(
    path: Path,
    text: str,
    is_extended: Callable[[str, str], bool],
    separator: str = "\n",
) -> ProjectFile:
    """Return a file with a part at its end, if `is_extended` finds that nothing else changes."""
    if not path.exists():
        return _create(path, text)
    try:
        old = path.read_bytes().decode()
        new = f"{old.rstrip()}\n{separator}{text}"
        if is_extended(old, new):
            return ProjectFile(_relate(path), "extended", text, new)
    except (ValueError, yaml.YAMLError, OSError, TypeError, AttributeError):
        # The file is not what its name says: only its owner can add the part.
        pass
    return ProjectFile(_relate(path), "unchanged", text, None)


def _relate(path: Path) -> Path:
    return path.relative_to(Path.cwd())
