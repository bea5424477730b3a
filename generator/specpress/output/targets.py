"""Files that a write may change: valid names, obstacles on the way, contents."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from pathlib import Path, PurePosixPath

# Maximum length of a path inside the output directory, and of a part of it in bytes.
MAX_PATH, MAX_PART_BYTES = 1024, 255


def is_valid_name(name: str) -> bool:
    """Return whether a path names a file inside a directory, the same one on every system.

    Names of hidden files are invalid: such files belong to other tools or to the user.
    """
    path = PurePosixPath(name)
    return (
        bool(path.parts)
        and str(path) == name
        and len(name) <= MAX_PATH
        and not path.is_absolute()
        # Backslashes and colons make a path absolute or relative to a drive on Windows.
        and not any(c in '\\:*?"<>|' or not c.isprintable() for c in name)
        # Windows ignores blanks and dots at the end.
        and not any(p.startswith(".") or p.endswith((".", " ")) for p in path.parts)
        and all(len(part.encode()) <= MAX_PART_BYTES for part in path.parts)
    )


def fold(name: str) -> str:
    """Return the form of a name that systems compare which ignore case."""
    return unicodedata.normalize("NFC", name).casefold()


def find_obstacle(root: Path, name: str) -> str | None:
    """Return the reason why a file below `root` must not be written or deleted, if there is one.

    The reasons are a link on the way, and anything but a regular file in its place.
    """
    path, parts = os.fspath(root), name.split("/")
    for number, part in enumerate(parts, 1):
        # Strings: paths as objects take most of the time for a large output.
        path = f"{path}{os.sep}{part}"
        try:
            status = os.lstat(path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        if reason := _describe_obstacle(status, is_last=number == len(parts)):
            return f"{path} {reason}"
    return None


def _describe_obstacle(status: os.stat_result, *, is_last: bool) -> str | None:
    mount_point = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)
    # A junction of Windows is a link to a directory.
    is_junction = getattr(status, "st_reparse_tag", 0) == mount_point
    if stat.S_ISLNK(status.st_mode) or is_junction:
        return "is a link"
    if is_last:
        if stat.S_ISDIR(status.st_mode):
            return "is a directory"
        return None if stat.S_ISREG(status.st_mode) else "is not a regular file"
    return None if stat.S_ISDIR(status.st_mode) else "is not a directory"


def read_content(path: Path) -> bytes | None:
    """Return the content of a regular file; None if it does not exist or is something else."""
    try:
        return path.read_bytes() if stat.S_ISREG(path.lstat().st_mode) else None
    except (FileNotFoundError, NotADirectoryError):
        return None


def digest(content: bytes) -> str:
    """Return the SHA-256 digest of a content."""
    return hashlib.sha256(content).hexdigest()


def has_digest(content: bytes, recorded: str) -> bool:
    """Return whether a content is the recorded one, also after git converted its line ends."""
    return recorded in (digest(content), digest(content.replace(b"\r\n", b"\n")))
