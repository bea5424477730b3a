"""Replace files so that a kill at any time leaves the old or the new output, or a journal to get there.

1. Write the journal (preparing), and a temporary file beside each target, so that renames stay on
   one device.
2. Replace the journal (completing): from here on another run can complete the write.
3. Delete and replace file by file, and delete the journal.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from specpress.config import MANIFEST
from specpress.document.problems import UsageError
from specpress.output import disk, journal, run_lock
from specpress.output.journal import Entry, Journal
from specpress.output.places import Places
from specpress.output.targets import digest, find_obstacle, fold, read_content
from specpress.wording import name_option

# The files of a write that was interrupted.
LEFTOVERS = (journal.NAME, journal.NEW_NAME, run_lock.NAME)


@dataclass(frozen=True, slots=True)
class Change:
    """The content of a file before and after a write.

    Attributes:
        name: The path inside the output directory; None for the names lock outside of it.
        old: The content before; None if the file does not exist.
        new: The content after; None if the file is deleted.
    """

    name: str | None
    old: bytes | None
    new: bytes | None


@dataclass(frozen=True, slots=True)
class _Step:
    """A file to replace or delete, with the digests of its current and its wanted content."""

    root: Path
    name: str
    target: Path
    temporary: Path
    expected: str | None
    wanted: str | None


def write(changes: Sequence[Change], places: Places) -> None:
    """Make all changes, or none if one fails; an interrupt completes or undoes them.

    Raises:
        OSError: a file cannot be written.
    """
    if not changes:
        return
    started = _create_journal(changes, places)
    try:
        _prepare(started, changes, places)
        _complete(started, places)
    except KeyboardInterrupt:
        recover(places)
        raise
    except OSError:
        with suppress(OSError):
            _undo_or_restore(changes, places)
        raise


def recover(places: Places) -> bool:
    """Complete or undo an interrupted write; return whether there was one.

    Raises:
        UsageError: the journal is invalid, or that of a run with another names lock.
        OSError: a file cannot be written.
    """
    disk.delete_file(places.output / journal.NEW_NAME)
    interrupted = journal.read(places.output)
    if interrupted is None:
        return False
    _check_outside(interrupted, places)
    _finish(interrupted, places)
    return True


def _check_outside(interrupted: Journal, places: Places) -> None:
    """Check that the files of an interrupted write outside of the output are those of this run."""
    lock, manifest = interrupted.names_lock, interrupted.manifest
    if lock not in (None, places.relate(places.names_lock)):
        raise _report_outside(f"the names lock {lock}", places)
    if manifest != places.relate_manifest():
        raise _report_outside(f"the manifest {manifest or MANIFEST}", places)


def _report_outside(file: str, places: Places) -> UsageError:
    return UsageError(
        f"the interrupted write to {places.output} includes {file}: run"
        f" {name_option('`specpress generate`')} with the settings of that run, or delete"
        f" {places.output / journal.NAME} and generate with {name_option('--force')}",
        code="interrupted-write",
    )


def _create_journal(changes: Sequence[Change], places: Places) -> Journal:
    has_names_lock = any(change.name is None for change in changes)
    return Journal(
        secrets.token_hex(4),
        "preparing",
        places.relate(places.names_lock) if has_names_lock else None,
        tuple(_list_missing_folders(changes, places.output)),
        tuple(Entry(c.name, _digest(c.old), _digest(c.new)) for c in changes),
        places.relate_manifest(),
    )


def _list_missing_folders(changes: Sequence[Change], output: Path) -> list[str]:
    folders = {
        folder.as_posix()
        for change in changes
        if change.name is not None and change.new is not None
        for folder in PurePosixPath(change.name).parents
    }
    # A directory sorts before those in it.
    return sorted(f for f in folders - {"."} if not (output / f).exists())


def _prepare(started: Journal, changes: Sequence[Change], places: Places) -> None:
    _store(started, places)
    for folder in started.folders:
        disk.make_folder(places.output / folder)
    if started.names_lock is not None:
        disk.make_folder(places.names_lock.parent)
    steps = _list_steps(started, places)
    contents = [(s, c.new) for s, c in zip(steps, changes, strict=True)]
    _write_temporary_files(contents)


def _write_temporary_files(contents: Sequence[tuple[_Step, bytes | None]]) -> None:
    """Write the content of each step, and wait until all are stored on the device."""
    written = [(step, content) for step, content in contents if content is not None]
    for step, content in written:
        with _errors_name(step.target):
            disk.write_file(step.temporary, content)
    disk.sync([step.temporary for step, _ in written])
    for step, _ in written:
        if step.target.exists():
            disk.copy_permissions(step.target, step.temporary)
    disk.sync({step.temporary.parent for step, _ in written})


def _complete(started: Journal, places: Places) -> None:
    completing = replace(started, state="completing")
    _store(completing, places)
    _finish(completing, places)


def _undo_or_restore(changes: Sequence[Change], places: Places) -> None:
    """Return to the old files after a failure."""
    disk.delete_file(places.output / journal.NEW_NAME)
    failed = journal.read(places.output)
    if failed is not None and failed.state == "completing":
        failed = replace(failed, state="restoring")
        steps = _list_steps(failed, places)
        pairs = zip(steps, changes, strict=True)
        _write_temporary_files(
            [(s, c.old) for s, c in pairs if read_content(s.target) != c.old]
        )
        _store(failed, places)
    if failed is not None:
        _finish(failed, places)


def _store(content: Journal, places: Places) -> None:
    """Write the journal, and wait until it is stored on the device."""
    path, temporary = places.output / journal.NAME, places.output / journal.NEW_NAME
    disk.delete_file(temporary)
    with _errors_name(path):
        disk.write_file(temporary, content.to_json().encode())
    disk.sync([temporary])
    disk.replace(temporary, path)
    disk.sync([places.output])


def _finish(stored: Journal, places: Places) -> None:
    """Continue from the state of the journal, as often as necessary, and delete the journal."""
    steps = _list_steps(stored, places)
    if stored.state != "preparing":
        _delete_and_replace(steps)
    for state in ("completing", "restoring"):
        for step in _list_steps(replace(stored, state=state), places):
            if step.temporary.exists() and _is_accessible(step):
                disk.delete_file(step.temporary)
    if stored.state != "completing":
        for folder in reversed(stored.folders):
            if find_obstacle(places.output, f"{folder}/x") is None:
                disk.delete_folder(places.output / folder)
    disk.sync({s.target.parent for s in steps if s.target.parent.is_dir()})
    disk.delete_file(places.output / journal.NAME)
    disk.sync([places.output])


def _list_steps(stored: Journal, places: Places) -> list[_Step]:
    is_restoring = stored.state == "restoring"
    steps = []
    for number, entry in enumerate(stored.entries):
        suffix = f"{number}-old" if is_restoring else str(number)
        root, name = places.locate(entry.name)
        target = root / name
        temporary = target.with_name(f".specpress-{stored.token}-{suffix}")
        digests = (entry.new, entry.old) if is_restoring else (entry.old, entry.new)
        steps.append(_Step(root, name, target, temporary, *digests))
    return steps


def _delete_and_replace(steps: Sequence[_Step]) -> None:
    pending = {fold(s.name): s.temporary.exists() for s in steps if s.wanted}
    for step in steps:
        # Where case is ignored, this name may be that of a file that was replaced already.
        if step.wanted is None and pending.get(fold(step.name), True):
            _delete(step)
    for step in steps:
        if step.wanted is not None:
            _replace(step)


def _delete(step: _Step) -> None:
    if _is_accessible(step) and _get_digest(step.target) == step.expected:
        with _errors_name(step.target):
            disk.delete_file(step.target)


def _replace(step: _Step) -> None:
    if not _is_accessible(step) or _get_digest(step.temporary) != step.wanted:
        # Replaced already, or not ours.
        return
    # The user may have written the file since: it is not overwritten.
    if _get_digest(step.target) in (step.expected, None):
        with _errors_name(step.target):
            disk.replace(step.temporary, step.target)


def _is_accessible(step: _Step) -> bool:
    """Return whether neither a file nor its temporary file is a link or behind one."""
    return (
        find_obstacle(step.root, step.name) is None and not step.temporary.is_symlink()
    )


def _get_digest(path: Path) -> str | None:
    return _digest(read_content(path))


def _digest(content: bytes | None) -> str | None:
    return None if content is None else digest(content)


@contextmanager
def _errors_name(path: Path) -> Iterator[None]:
    """Name a file instead of its temporary file in errors."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        error.filename2 = None
        raise
