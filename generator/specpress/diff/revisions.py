"""Read files of git revisions."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tarfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from specpress.document.files import MAX_BYTES
from specpress.document.problems import UsageError

HINT = "name a file, a URL, REVISION:PATH or the directory of a generated package"
# A reference to another file, in JSON or YAML.
_OTHER_FILE = re.compile(rb"""["']?\$ref["']?\s*:\s*["']?[^#"'\s]""")


def find_root(text: str, directory: Path) -> Path:
    """Return the directory of the repository; `text` names the operand in messages."""
    arguments = ["-C", str(directory), "rev-parse", "--show-toplevel"]
    return Path(run_git(text, arguments).decode().strip())


def resolve_path(path: str, root: Path) -> str:
    """Return a path in the repository: `./` begins one in the current directory, as git has it."""
    if not path.startswith(("./", "../")):
        return path
    absolute = Path(os.path.normpath(Path.cwd() / path))
    is_below = absolute.is_relative_to(root)
    return absolute.relative_to(root).as_posix() if is_below else path


def export_file(
    text: str, root: Path, revision: str, name: str, directory: Path
) -> Path:
    """Write a file of a revision, and those that it may refer to; return its path.

    Raises:
        UsageError: the revision or the file does not exist.
    """
    where = ["-C", str(root)]
    show = [*where, "show", "--end-of-options", f"{revision}:{name}"]
    content = run_git(text, show)
    target = directory / name
    if _OTHER_FILE.search(content):
        folder = str(PurePosixPath(name).parent)
        export_directory(text, root, revision, folder, directory)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return target


def is_directory(text: str, root: Path, revision: str, name: str) -> bool:
    """Return whether a path of a revision is a directory.

    Raises:
        UsageError: the revision or the path does not exist.
    """
    arguments = ["cat-file", "-t", "--end-of-options", f"{revision}:{name}"]
    return run_git(text, ["-C", str(root), *arguments]).strip() == b"tree"


def export_directory(
    text: str, root: Path, revision: str, name: str, directory: Path
) -> None:
    """Write the files in a directory of a revision; `.` is the repository."""
    paths = [] if PurePosixPath(name) == PurePosixPath(".") else [name]
    command = ["-C", str(root), "archive", "--format=tar", revision, "--", *paths]
    with tarfile.open(fileobj=io.BytesIO(run_git(text, command))) as files:
        files.extractall(directory, filter="data")


def list_revisions(text: str, root: Path, name: str, limit: int) -> list[str]:
    """Return the revisions that changed a file, the latest ones first."""
    arguments = ["-C", str(root), "log", f"-{limit}", "--format=%H", "--", name]
    return run_git(text, arguments).decode().split()


def run_git(text: str, arguments: Sequence[str]) -> bytes:
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
        raise UsageError(message, HINT, code="unreadable-file") from error
    if len(completed.stdout) > MAX_BYTES:
        message = f"cannot read {text}: larger than {MAX_BYTES // 1_000_000} MB"
        raise UsageError(message, code="too-large")
    return completed.stdout
