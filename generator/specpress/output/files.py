"""Write generated files to a directory, or compare them with one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path, PurePosixPath

from specpress.document.problems import UsageError

# The content of each file by its POSIX path inside the output directory.
Files = dict[str, str]
# The staging directory is inside the output directory, so that renames stay on one device.
STAGING_PREFIX = ".specpress-"
# Directories that other tools create in the output directory.
IGNORED = (
    "__pycache__",
    ".pytest_cache",
    ".mypy_cache",
    ".ruff_cache",
    "build",
    "dist",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that differs from the generated one; `kind` is changed, missing or stale."""

    path: str
    kind: str
    diff: str


def write(files: Files, output: Path, stale: Collection[str] = ()) -> None:
    """Write the files that changed, and delete the `stale` files of an earlier run.

    Files are written to a staging directory and then renamed, so a failure while writing leaves
    the old output intact.

    Raises:
        UsageError: a path is outside the output directory, or a file cannot be written.
    """
    for name in (*files, *stale):
        _check_path(name)
    try:
        _write_changed(files, output)
        for name in stale:
            (output / name).unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            f"cannot write {error.filename or output}: {reason}"
        ) from error


def _write_changed(files: Files, output: Path) -> None:
    changed = [n for n, text in files.items() if not _has_content(output / n, text)]
    output.mkdir(parents=True, exist_ok=True)
    # Left over from an interrupted run.
    for leftover in output.glob(f"{STAGING_PREFIX}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=STAGING_PREFIX, dir=output) as staging:
        folders = {PurePosixPath(name).parent for name in changed}
        for folder in folders:
            Path(staging, folder).mkdir(parents=True, exist_ok=True)
        for name in changed:
            Path(staging, name).write_bytes(files[name].encode())
        for folder in folders:
            (output / folder).mkdir(parents=True, exist_ok=True)
        for name in changed:
            Path(staging, name).replace(output / name)


def _has_content(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


def find_unmanaged(files: Files, output: Path, managed: Collection[str]) -> list[str]:
    """Return existing files that would be overwritten although specpress did not create them.

    `managed` are the files of earlier runs.
    """
    unmanaged = sorted(n for n in files.keys() - set(managed) if (output / n).is_file())
    return [name for name in unmanaged if not _has_content(output / name, files[name])]


def compare(files: Files, output: Path) -> list[Difference]:
    """Return the differences between generated files and the output directory, sorted by path."""
    present = list_files(output)
    differences = [Difference(n, "missing", "") for n in files if n not in present]
    differences += [Difference(n, "stale", "") for n in present if n not in files]
    for name in sorted(files.keys() & present):
        text = (output / name).read_bytes().decode("utf-8", "replace")
        if text != files[name]:
            diff = _diff(name, text, files[name])
            differences.append(Difference(name, "changed", diff))
    return sorted(differences, key=lambda difference: difference.path)


def list_files(output: Path) -> set[str]:
    """Return the paths of all files below a directory, except those that other tools create."""
    return {
        path.relative_to(output).as_posix()
        for path in output.rglob("*")
        if path.is_file() and not _is_ignored(path.relative_to(output))
    }


def _is_ignored(path: Path) -> bool:
    return path.parts[0].startswith(STAGING_PREFIX) or any(
        part in IGNORED or part.endswith(".egg-info") for part in path.parts
    )


def _check_path(name: str) -> None:
    path = PurePosixPath(name)
    # Backslashes and colons make a path absolute or relative to a drive on Windows.
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise UsageError(
            f"refusing to write or delete {name!r}: path is outside the output directory"
        )


def _diff(name: str, old: str, new: str) -> str:
    lines = unified_diff(
        old.splitlines(),
        new.splitlines(),
        f"on disk/{name}",
        f"generated/{name}",
        lineterm="",
    )
    return "\n".join(lines)
