"""The settings file: its table, and positions in its text."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from specpress.config.problems import SettingsError
from specpress.config.settings import Settings
from specpress.config.toml_positions import TomlPositions
from specpress.document.files import note_read
from specpress.document.files import read_file as read_bytes
from specpress.document.json_reader import line_and_column
from specpress.document.lines import excerpt
from specpress.document.problems import (
    Position,
    Problem,
    Step,
    UsageError,
)
from specpress.validate.messages import Message

FILES = ("specpress.toml", "pyproject.toml")
TABLE = ("tool", "specpress")
_WINDOWS_PATH = re.compile(r"\"(?:[A-Za-z]:|\.{0,2})\\")
_AT = re.compile(r" \((?:at line (\d+), column (\d+)|at end of document)\)$")


@dataclass(frozen=True)
class SettingsFile:
    """A settings file; without one, an empty table."""

    directory: Path
    path: Path | None = None
    text: str = ""

    @property
    def _above(self) -> tuple[str, ...]:
        """The path of the table in the file."""
        is_project = self.path is not None and self.path.name == "pyproject.toml"
        return TABLE if is_project else ()

    @cached_property
    def table(self) -> dict[str, Any]:
        """The settings.

        Raises:
            SettingsError: the text is not TOML, or the settings are not a table.
        """
        table = self._parse()
        for length, key in enumerate(self._above, 1):
            table = table.get(key, {})
            if not isinstance(table, dict):
                name = ".".join(self._above[:length])
                fault = Message(
                    (),
                    f"`{name}` must be a table",
                    f"write [{name}]",
                    code="invalid-setting",
                )
                raise SettingsError([self.locate(fault)])
        return table

    @property
    def has_table(self) -> bool:
        """True if there is a file, and a project file has a table for the settings."""
        return self.path is not None and (not self._above or bool(self.table))

    def has(self, path: tuple[Step, ...]) -> bool:
        """Return whether the table has a setting."""
        value: Any = self.table
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return False
        return True

    def locate(self, fault: Message) -> Problem:
        """Return the problem of a fault, with its position in the file."""
        position = self.find(fault.path, key=fault.key)
        lines = excerpt(self.text, position.line) if position else ()
        return Problem(
            fault.text, fault.hint, position=position, excerpt=lines, code=fault.code
        )

    def find(self, path: tuple[Step, ...], *, key: bool = False) -> Position | None:
        """Return the position of the setting at `path` (of its key); None without a file."""
        if self.path is None:
            return None
        line, column = self._positions.find((*self._above, *path), key)
        return Position(self.path.name, line, column)

    @cached_property
    def _positions(self) -> TomlPositions:
        return TomlPositions(self.text)

    def _parse(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.text)
        except RecursionError as error:
            raise self._invalid("values are nested too deeply", 1, 1) from error
        except ValueError as error:
            message = str(error)
            match = _AT.search(message)
            end = line_and_column(self.text, len(self.text))
            at = (int(match[1]), int(match[2])) if match and match[1] else end
            if match is None:
                # An integer with too many digits.
                message, at = "a number has too many digits", (1, 1)
            raise self._invalid(_AT.sub("", message), *at) from error

    def _invalid(self, reason: str, line: int, column: int) -> SettingsError:
        assert self.path is not None
        position = Position(self.path.name, line, column)
        message = f"not valid TOML: {reason[:1].lower()}{reason[1:]}"
        lines = excerpt(self.text, line)
        hint = None
        if _WINDOWS_PATH.search(
            "".join(text for number, text in lines if number == line)
        ):
            hint = "write a path of Windows in single quotes: 'C:\\docs\\openapi.yaml'"
        problem = Problem(
            message, hint, position=position, excerpt=lines, code="invalid-toml"
        )
        return SettingsError([problem])


def find_file(start: Path) -> SettingsFile:
    """Return the settings file at a path, or in a directory.

    Raises:
        UsageError: the file cannot be read.
    """
    try:
        path = next(_find_files(start), None)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"cannot read the settings in {start}: {error}", code="unreadable-settings"
        ) from error
    return SettingsFile(start) if path is None else read_file(path)


def _find_files(start: Path) -> Iterator[Path]:
    """Yield the settings files at a path, or in a directory."""
    for path in (start, *(start / name for name in FILES)):
        if path.is_file():
            yield path
        elif path != start:
            note_read(path, None)


def read_file(path: Path) -> SettingsFile:
    """Return a settings file.

    Raises:
        UsageError: the file cannot be read, or is not UTF-8.
    """
    try:
        content = read_bytes(Path(os.path.realpath(path)))
        note_read(path, content)
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path.name} is not UTF-8: save it as UTF-8", code="unreadable-settings"
        ) from error
    except (OSError, ValueError) as error:
        raise UsageError(
            f"cannot read {path.name}: {error}", code="unreadable-settings"
        ) from error
    # As `tomllib` does: a carriage return before a line break is a part of it.
    return SettingsFile(path.parent, path, text.replace("\r\n", "\n"))


def locate(settings: Settings, fault: Message) -> Problem:
    """Return the problem of a fault in settings, with its position in their file if they have one."""
    file = (
        SettingsFile(Path()) if settings.source is None else read_file(settings.source)
    )
    own = (*settings.table, *fault.path[:1])
    # Settings beside the APIs apply to all of them.
    is_shared = file.has(fault.path[:1]) and not file.has(own)
    is_written = is_shared or file.has(own)
    if fault.path[:1] in (("include",), ("exclude",)) and not is_written:
        # The value of an option.
        file = SettingsFile(Path())
    path = fault.path if is_shared else (*settings.table, *fault.path)
    return file.locate(replace(fault, path=path))
