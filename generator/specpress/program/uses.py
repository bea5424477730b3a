"""The uses of a package in a program, found through the types of the program."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from specpress.program.elements import Element, Elements
from specpress.program.language_server import LanguageServer, start_server
from specpress.program.sources import (
    Reference,
    SourceFile,
    list_aliases,
    list_references,
)


@dataclass(frozen=True, slots=True)
class Use:
    """A reference to a part of a package.

    Attributes:
        symbol: The part: `client.books.list`, `client.books.list(limit)`, `models.Book.pages`.
        role: That of the reference, or `positional` for an argument without its name.
    """

    symbol: str
    file: SourceFile
    reference: Reference
    role: str
    element: Element


def find_uses(
    files: Sequence[SourceFile],
    names: Collection[str],
    elements: Elements,
    root: Path,
    program: Path,
) -> list[Use]:
    """Return the uses of parts with one of the names, in the order of files and lines.

    Args:
        root: Directory of the package.
        program: The program as the user wrote it.

    Raises:
        UsageError: the types cannot be read.
    """
    names = {*names, *list_aliases(files, names)}
    references = {file.path: list_references(file, names) for file in files}
    if not any(references.values()):
        return []
    folder = program if program.is_dir() else program.parent
    # A package that is the program itself is imported from the directory above it.
    paths = [folder, folder.parent, Path.cwd()]
    uses: list[Use] = []
    with start_server(root.resolve(), [path.resolve() for path in paths]) as server:
        for file in files:
            if references[file.path]:
                uses += _find_in_file(server, file, references[file.path], elements)
    return uses


def _find_in_file(
    server: LanguageServer,
    file: SourceFile,
    references: Sequence[Reference],
    elements: Elements,
) -> Iterator[Use]:
    path = file.path.resolve()
    server.open_file(path, file.text)
    places = [_get_place(file, reference.offset) for reference in references]
    results = server.find_definitions(path, places)
    for reference, definitions in zip(references, results, strict=True):
        parts = filter(None, map(elements.find, definitions))
        for element in dict.fromkeys(parts):
            for symbol in element.symbols:
                yield Use(symbol, file, reference, reference.role, element)
                yield from _list_positional(file, reference, symbol, element)
    server.close_file(path)


def _get_place(file: SourceFile, offset: int) -> tuple[int, int]:
    """Return the line and the column of an offset in UTF-16 units, as the language server counts."""
    line, column = file.get_place(offset)
    return line, len(file.lines[line][:column].encode("utf-16-le")) // 2


def _list_positional(
    file: SourceFile, reference: Reference, symbol: str, element: Element
) -> Iterator[Use]:
    """Yield the arguments that a call of a method passes by position."""
    if reference.call is None or reference.role == "keyword":
        return
    for name, value in zip(element.positional, reference.call.args, strict=False):
        if isinstance(value, ast.Starred):
            return
        start, call = file.get_start(value), reference.call
        place = Reference(name, start, "positional", call, None, value, value)
        yield Use(f"{symbol}({name})", file, place, "positional", element)
