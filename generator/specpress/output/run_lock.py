"""The lock of an output directory: only one run writes to it at a time.

The operating system releases the lock when its process ends, also when it is killed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from specpress.document.problems import UsageError
from specpress.output import disk

NAME = ".specpress-lock"
# A run writes for a moment only: one that takes longer has been stopped.
MAX_WAIT = 10.0
PAUSE = 0.05

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # Some network file systems have no locks.
            return True
        return True


@contextmanager
def hold(output: Path) -> Iterator[None]:
    """Create the directory if necessary, and lock it; wait for another run that writes to it.

    Raises:
        UsageError: the other run does not end.
    """
    is_new = not output.exists()
    descriptor = _acquire(output)
    try:
        yield
    finally:
        _release(output / NAME, descriptor)
        if is_new:
            # It is empty if nothing was written.
            disk.delete_folder(output)


def is_held(output: Path) -> bool:
    """Return whether a run is writing to the directory."""
    try:
        descriptor = os.open(output / NAME, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _try_lock(descriptor)
    finally:
        os.close(descriptor)


def _acquire(output: Path) -> int:
    path = output / NAME
    end = time.monotonic() + MAX_WAIT
    while True:
        with suppress(FileNotFoundError):
            disk.make_folder(output)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o666)
            if _try_lock(descriptor) and _is_file(descriptor, path):
                return descriptor
            os.close(descriptor)
        if time.monotonic() >= end:
            raise UsageError(
                f"cannot write to {output}: another run of specpress is writing to it;"
                " wait until it ends",
                code="concurrent-run",
            )
        time.sleep(PAUSE)


def _is_file(descriptor: int, path: Path) -> bool:
    """Return whether a descriptor is that of the file at a path: its last owner deleted it."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


def _release(path: Path, descriptor: int) -> None:
    try:
        if os.name != "nt":
            with suppress(OSError):
                disk.delete_file(path)
    finally:
        os.close(descriptor)
    if os.name == "nt":
        # Windows deletes no open file: another run keeps it.
        with suppress(OSError):
            disk.delete_file(path)
