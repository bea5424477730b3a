"""The ignore file: changes that are accepted, each with a reason and until a date."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from specpress.config import SettingsError
from specpress.config.toml_positions import TomlPositions
from specpress.diff.changes import Change, Comparison
from specpress.diff.kinds import load_kinds
from specpress.document.files import read_file
from specpress.document.lines import excerpt
from specpress.document.problems import Position, Problem, Severity, Step
from specpress.document.uris import display_name

TABLE = "ignore"
KEYS = ("code", "symbol", "reason", "expires")
HINT = "write [[ignore]] with `code`, `reason` and `expires`, and perhaps `symbol`"


@dataclass(frozen=True, slots=True)
class Entry:
    """A table of the file."""

    index: int
    code: str
    symbol: str | None
    """The part of the package; None for all parts."""
    reason: str
    expires: date

    def matches(self, change: Change) -> bool:
        """Return whether the entry accepts a change."""
        is_same = self.symbol in (None, change.symbol)
        return self.code == change.code and is_same


@dataclass(frozen=True, slots=True)
class IgnoreFile:
    """The text of the file, with positions."""

    name: str
    text: str

    def describe(
        self,
        path: tuple[Step, ...],
        message: str,
        hint: str | None = None,
        *,
        code: str,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """Return a problem of the value at a path."""
        line, column = TomlPositions(self.text).find(path, key=False)
        position = Position(self.name, line, column)
        lines = excerpt(self.text, line)
        return Problem(message, hint, severity, position, excerpt=lines, code=code)


def apply_ignore_file(
    comparison: Comparison, path: Path, today: date
) -> tuple[Comparison, list[Problem]]:
    """Return a comparison without the accepted changes, and warnings about entries without effect.

    Raises:
        SettingsError: the file is not valid.
        OSError: the file cannot be read.
    """
    file = IgnoreFile(display_name(str(path)), _read(path))
    entries = _parse(file)
    current = [entry for entry in entries if entry.expires >= today]
    ignored = [
        c for c in comparison.changes if any(entry.matches(c) for entry in current)
    ]
    problems = [*_list_warnings(file, entries, comparison.changes, today)]
    return comparison.without(ignored), problems


def _read(path: Path) -> str:
    try:
        return read_file(path, is_named=True).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = display_name(str(path))
        problem = Problem(
            f"{name} is not valid UTF-8", "save it as UTF-8", code="wrong-encoding"
        )
        raise SettingsError([problem]) from error


def _parse(file: IgnoreFile) -> list[Entry]:
    """Return the entries of the file."""
    try:
        table = tomllib.loads(file.text)
    except (ValueError, RecursionError) as error:
        problem = Problem(
            f"{file.name} is not valid TOML: {error}", code="invalid-toml"
        )
        raise SettingsError([problem]) from error
    faults = [*_find_faults(file, table)]
    if faults:
        raise SettingsError(faults)
    return [
        Entry(
            index, entry["code"], entry.get("symbol"), entry["reason"], entry["expires"]
        )
        for index, entry in enumerate(table.get(TABLE, []))
    ]


def _find_faults(file: IgnoreFile, table: dict[str, Any]) -> Iterator[Problem]:
    code = "invalid-setting"
    for key in table.keys() - {TABLE}:
        yield file.describe((key,), f"unknown key {key!r}", HINT, code=code)
    entries = table.get(TABLE, [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        yield file.describe((TABLE,), "`ignore` must be tables", HINT, code=code)
        return
    for index, entry in enumerate(entries):
        for key in (k for k in entry if k not in KEYS):
            path = (TABLE, index, key)
            yield file.describe(path, f"unknown key {key!r}", HINT, code=code)
        for key in KEYS:
            fault = _explain(key, entry.get(key))
            if fault is not None:
                yield file.describe((TABLE, index, key), fault, HINT, code=code)


def _explain(key: str, value: Any) -> str | None:
    """Return the fault of a value; None if it is valid."""
    if key == "symbol" and value is None:
        return None
    if value is None:
        return f"`{key}` is missing"
    if key == "expires":
        is_date = isinstance(value, date) and not isinstance(value, datetime)
        return None if is_date else "`expires` must be a date such as 2027-01-31"
    if not isinstance(value, str) or not value.strip():
        return f"`{key}` must be a text"
    if key == "code" and value not in load_kinds():
        return f"{value!r} is not the code of a change"
    return None


def _list_warnings(
    file: IgnoreFile,
    entries: list[Entry],
    changes: tuple[Change, ...],
    today: date,
) -> Iterator[Problem]:
    """Yield a warning for each entry that has expired, or that matches no change."""
    for entry in entries:
        path: tuple[Step, ...] = (TABLE, entry.index, "expires")
        if entry.expires < today:
            message = f"expired on {entry.expires}: {entry.code} is reported again"
            hint = "remove the entry, or set a later date"
        elif not any(entry.matches(change) for change in changes):
            path = (TABLE, entry.index, "code")
            message = f"no change has the code {entry.code} and this symbol"
            hint = "remove the entry"
        else:
            continue
        yield file.describe(
            path,
            message,
            hint,
            code="outdated-ignore-entry",
            severity=Severity.WARNING,
        )
