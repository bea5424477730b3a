"""The templates of a run: the built-in ones, and the user's files that override single ones."""

from __future__ import annotations

import difflib
import io
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from specpress.config import SettingsError
from specpress.document.files import read_file
from specpress.document.lines import excerpt
from specpress.document.problems import Position, Problem, UsageError

# The templates are in the package if it is installed, and in the repository otherwise.
INSTALLED = Path(__file__).parents[1] / "templates"
REPOSITORY = Path(__file__).parents[3] / "templates"
# Files in the user's directory that are not overrides.
IGNORED_FILES = (".DS_Store", ".gitkeep", "Thumbs.db")
CACHE = "__pycache__"


_HEADER = re.compile(
    r"\{#-? ?(?P<variable>\w+): (?P<view>[\w.]+), version (?P<version>\d{1,9}) -?#\}"
)


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a template: its variable, the class of its view, the version of the fields."""

    variable: str
    view: str
    version: int


def parse_header(text: str) -> Header | None:
    """Return the first line of a template; None if it is not a header."""
    match = _HEADER.match(text)
    return Header(match[1], match[2], int(match[3])) if match else None


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """All template files by their names, which are POSIX paths such as `package/errors.py.jinja`.

    Attributes:
        texts: The content of each file, with overrides applied.
        builtin: The directory of the built-in templates.
        directory: The directory of the overrides.
        overrides: The names of the files that the user overrides.
    """

    texts: Mapping[str, str]
    builtin: Path
    directory: Path | None = None
    overrides: frozenset[str] = frozenset()

    def path(self, name: str) -> Path:
        """Return the path of the file that contains a template."""
        if name in self.overrides and self.directory is not None:
            return self.directory / name
        return self.builtin / name


def templates_directory() -> Path:
    """Return the directory of the built-in templates."""
    return INSTALLED if INSTALLED.is_dir() else REPOSITORY


def load_templates(directory: Path | None) -> TemplateSet:
    """Read the built-in templates, and the overrides in `directory`.

    Raises:
        UsageError: the directory is missing, or a file in it is not a valid override.
    """
    builtin = templates_directory()
    texts = _read_builtin(builtin)
    if not texts:
        message = f"the built-in templates are missing from {str(builtin)!r}"
        raise UsageError(
            f"{message}: install specpress again", code="missing-templates"
        )
    if directory is None:
        return TemplateSet(texts, builtin)
    overrides = _read_overrides(directory, texts)
    merged = dict(sorted({**texts, **overrides}.items()))
    return TemplateSet(merged, builtin, directory, frozenset(overrides))


# Cached, as are the compiled templates: a process reads each of them once.
@cache
def _read_builtin(directory: Path) -> Mapping[str, str]:
    return {
        path.relative_to(directory).as_posix(): path.read_text("utf-8")
        for path in sorted(directory.rglob("*"))
        if path.is_file() and CACHE not in path.parts
    }


def _read_overrides(directory: Path, builtin: Mapping[str, str]) -> dict[str, str]:
    try:
        exists, is_directory = directory.exists(), directory.is_dir()
    except OSError as error:
        raise _unreadable(directory, error) from error
    if not exists:
        raise UsageError(
            f"templates directory {str(directory)!r} does not exist:"
            " create it, or correct the setting `templates`",
            code="missing-templates",
        )
    if not is_directory:
        raise UsageError(
            f"the setting `templates` is not a directory: {str(directory)!r}",
            code="missing-templates",
        )
    overrides: dict[str, str] = {}
    for path in _list_files(directory):
        name = path.relative_to(directory).as_posix()
        if name not in builtin:
            raise UsageError(
                _describe_unknown(path, name, builtin), code="unknown-template"
            )
        overrides[name] = _read_file(path, directory)
        _check_version(path, overrides[name], builtin[name])
    return overrides


def _check_version(path: Path, text: str, builtin: str) -> None:
    """Raise an error for a template that was written for another version of its view."""
    own, header = parse_header(text), parse_header(builtin)
    if own is None or header is None or own == header:
        return
    message = f"this template is for {own.view}, version {own.version}; its view is {header.view}, version {header.version}"
    hint = "compare it with the built-in template, see docs/templates.md, and copy the first line"
    problem = Problem(
        message,
        hint,
        position=Position(str(path), 1, 1),
        excerpt=excerpt(text, 1),
        code="outdated-template",
    )
    raise SettingsError([problem])


def _list_files(directory: Path) -> Iterator[Path]:
    """Yield everything below a directory except directories.

    Raises:
        UsageError: a directory cannot be read, or is a symbolic link.
    """

    def fail(error: OSError) -> None:
        raise _unreadable(Path(error.filename), error) from error

    for root, directories, names in os.walk(directory, onerror=fail):
        # `os.walk` descends into the directories that remain in this list.
        directories[:] = sorted(name for name in directories if name != CACHE)
        for name in directories:
            if Path(root, name).is_symlink():
                raise _not_a_file_inside(Path(root, name))
        yield from (Path(root, n) for n in sorted(names) if n not in IGNORED_FILES)


def _read_file(path: Path, directory: Path) -> str:
    if not path.is_file() or not path.resolve().is_relative_to(directory.resolve()):
        raise _not_a_file_inside(path)
    try:
        content = read_file(path, is_named=True)
        return io.StringIO(content.decode("utf-8"), newline=None).read()
    except UnicodeDecodeError as error:
        raise UsageError(
            f"template {str(path)!r} is not UTF-8: save it as UTF-8",
            code="unreadable-template",
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _not_a_file_inside(path: Path) -> UsageError:
    return UsageError(
        f"{str(path)!r} is not a regular file inside the templates directory:"
        " copy the file to it",
        code="unreadable-template",
    )


def _unreadable(path: Path, error: OSError) -> UsageError:
    reason = error.strerror or str(error)
    return UsageError(
        f"cannot read {str(path)!r} ({reason}): check its permissions",
        code="unreadable-template",
    )


def _describe_unknown(path: Path, name: str, builtin: Mapping[str, str]) -> str:
    file_name = name.rpartition("/")[2]
    same_name = [other for other in builtin if other.rpartition("/")[2] == file_name]
    similar = same_name or difflib.get_close_matches(name, builtin, 1)
    cure = f"did you mean {similar[0]!r}?" if similar else "remove it or rename it"
    return f"{str(path)!r} is not a template of specpress: {cure}"
