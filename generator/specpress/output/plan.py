"""Compare generated files with those on disk: what to write, and what belongs to the user."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from specpress.document.problems import UsageError
from specpress.output.places import Places
from specpress.output.targets import (
    find_obstacle,
    fold,
    has_digest,
    is_valid_name,
    read_content,
)
from specpress.output.transaction import Change


@dataclass(slots=True)
class Plan:
    """The changes of a run.

    Attributes:
        unmanaged: Files that would be overwritten although specpress did not create them.
        edited: Files that would be overwritten although they were edited by hand.
        kept: Files of earlier runs that are not generated any more and were edited by hand.
        obstacles: Reasons why files cannot be written.
    """

    changes: list[Change] = field(default_factory=list)
    unmanaged: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)


def plan(
    files: Mapping[str, str],
    places: Places,
    recorded: Mapping[str, str],
    rewritten: Container[str] = (),
) -> Plan:
    """Return what to change so that the directory contains the generated files.

    Args:
        recorded: The digests of the files of the last run.
        rewritten: Files that are always overwritten.

    Raises:
        UsageError: the path of a generated file is invalid.
    """
    for name in files:
        check_name(name)
    planned = Plan()
    stale = {n: d for n, d in recorded.items() if n not in files and is_valid_name(n)}
    digests = {fold(name): value for name, value in recorded.items()}
    # Where case is ignored, a new file may be a stale one under another name.
    moved = {fold(name) for name in stale}
    for name, text in sorted(files.items()):
        if obstacle := find_obstacle(*places.locate(name)):
            planned.obstacles.append(obstacle)
            continue
        old, new = read_content(places.get_path(name)), text.encode()
        if old == new and fold(name) not in moved:
            continue
        planned.changes.append(Change(name, old, new))
        if old in (None, new) or name in rewritten:
            continue
        _sort_in(planned, name, old or b"", digests.get(fold(name)))
    for name, value in sorted(stale.items()):
        _plan_deletion(planned, places.output, name, value)
    return planned


def _sort_in(planned: Plan, name: str, old: bytes, recorded: str | None) -> None:
    if recorded is None:
        planned.unmanaged.append(name)
    elif not has_digest(old, recorded):
        planned.edited.append(name)


def _plan_deletion(planned: Plan, output: Path, name: str, recorded: str) -> None:
    if find_obstacle(output, name):
        planned.kept.append(name)
        return
    old = read_content(output / name)
    if old is None:
        return
    if has_digest(old, recorded):
        planned.changes.append(Change(name, old, None))
    else:
        planned.kept.append(name)


def check_name(name: str) -> None:
    """Raise a usage error for a path that is not inside the output directory."""
    if not is_valid_name(name):
        raise UsageError(
            f"refusing to write {name!r}: it is hidden, or not a path inside the output directory",
            code="unsafe-path",
        )
