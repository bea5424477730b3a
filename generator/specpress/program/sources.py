"""The files of a program, and the names in them that may refer to a part of a package."""

from __future__ import annotations

import ast
import io
import os
import re
import tokenize
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from specpress.document.files import MAX_BYTES
from specpress.document.lines import excerpt
from specpress.document.problems import (
    DocumentError,
    Position,
    Problem,
    UsageError,
)
from specpress.document.uris import display_name

SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages"})


@dataclass(frozen=True)
class SourceFile:
    """A module of a program."""

    path: Path
    text: str = field(repr=False)
    encoding: str
    tree: ast.Module = field(repr=False)

    @property
    def name(self) -> str:
        """The path as messages show it."""
        return display_name(str(self.path))

    @cached_property
    def lines(self) -> list[str]:
        """The lines with their ends."""
        return io.StringIO(self.text, newline="").readlines()

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each line in the text."""
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line))
        return starts

    def get_offset(self, line: int, column: int) -> int:
        """Return the offset of a place of a node: a line from 1, and a column in bytes."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        return self.starts[line - 1] + len(text.encode()[:column].decode())

    def get_start(self, node: ast.expr | ast.keyword | ast.alias) -> int:
        """Return the offset of a node."""
        return self.get_offset(node.lineno, node.col_offset)

    def get_end(self, node: ast.expr | ast.keyword | ast.alias) -> int:
        """Return the offset after a node."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.get_offset(node.end_lineno, node.end_col_offset)

    def get_place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both from 0."""
        low, high = 0, len(self.starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.starts[middle] <= offset:
                low = middle
            else:
                high = middle - 1
        return low, offset - self.starts[low]

    def locate(self, offset: int) -> Position:
        """Return the position of an offset."""
        line, column = self.get_place(offset)
        return Position(self.name, line + 1, column + 1)


@dataclass(frozen=True, slots=True)
class Reference:
    """A name in a program."""

    text: str
    offset: int
    role: str
    """`import`, `name`, `attribute`, `keyword`, `pattern` or `text`."""
    call: ast.Call | None = None
    """The call of the name, or that to which a keyword belongs."""
    container: ast.Dict | None = None
    """The dict of which a text is a key."""
    node: ast.AST | None = None
    """The import, the attribute or the keyword."""
    value: ast.expr | None = None
    """The value that the program gives to the name, or compares it with."""


def read_program(root: Path, excluded: Collection[Path]) -> list[SourceFile]:
    """Read the Python files of a directory, or one file.

    Args:
        excluded: Directories that are no part of the program, such as the generated package.

    Raises:
        UsageError: the directory does not exist, or has no Python files.
        DocumentError: files are not valid Python.
    """
    if not root.exists():
        message = f"cannot read the program {root}: no such file or directory"
        raise UsageError(message, code="missing-file")
    paths = [root] if root.is_file() else [*_list_files(root, excluded)]
    if not paths:
        message = f"the program {root} has no Python files"
        raise UsageError(message, code="missing-file")
    problems: list[Problem] = []
    files = [file for path in paths if (file := _read_file(path, problems))]
    if problems:
        raise DocumentError(problems)
    return files


def _list_files(root: Path, excluded: Collection[Path]) -> Iterator[Path]:
    """Yield the Python files below a directory; neither hidden ones, nor links, nor environments."""
    omitted = {os.path.realpath(path) for path in excluded}
    for folder, names, files in os.walk(root):
        names[:] = sorted(
            name
            for name in names
            if not name.startswith(".")
            and name not in SKIPPED
            and not Path(folder, name, "pyvenv.cfg").exists()
            and os.path.realpath(Path(folder, name)) not in omitted
        )
        for name in sorted(files):
            path = Path(folder, name)
            if name.endswith((".py", ".pyi")) and not path.is_symlink():
                yield path


def _read_file(path: Path, problems: list[Problem]) -> SourceFile | None:
    content = path.read_bytes()
    if len(content) > MAX_BYTES:
        message = f"cannot read {path}: larger than {MAX_BYTES // 1_000_000} MB"
        problems.append(Problem(message, code="too-large"))
        return None
    name = display_name(str(path))
    text = ""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        text = content.decode(encoding)
        return SourceFile(path, text, encoding, ast.parse(text))
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 1
        column = getattr(error, "offset", None) or 1
        reason = getattr(error, "msg", None) or str(error)
        problem = Problem(
            f"not valid Python: {reason}",
            "the program is read with the Python version that runs specpress",
            position=Position(name, line, column),
            excerpt=excerpt(text, line) if text else (),
            code="invalid-program",
        )
        problems.append(problem)
        return None


def list_aliases(files: Collection[SourceFile], names: Collection[str]) -> set[str]:
    """Return the names that imports give to others: `B` of `import Book as B`."""
    return {
        alias.asname
        for file in files
        for node in ast.walk(file.tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname and alias.name in names
    }


def list_references(file: SourceFile, names: Collection[str]) -> list[Reference]:
    """Return the references of a file with one of the names, in the order of the text."""
    collector = _Collector(file, names)
    collector.visit(file.tree)
    return sorted(collector.references, key=lambda reference: reference.offset)


class _Collector(ast.NodeVisitor):
    """Collects references."""

    def __init__(self, file: SourceFile, names: Collection[str]) -> None:
        self.file = file
        self.names = names
        self.references: list[Reference] = []
        self._calls: dict[ast.expr, ast.Call] = {}
        self._keys: dict[ast.expr, ast.Dict] = {}
        self._values: dict[ast.expr, ast.expr] = {}

    def _add(
        self,
        text: str,
        offset: int,
        role: str,
        node: ast.AST,
        call: ast.Call | None = None,
        value: ast.expr | None = None,
    ) -> None:
        if text in self.names:
            reference = Reference(text, offset, role, call, None, node, value)
            self.references.append(reference)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            self._add(alias.name, self.file.get_start(alias), "import", node)
            if alias.asname is not None:
                offset = self.file.get_end(alias) - len(alias.asname)
                self._add(alias.asname, offset, "import", node)

    def visit_Name(self, node: ast.Name) -> None:
        call = self._calls.get(node)
        self._add(node.id, self.file.get_start(node), "name", node, call)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        offset = self.file.get_end(node) - len(node.attr)
        call, value = self._calls.get(node), self._values.get(node)
        self._add(node.attr, offset, "attribute", node, call, value)
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        if len(node.comparators) == 1:
            (right,) = node.comparators
            self._values |= {node.left: right, right: node.left}
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        self._values |= dict.fromkeys(node.targets, node.value)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        self._calls[node.func] = node
        for keyword in node.keywords:
            if keyword.arg is not None:
                offset = self.file.get_start(keyword)
                value = keyword.value
                self._add(keyword.arg, offset, "keyword", keyword, node, value)
        self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            if key is not None:
                self._keys[key], self._values[key] = node, value
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Add a text: the key of a dict, or an annotation."""
        if not isinstance(node.value, str) or node.value not in self.names:
            return
        start, end = self.file.get_start(node), self.file.get_end(node)
        inner = self.file.text.find(node.value, start, end)
        if inner >= 0:
            container, value = self._keys.get(node), self._values.get(node)
            self.references.append(
                Reference(node.value, inner, "text", None, container, node, value)
            )

    def visit_MatchClass(self, node: ast.MatchClass) -> None:
        start = self.file.get_end(node.cls)
        for name, pattern in zip(node.kwd_attrs, node.kwd_patterns, strict=True):
            first = self.file.get_offset(pattern.lineno, pattern.col_offset)
            before = self.file.text[start:first]
            # The pattern begins after its name and "=".
            match = [*re.finditer(rf"\b{re.escape(name)}\s*=", before)]
            if match:
                value = pattern.value if isinstance(pattern, ast.MatchValue) else None
                offset = start + match[-1].start()
                self._add(name, offset, "pattern", node, None, value)
        self.generic_visit(node)
