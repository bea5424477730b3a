"""Edits of the files of a program: texts that replace others, so that the rest keeps its form."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field

from specpress.diff.changes import Change
from specpress.document.problems import Position
from specpress.program.sources import SourceFile


@dataclass(frozen=True, order=True, slots=True)
class TextEdit:
    """A text that replaces a part of a file."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Remaining:
    """A place that has to be edited by hand, and the reason."""

    position: Position
    change: Change
    reason: str


@dataclass(slots=True)
class Plan:
    """The edits of a program, and the places that have to be edited by hand."""

    files: dict[str, SourceFile] = field(default_factory=dict)
    edits: dict[str, set[TextEdit]] = field(default_factory=dict)
    remaining: dict[Remaining, None] = field(default_factory=dict)
    count: int = 0
    """The number of changes with edits."""

    def rename(self, file: SourceFile, offset: int, old: str, new: str) -> bool:
        """Replace a name; return False if the file has another text there."""
        if file.text[offset : offset + len(old)] != old:
            return False
        self.replace(file, offset, offset + len(old), new)
        return True

    def replace(self, file: SourceFile, start: int, end: int, text: str) -> None:
        """Replace a part of a file."""
        if file.text[start:end] != text:
            self.files[file.name] = file
            edit = TextEdit(start, end, text)
            self.edits.setdefault(file.name, set()).add(edit)

    def leave(self, file: SourceFile, offset: int, change: Change, reason: str) -> None:
        """Record a place that has to be edited by hand."""
        self.remaining[Remaining(file.locate(offset), change, reason)] = None

    def list_files(self) -> Iterator[EditedFile]:
        """Yield the files with their new texts, by name."""
        for name in sorted(self.edits):
            file = self.files[name]
            yield EditedFile(file, _apply(file.text, self.edits[name]))


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A file and its text after the edits."""

    file: SourceFile
    text: str

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode(self.file.encoding)

    @property
    def diff(self) -> str:
        """The unified difference."""
        name = self.file.name.lstrip("/")
        lines = difflib.unified_diff(
            self.file.text.splitlines(keepends=True),
            self.text.splitlines(keepends=True),
            f"a/{name}",
            f"b/{name}",
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _apply(text: str, edits: set[TextEdit]) -> str:
    """Return a text with edits; of two that overlap, the first one counts."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits):
        if edit.start < position:
            continue
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    result = "".join([*parts, text[position:]])
    # An edit that is no valid Python would be a bug of ours.
    ast.parse(result)
    return result
