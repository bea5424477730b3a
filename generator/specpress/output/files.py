"""Compare generated files with those in a directory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import unified_diff

from specpress.output.places import Places
from specpress.output.targets import find_obstacle, is_valid_name, read_content

# The content of each file by its POSIX path inside the output directory.
Files = dict[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that differs from the generated one.

    Attributes:
        kind: changed, missing, stale, or blocked: it cannot be written.
        diff: The unified diff from the file to the generated one; empty unless the file is changed.
        cause: The input that changed, a hand edit, or the reason why the file is blocked.
    """

    path: str
    kind: str
    diff: str
    cause: str = ""


def compare(
    files: Mapping[str, str], places: Places, recorded: Iterable[str] = ()
) -> list[Difference]:
    """Return the differences between generated files and the output directory, sorted by path.

    `recorded` are the files of the last run; other files in the directory belong to the user.
    """
    output = places.output
    stale = {n for n in recorded if n not in files and is_valid_name(n)}
    differences = [
        Difference(name, "stale", "")
        for name in stale
        if find_obstacle(output, name) is None and (output / name).exists()
    ]
    for name in files:
        if (difference := _compare_file(name, files[name], places)) is not None:
            differences.append(difference)
    return sorted(differences, key=lambda difference: difference.path)


def _compare_file(name: str, text: str, places: Places) -> Difference | None:
    if obstacle := find_obstacle(*places.locate(name)):
        return Difference(name, "blocked", "", obstacle)
    content = read_content(places.get_path(name))
    if content is None:
        return Difference(name, "missing", "")
    if content == text.encode():
        return None
    return Difference(name, "changed", diff(name, content, text))


def diff(name: str, old: bytes, new: str) -> str:
    """Return the unified diff from the file on disk to the generated one."""
    lines = unified_diff(
        old.decode("utf-8", "replace").splitlines(),
        new.splitlines(),
        f"on disk/{name}",
        f"generated/{name}",
        lineterm="",
    )
    return "\n".join(lines)
