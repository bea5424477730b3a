"""Write the output of a run: one run at a time, no file of the user, all files or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from specpress.config import NAMES_LOCK, Settings
from specpress.document.problems import UsageError
from specpress.output import disk, journal, manifest, names_lock, run_lock, transaction
from specpress.output.files import Difference, diff
from specpress.output.places import get_places
from specpress.output.plan import Plan, plan
from specpress.output.targets import find_obstacle, read_content
from specpress.output.transaction import Change
from specpress.wording import name_option


class EditedFilesError(UsageError):
    """Files of the output were edited by hand, which only `force` overwrites."""

    def __init__(self, output: Path, differences: list[Difference]) -> None:
        first, *others = (difference.path for difference in differences)
        more = f" and {len(others)} more" if others else ""
        super().__init__(
            f"{output / first}{more} would be overwritten, but was edited by hand",
            f"use templates or an overlay instead, or pass {name_option('--force')} to overwrite",
            code="edited-files",
        )
        self.differences = differences


@dataclass(frozen=True, slots=True)
class Changes:
    """The paths of the files in the output directory that a run changes.

    Attributes:
        kept: Files that are not generated any more, but were edited by hand: they are not deleted.
    """

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def recover(settings: Settings) -> bool:
    """Complete or undo a write that was interrupted; return whether there was one.

    Raises:
        UsageError: that is impossible, or the output is no directory.
    """
    output = settings.output
    if output.is_file():
        raise UsageError(
            f"the output directory {output} is a file",
            f"choose another directory with {name_option('-o')}",
            code="unwritable-output",
        )
    if not any((output / name).exists() for name in transaction.LEFTOVERS):
        return False
    with _usage_errors(output), run_lock.hold(output):
        return transaction.recover(get_places(settings))


def read_names_lock(settings: Settings) -> bytes | None:
    """Return the content of the names lock, to detect that another run changes it."""
    try:
        return read_content(settings.names_lock)
    except OSError as error:
        raise UsageError(
            f"cannot read {settings.names_lock}: {error}", code="unreadable-file"
        ) from error


def write(
    settings: Settings,
    files: Mapping[str, str],
    lock: str,
    old_lock: bytes | None,
    force: bool,
) -> Changes:
    """Write the files and the names lock; return the files that changed.

    Args:
        lock: The content of the names lock.
        old_lock: Its content when this run read it.
        force: Also overwrite files of the user.

    Raises:
        UsageError: a file cannot be written, or belongs to the user.
        EditedFilesError: files were edited by hand.
    """
    places = get_places(settings)
    with _usage_errors(places.output), run_lock.hold(places.output):
        transaction.recover(places)
        changes = _plan_names_lock(settings, files, lock, old_lock)
        planned = _plan_files(settings, files, force)
        other = manifest.find_other(settings)
        transaction.write([*planned.changes, *changes], places)
        if other is not None:
            disk.delete_file(other)
    return _list_changes(planned)


def write_files(settings: Settings, files: Mapping[str, str], force: bool) -> Changes:
    """Write the files of another output than a package, which has no names lock; return those that changed.

    Args:
        force: Also overwrite files of the user.

    Raises:
        UsageError: a file cannot be written, or belongs to the user.
        EditedFilesError: files were edited by hand.
    """
    places = get_places(settings)
    with _usage_errors(places.output), run_lock.hold(places.output):
        transaction.recover(places)
        planned = _plan_files(settings, files, force)
        transaction.write(planned.changes, places)
    return _list_changes(planned)


def preview(settings: Settings, files: Mapping[str, str], force: bool) -> Changes:
    """Return the files that `write` would create, change, delete and keep.

    Raises:
        UsageError: a file could not be written, or belongs to the user.
        EditedFilesError: files were edited by hand.
    """
    return _list_changes(_plan_files(settings, files, force))


def _list_changes(planned: Plan) -> Changes:
    changes = planned.changes
    return Changes(
        created=tuple(str(c.name) for c in changes if c.old is None),
        changed=tuple(str(c.name) for c in changes if None not in (c.old, c.new)),
        deleted=tuple(str(c.name) for c in changes if c.new is None),
        kept=tuple(planned.kept),
    )


def _plan_files(settings: Settings, files: Mapping[str, str], force: bool) -> Plan:
    output = settings.output
    old = manifest.read_last(settings)
    if not force and manifest.parse(files[manifest.NAME]).is_of_another_client(old):
        package = old.names["package"]
        raise UsageError(
            f"{output} contains {package!r}, the client of another document; nothing was written",
            f"choose another directory with {name_option('-o')}, or pass {name_option('--force')} to replace it",
            code="other-client",
        )
    recorded = old.files
    rewritten = {manifest.NAME}
    if names_lock.is_in_output(settings):
        rewritten.add(NAMES_LOCK)
    planned = plan(files, get_places(settings), recorded, rewritten)
    if planned.obstacles:
        first, *others = dict.fromkeys(planned.obstacles)
        more = f" (and {len(others)} more)" if others else ""
        raise UsageError(
            f"{first}{more}",
            f"remove it, or choose another directory with {name_option('-o')}",
            code="blocked-output",
        )
    if planned.unmanaged and not force:
        raise UsageError(
            _overwrite_message(planned.unmanaged, output),
            f"choose another directory with {name_option('-o')}, or pass {name_option('--force')}",
            code="unmanaged-files",
        )
    if planned.edited and not force:
        differences = _list_differences(planned.edited, files, output)
        raise EditedFilesError(output, differences)
    return planned


def _plan_names_lock(
    settings: Settings, files: Mapping[str, str], lock: str, old_lock: bytes | None
) -> list[Change]:
    """Return the change of a names lock outside of the output."""
    path, new = settings.names_lock, lock.encode()
    if obstacle := find_obstacle(path.parent, path.name):
        raise UsageError(
            f"cannot write the names lock: {obstacle}", code="blocked-output"
        )
    current = read_content(path)
    if current not in (old_lock, new):
        raise UsageError(
            f"another run changed {path} during this one",
            "run the command again",
            code="concurrent-run",
        )
    if names_lock.is_in_output(settings) or current == new:
        return []
    places = get_places(settings)
    if any(places.get_path(name).resolve() == path.resolve() for name in files):
        raise UsageError(
            f"names-lock: {path} is a file of the output", code="names-lock-in-output"
        )
    return [Change(None, current, new)]


def _list_differences(
    edited: list[str], files: Mapping[str, str], output: Path
) -> list[Difference]:
    contents = {name: read_content(output / name) or b"" for name in edited}
    return [
        Difference(
            name, "changed", diff(name, content, files[name]), manifest.HAND_EDIT
        )
        for name, content in contents.items()
    ]


def _overwrite_message(unmanaged: list[str], output: Path) -> str:
    first, *others = unmanaged
    more = f" and {len(others)} more" if others else ""
    return (
        f"{output / first}{more} would be overwritten, but specpress did not create it"
    )


@contextmanager
def _usage_errors(output: Path) -> Iterator[None]:
    """Convert errors of the operating system."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        cure = ""
        if journal.exists(output):
            command = name_option("`specpress generate`")
            cure = (
                f"; the write is incomplete: remove the cause, and run {command} again"
            )
        raise UsageError(
            f"cannot write {error.filename or output}: {reason}{cure}",
            code="unwritable-output",
        ) from error
