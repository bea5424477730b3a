"""Files: path to text. Two small consumers: one writes them, one compares them with a folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path, PurePosixPath

from specpress.problems import UsageError

Files = dict[str, str]
STAGE = ".specpress-"
"""How the folder begins in which a run puts what it is about to move into place."""
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
    """One file that is not what it should be: changed, missing or stale."""

    path: str
    kind: str
    diff: str


def write(files: Files, folder: Path, stale: Collection[str] = ()) -> None:
    """Write what changed, and delete the files of an earlier run that are `stale`.

    All is written aside first and then moved into place: what goes wrong before that leaves the old output.

    Raises:
        UsageError: a path leads out of the folder, or the system refuses; nothing was written.
    """
    for name in (*files, *stale):
        _inside(name)
    try:
        _write(files, folder)
        for name in stale:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            f"cannot write {error.filename or folder}: {reason}"
        ) from error


def _write(files: Files, folder: Path) -> None:
    changed = [name for name, text in files.items() if not _holds(folder / name, text)]
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{STAGE}*"):
        # A run was killed here.
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=STAGE, dir=folder) as aside:
        for name in changed:
            path = Path(aside, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[name].encode())
        for name in changed:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            Path(aside, name).replace(folder / name)


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


def foreign(files: Files, folder: Path, own: Collection[str]) -> list[str]:
    """The files in a folder that would be written over and that no earlier run made; `own` are those it made."""
    strangers = sorted(
        name for name in files.keys() - set(own) if (folder / name).is_file()
    )
    return [name for name in strangers if not _holds(folder / name, files[name])]


def compare(files: Files, folder: Path) -> list[Difference]:
    """What differs between the files and the folder, both ways."""
    present = existing(folder)
    found = [Difference(name, "missing", "") for name in files if name not in present]
    found += [Difference(name, "stale", "") for name in present if name not in files]
    for name in sorted(files.keys() & present):
        text = (folder / name).read_bytes().decode("utf-8", "replace")
        if text != files[name]:
            found.append(Difference(name, "changed", _diff(name, text, files[name])))
    return sorted(found, key=lambda difference: difference.path)


def existing(folder: Path) -> set[str]:
    """The files below a folder, without what tools leave behind."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not _is_ignored(path.relative_to(folder))
    }


def _is_ignored(path: Path) -> bool:
    return path.parts[0].startswith(STAGE) or any(
        part in IGNORED or part.endswith(".egg-info") for part in path.parts
    )


def _inside(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise UsageError(
            f"refused to write or delete {name!r}: it leads out of the output folder"
        )


def _diff(name: str, old: str, new: str) -> str:
    lines = unified_diff(
        old.splitlines(),
        new.splitlines(),
        f"on disk/{name}",
        f"pressed/{name}",
        lineterm="",
    )
    return "\n".join(lines)
