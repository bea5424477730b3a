"""Files: path to text. Two small consumers: one writes them, one compares them with a folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path, PurePosixPath

from specpress.problems import UsageError

Files = dict[str, str]
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


def write(files: Files, folder: Path, stale: Iterable[str] = ()) -> None:
    """Write all files, each whole or not at all, and delete those of an earlier run that are `stale`.

    Raises:
        UsageError: a path leads out of the folder; nothing was written.
    """
    for name in files:
        _inside(name)
    for name, text in files.items():
        _replace(folder / name, text)
    for name in stale:
        (folder / name).unlink(missing_ok=True)


def foreign(files: Files, folder: Path, own: Collection[str]) -> list[str]:
    """The files in a folder that would be written over and that no earlier run made; `own` are those it made."""
    strangers = sorted(
        name for name in files.keys() - set(own) if (folder / name).is_file()
    )
    return [n for n in strangers if (folder / n).read_bytes() != files[n].encode()]


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
    return any(part in IGNORED or part.endswith(".egg-info") for part in path.parts)


def _inside(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise UsageError(
            f"refused to write {name!r}: it leads out of the output folder"
        )


def _replace(path: Path, text: str) -> None:
    """Write beside the target, then move into place: a crash leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and path.read_bytes() == text.encode():
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _diff(name: str, old: str, new: str) -> str:
    lines = unified_diff(
        old.splitlines(),
        new.splitlines(),
        f"on disk/{name}",
        f"pressed/{name}",
        lineterm="",
    )
    return "\n".join(lines)
