"""Positions of the keys and values of a TOML text, which the reader of TOML does not have.

The text is valid: `tomllib` has read it before.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

from specpress.document.json_reader import line_and_column
from specpress.document.problems import Step

Path = tuple[Step, ...]
# Settings are not nested more deeply; the positions of deeper values are those of their container.
MAX_DEPTH = 8

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})|' + r"'''.*?'''(?:'{0,2})|"
    r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\r\n]*")
# Strings and comments match first, so that brackets inside them are skipped.
_BRACKET = re.compile(_STRING.pattern + r"|#[^\n]*|([\[{])|([\]}])", re.DOTALL)


@dataclass(slots=True)
class TomlPositions:
    """Positions of the keys and values of a TOML text."""

    text: str
    _offsets: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """Offsets of key and value of each entry."""
    _last: dict[Path, int] = field(default_factory=dict)
    """Index of the last table in each array of tables."""

    def __post_init__(self) -> None:
        table: Path = ()
        position = self._skip_blank(0)
        while position < len(self.text):
            if self.text[position] == "[":
                table, position = self._read_header(position)
            else:
                position = self._read_entry(table, position)
            position = self._skip_blank(position)

    def find(self, path: Path, key: bool) -> tuple[int, int]:
        """Return line and column of the value at `path` (of its key), or of its nearest existing ancestor."""
        while path and path not in self._offsets:
            path = path[:-1]
        key_offset, offset = self._offsets.get(path, (0, 0))
        return line_and_column(self.text, key_offset if key else offset)

    def _skip_blank(self, position: int) -> int:
        match = _BLANK.match(self.text, position)
        return match.end() if match else position

    def _skip_space(self, position: int) -> int:
        match = _SPACE.match(self.text, position)
        return match.end() if match else position

    def _read_header(self, position: int) -> tuple[Path, int]:
        """Read `[table]` or `[[array of tables]]`; return the path of the table."""
        is_array = self.text.startswith("[[", position)
        names, end = self._read_key(position + 1 + is_array)
        path: Path = ()
        for name, offset in names:
            path = self._enter((*path, name), offset)
        if is_array:
            path, offset = self._list_path(path), names[-1][1]
            self._last[path] = self._last.get(path, -1) + 1
            self._offsets.setdefault(path, (offset, offset))
            path = self._enter(path, offset)
        return path, end + 1 + is_array

    def _list_path(self, path: Path) -> Path:
        """Return the path of an array of tables without the index of its last table."""
        return path[:-1] if path[:-1] in self._last else path

    def _enter(self, path: Path, offset: int) -> Path:
        """Record a key, unless it is known; return the path of the table that it names."""
        self._offsets.setdefault(path, (offset, offset))
        if path not in self._last:
            return path
        item = (*path, self._last[path])
        self._offsets.setdefault(item, (offset, offset))
        return item

    def _read_entry(self, table: Path, position: int) -> int:
        """Read `key = value`; return the end of the value."""
        names, position = self._read_key(position)
        path = table
        for name, offset in names:
            path = (*path, name)
            self._offsets.setdefault(path, (offset, offset))
        start = self._skip_space(position + 1)
        self._offsets[path] = (names[-1][1], start)
        return self._read_value(path, start)

    def _read_key(self, position: int) -> tuple[list[tuple[str, int]], int]:
        """Read a dotted key; return its parts with their offsets, and the offset after it."""
        names: list[tuple[str, int]] = []
        while not names or self.text[position] == ".":
            start = self._skip_space(position + bool(names))
            pattern = _STRING if self.text[start] in "\"'" else _BARE
            match = pattern.match(self.text, start)
            assert match is not None
            names.append((_unquote(match[0]), start))
            position = self._skip_space(match.end())
        return names, position

    def _read_value(self, path: Path, position: int) -> int:
        """Record the entries of a value; return its end."""
        match self.text[position]:
            case "[" | "{" if len(path) >= MAX_DEPTH:
                return self._skip_nested(position)
            case "[":
                return self._read_array(path, position)
            case "{":
                return self._read_inline_table(path, position)
            case '"' | "'":
                match = _STRING.match(self.text, position)
            case _:
                match = _SCALAR.match(self.text, position)
        return match.end() if match else position

    def _read_array(self, path: Path, position: int) -> int:
        position, index = self._skip_blank(position + 1), 0
        while self.text[position] != "]":
            item = (*path, index)
            self._offsets[item] = (position, position)
            position = self._skip_blank(self._read_value(item, position))
            if self.text[position] == ",":
                position, index = self._skip_blank(position + 1), index + 1
        return position + 1

    def _read_inline_table(self, path: Path, position: int) -> int:
        position = self._skip_blank(position + 1)
        while self.text[position] != "}":
            position = self._skip_blank(self._read_entry(path, position))
            if self.text[position] == ",":
                position = self._skip_blank(position + 1)
        return position + 1

    def _skip_nested(self, position: int) -> int:
        """Return the end of an array or inline table, without recursion."""
        depth = 0
        for match in _BRACKET.finditer(self.text, position):
            depth += bool(match[1]) - bool(match[2])
            if depth == 0:
                return match.end()
        return len(self.text)


def _unquote(text: str) -> str:
    """Return the key that a bare or quoted key names."""
    if text[0] not in "\"'":
        return text
    value: str = tomllib.loads(f"key = {text}")["key"]
    return value
