"""The documents of a comparison: files, URLs, revisions of git, and generated packages."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from specpress.document.files import MAX_BYTES
from specpress.document.problems import Position, UsageError
from specpress.document.uris import display_name, is_url

STDIN = "-"
# A reference to another file, in JSON or YAML.
_OTHER_FILE = re.compile(rb"""["']?\$ref["']?\s*:\s*["']?[^#"'\s]""")
_REVISION = re.compile(r"(?P<revision>[^:\s-][^:]*):(?P<path>[^:].*)")


@dataclass(frozen=True, slots=True)
class Operand:
    """A document that a comparison reads."""

    name: str
    """The document as the user wrote it."""
    path: str
    """The file or URL that is read."""
    directory: str = ""
    """The directory of the files of a revision, as positions name it."""
    prefix: str = ""
    """The text that replaces the directory: `main:`."""
    settings_path: str = ""
    """The path by which settings name the document."""

    def rename(self, position: Position) -> Position:
        """Return a position with the name of the revision instead of a temporary directory."""
        file = position.file
        if not self.directory or not file.startswith(self.directory):
            return position
        rest = file.removeprefix(self.directory).lstrip("/")
        return Position(f"{self.prefix}{rest}", position.line, position.column)


def read_operand(text: str, temporary: Path) -> Operand:
    """Return the document that a text names.

    Args:
        temporary: Directory for the files of a revision.

    Raises:
        UsageError: a revision of git cannot be read.
    """
    if text == STDIN or is_url(text) or _exists(text):
        return Operand(text, text, settings_path=text)
    match = _REVISION.fullmatch(text)
    if match is None or not match["path"]:
        return Operand(text, text, settings_path=text)
    return _read_revision(text, match["revision"], match["path"], temporary)


def _exists(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False


def _read_revision(text: str, revision: str, path: str, temporary: Path) -> Operand:
    """Write a file of a revision, and those that it may refer to, to a temporary directory."""
    root = _run_git(text, ["rev-parse", "--show-toplevel"]).decode().strip()
    name = _resolve_path(path, Path(root))
    content = _run_git(text, ["show", "--end-of-options", f"{revision}:{name}"])
    target = temporary / name
    if _OTHER_FILE.search(content):
        _export(text, revision, name, temporary)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return Operand(
        text,
        str(target),
        display_name(str(temporary)),
        f"{revision}:",
        str(Path(root) / name),
    )


def _resolve_path(path: str, root: Path) -> str:
    """Return a path in the repository: `./` begins one in the current directory, as git has it."""
    if not path.startswith(("./", "../")):
        return path
    absolute = Path(os.path.normpath(Path.cwd() / path))
    return absolute.relative_to(root).as_posix() if _is_below(absolute, root) else path


def _is_below(path: Path, root: Path) -> bool:
    return path.is_relative_to(root)


def _export(text: str, revision: str, name: str, temporary: Path) -> None:
    """Write the files in the directory of a document."""
    directory = PurePosixPath(name).parent
    where = [] if directory == PurePosixPath(".") else [str(directory)]
    command = [
        "-C",
        _find_root(text),
        "archive",
        "--format=tar",
        revision,
        "--",
        *where,
    ]
    archive = _run_git(text, command)
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(temporary, filter="data")


def _find_root(text: str) -> str:
    return _run_git(text, ["rev-parse", "--show-toplevel"]).decode().strip()


def _run_git(text: str, arguments: Sequence[str]) -> bytes:
    """Return the output of git.

    Raises:
        UsageError: git is missing, or it cannot read the revision.
    """
    try:
        completed = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            capture_output=True,
            check=True,
        )
    except FileNotFoundError as error:
        message = f"cannot read {text}: git is not installed"
        raise UsageError(message, code="unreadable-file") from error
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = lines[0].removeprefix("fatal: ") if lines else "git failed"
        message = f"cannot read {text}: {reason}"
        hint = (
            "name a file, a URL, REVISION:PATH or the directory of a generated package"
        )
        raise UsageError(message, hint, code="unreadable-file") from error
    if len(completed.stdout) > MAX_BYTES:
        message = f"cannot read {text}: larger than {MAX_BYTES // 1_000_000} MB"
        raise UsageError(message, code="too-large")
    return completed.stdout
