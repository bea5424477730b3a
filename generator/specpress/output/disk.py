"""The steps that change the file system.

Tests replace these functions to interrupt a write before each of them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

# File systems flush files that are synchronized at the same time together: 700 files in 0.2 s
# instead of 3 s.
SYNC_THREADS = 8


def make_folder(path: Path) -> None:
    """Create a directory and those above it."""
    path.mkdir(parents=True, exist_ok=True)


def write_file(path: Path, content: bytes) -> None:
    """Write a file that does not exist."""
    with path.open("xb") as file:
        file.write(content)


def copy_permissions(source: Path, path: Path) -> None:
    """Give a file the permissions of another, and its owner as far as this user may."""
    wanted, current = source.lstat(), path.lstat()
    owner = wanted.st_uid, wanted.st_gid
    if hasattr(os, "chown") and owner != (current.st_uid, current.st_gid):
        with suppress(OSError):
            os.chown(path, *owner)
    path.chmod(stat.S_IMODE(wanted.st_mode))


def replace(source: Path, target: Path) -> None:
    """Rename a file; both paths are in the same directory."""
    source.replace(target)


def delete_file(path: Path) -> None:
    """Delete a file if it exists."""
    path.unlink(missing_ok=True)


def delete_folder(path: Path) -> None:
    """Delete a directory if it exists and is empty."""
    with suppress(OSError):
        path.rmdir()


def sync(paths: Collection[Path]) -> None:
    """Wait until files and directories are stored on their device."""
    if len(paths) <= 1:
        for path in paths:
            _sync(path)
        return
    with ThreadPoolExecutor(SYNC_THREADS) as executor:
        for _ in executor.map(_sync, paths):
            pass


def _sync(path: Path) -> None:
    is_folder = path.is_dir()
    if is_folder and os.name == "nt":
        # Windows synchronizes no directories.
        return
    # Windows synchronizes only files that are open for writing.
    descriptor = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
    try:
        os.fsync(descriptor)
    except OSError:
        # Some file systems cannot synchronize directories.
        if not is_folder:
            raise
    finally:
        os.close(descriptor)
