"""The journal of a write: a file in the output directory, to complete or undo the write after a kill."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from specpress.document.problems import UsageError
from specpress.output.targets import is_valid_name, read_content
from specpress.wording import name_option

NAME = ".specpress-journal"
# The journal is written to this file, and then renamed.
NEW_NAME = f"{NAME}.new"
# Another version has other fields.
VERSION = 1
MAX_BYTES = 64 * 2**20

# preparing: temporary files are being written, and the old output is complete
# completing: the temporary files are complete, and replace the old ones
# restoring: replacing a file failed, and the old files replace the new ones
State = Literal["preparing", "completing", "restoring"]

_TOKEN = re.compile(r"[0-9a-f]{8}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that a write changes.

    Attributes:
        name: The path inside the output directory; None for the names lock outside of it.
        old: The digest of the content before the write; None if the file did not exist.
        new: The digest of the content after it; None if the file is deleted.
    """

    name: str | None
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Journal:
    """A write and its state.

    Attributes:
        token: A part of the names of its temporary files.
        names_lock: The path of the names lock outside the output directory, relative to it.
        manifest: That of the manifest outside the output directory.
        folders: The directories that the write creates, each after its parent.
    """

    token: str
    state: State
    names_lock: str | None
    folders: tuple[str, ...]
    entries: tuple[Entry, ...]
    manifest: str | None = None

    def to_json(self) -> str:
        """Return the content of the file."""
        table = {
            "version": VERSION,
            "token": self.token,
            "state": self.state,
            "names-lock": self.names_lock,
            "manifest": self.manifest,
            "folders": self.folders,
            "files": [[e.name, e.old, e.new] for e in self.entries],
        }
        return json.dumps(table, indent=1) + "\n"


def read(output: Path) -> Journal | None:
    """Return the journal of an interrupted write, if there is one.

    Raises:
        UsageError: the file is not a journal of this version.
    """
    path = output / NAME
    if not exists(output):
        return None
    try:
        if path.lstat().st_size > MAX_BYTES:
            raise ValueError
        return _parse(json.loads(read_content(path) or b""))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(
            f"{path} is not a journal that this version can read: delete it, and run"
            f" {name_option('`specpress generate`')} with {name_option('--force')}",
            code="unreadable-journal",
        ) from error


def exists(output: Path) -> bool:
    """Return whether a write to the directory is in progress or was interrupted."""
    return (output / NAME).is_symlink() or (output / NAME).exists()


def _parse(table: Any) -> Journal:
    """Return the journal in a table; anybody may have written it.

    Raises:
        ValueError, KeyError, TypeError: it is invalid.
    """
    entries = [Entry(*fields) for fields in table["files"]]
    folders = table["folders"]
    _require(table["version"] == VERSION and table["state"] in get_args(State))
    _require(_matches(_TOKEN, table["token"]))
    outside = table["names-lock"], table.get("manifest")
    _require(all(isinstance(path, str | None) for path in outside))
    _require(all(_is_valid(entry) for entry in entries))
    _require(all(isinstance(f, str) and is_valid_name(f) for f in folders))
    return Journal(
        table["token"],
        table["state"],
        outside[0],
        tuple(folders),
        tuple(entries),
        outside[1],
    )


def _is_valid(entry: Entry) -> bool:
    if entry.name is not None and not is_valid_name(entry.name):
        return False
    # The names lock is never deleted.
    if entry.name is None and entry.new is None:
        return False
    return all(d is None or _matches(_DIGEST, d) for d in (entry.old, entry.new))


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _require(condition: bool) -> None:
    if not condition:
        raise ValueError
