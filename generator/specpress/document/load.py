"""Read a document from a path, a URL or standard input: its text, its tree and positions."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from specpress.document import files, json_reader, yaml_reader
from specpress.document.json_reader import release_lines
from specpress.document.lines import excerpt, release_excerpts
from specpress.document.mistakes import (
    FIRST_LINES,
    add_article,
    check_kind,
    suggest_after_end,
    suggest_path,
)
from specpress.document.policy import DEFAULT_POLICY, ReadingPolicy
from specpress.document.problems import (
    DocumentError,
    Position,
    Problem,
    Step,
    document_error,
)
from specpress.document.source_text import SourceText
from specpress.document.uris import display_name, is_url

STDIN = "-"
# A key that only an OpenAPI document or an overlay has.
_DECLARATION = re.compile(
    r"(?m)(?:^|[{,])\s*[\"']?(?:openapi|swagger|overlay)[\"']?\s*:"
)
# UTF-32 first: its little-endian mark begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Positions(Protocol):
    """Positions of the values of a text."""

    def find(self, path: tuple[Step, ...], key: bool) -> tuple[int, int]:
        """Return line and column of the value at `path` (of its key), or of its nearest existing ancestor."""
        ...

    def find_text(self, path: tuple[Step, ...]) -> str | None:
        """Return the text of a scalar that YAML may read as another type; None in JSON."""
        ...


def release_texts(documents: Iterable[Document]) -> None:
    """Release the texts of documents, which the later stages need for problems only."""
    release_lines()
    release_excerpts()
    for document in documents:
        document.source.release()


@dataclass(slots=True)
class Document:
    """A document in memory. `uri` identifies it, `name` is displayed in messages.

    `origin` is set if an overlay changed the tree: it records where each value is written.
    """

    uri: str
    name: str
    source: SourceText
    tree: Any
    positions: Positions = field(repr=False)
    origin: Origin | None = field(default=None, repr=False)
    # Recoverable problems of the text, such as duplicate keys.
    warnings: list[Problem] = field(default_factory=list, repr=False)
    upgrade: Upgrade | None = field(default=None, repr=False)
    """The document as it is written, if it is Swagger 2.0 or a part of such a document."""

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.source.value

    def position(self, path: tuple[Step, ...], *, key: bool = False) -> Position:
        """Return the position of the value at `path` (of its key), or of its nearest existing ancestor."""
        origin = self.origin_of(path)
        line, column = origin.document.positions.find(origin.path, key)
        return Position(origin.document.name, line, column)

    def written_path(self, path: tuple[Step, ...]) -> tuple[Step, ...]:
        """Return the path of a value in the document as it is written."""
        return path if self.upgrade is None else self.origin_of(path).path

    def written_text(self, path: tuple[Step, ...]) -> str | None:
        """Return the scalar at `path` as it is written in YAML; None in JSON."""
        origin = self.origin_of(path)
        return origin.document.positions.find_text(origin.path)

    def excerpt(self, path: tuple[Step, ...], line: int) -> tuple[tuple[int, str], ...]:
        """Return a line and its neighbours, from the document in which the value at `path` is written."""
        return excerpt(self.origin_of(path).document.text, line)

    def origin_of(self, path: tuple[Step, ...]) -> Origin:
        """Return the document and path where the value at `path` is written."""
        if self.origin is None:
            return Origin(self, path)
        origin = self.origin
        for step in path:
            origin = origin.child(step)
        return origin


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The document before an upgrade, and the new path of each value that moved, by its old path."""

    source: Document
    moves: dict[tuple[Step, ...], tuple[Step, ...]]

    def find_place(self, path: tuple[Step, ...]) -> tuple[Step, ...]:
        """Return the path in the upgraded document of a value as it is written."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.moves:
                return (*self.moves[path[:length]], *path[length:])
        return path


@dataclass(slots=True)
class Origin:
    """The document and path where a value is written; `below` lists entries written elsewhere."""

    document: Document
    path: tuple[Step, ...]
    below: dict[Step, Origin] = field(default_factory=dict)
    items: list[Origin] | None = None
    """The origins of the items of an array, after one was removed; instead of `below`."""

    def child(self, step: Step) -> Origin:
        """Return the origin of an entry, without recording it."""
        if self.items is not None and step in range(len(self.items)):
            return self.items[int(step)]
        return self.below.get(step) or Origin(self.document, (*self.path, step))

    def enter(self, step: Step) -> Origin:
        """Return the recorded origin of an entry, for changes."""
        if self.items is not None and step in range(len(self.items)):
            return self.items[int(step)]
        return self.below.setdefault(step, Origin(self.document, (*self.path, step)))

    def copy(self) -> Origin:
        """Return a deep copy."""
        below = {step: origin.copy() for step, origin in self.below.items()}
        items = None if self.items is None else [item.copy() for item in self.items]
        return Origin(self.document, self.path, below, items)

    def record(self, step: Step, origin: Origin) -> None:
        """Record the origin of an entry, or of a new item at the end of an array."""
        if self.items is None or isinstance(step, str):
            self.below[step] = origin
        elif step == len(self.items):
            self.items.append(origin)
        else:
            self.items[step] = origin


def load(
    source: Path | str,
    *,
    kind: str = "OpenAPI document",
    policy: ReadingPolicy = DEFAULT_POLICY,
    is_reference: bool = False,
) -> Document:
    """Read a YAML or JSON document.

    Args:
        is_reference: A document refers to it, in contrast to one that the user named.

    Raises:
        DocumentError: the document cannot be read, or is neither YAML nor JSON.
    """
    uri, name, data = _read(str(source), policy, is_reference)
    text = _decode(name, data)
    check_kind(uri, name, text, kind)
    source_text = SourceText(text, _get_utf8(data))
    del data
    warnings: list[Problem] = []
    try:
        tree, positions = _parse(name, source_text, warnings)
    except DocumentError as error:
        # A reference could name any file of the directory: do not show its content.
        if is_reference or not _DECLARATION.search(text):
            raise error.without_excerpts() from None
        raise
    if not isinstance(tree, dict):
        message = f"{name} is not {add_article(kind)}: its root is not an object"
        hint = f"it must start with `{FIRST_LINES[kind]}`"
        raise document_error(Position(name, 1, 1), message, hint, code="not-a-document")
    return Document(uri, name, source_text, tree, positions, warnings=warnings)


def _read(
    source: str, policy: ReadingPolicy, is_reference: bool
) -> tuple[str, str, bytes]:
    """Return the URI, the displayed name and the bytes of a document."""
    if is_url(source):
        from specpress.document.fetch import fetch

        uri, data = fetch(source, policy, is_reference=is_reference)
        return uri, display_name(uri), data
    is_stdin = source == STDIN and not is_reference
    name = "<stdin>" if is_stdin else display_name(source)
    try:
        if is_stdin:
            # Relative references in standard input resolve against the working directory.
            return str(Path.cwd() / name), name, files.read_stdin()
        path = Path(source)
        data = files.read_file(path, is_named=not is_reference)
        return str(path.resolve()), name, data
    # RuntimeError: links that lead to each other.
    except (OSError, ValueError, RuntimeError) as error:
        raise _reading_error(source, name, error) from error


def _reading_error(source: str, name: str, error: Exception) -> DocumentError:
    reason = getattr(error, "strerror", None) or str(error)
    message = f"cannot read {name}: {reason[:1].lower()}{reason[1:]}"
    if isinstance(error, files.TooLargeError):
        return document_error(None, message, "split it", code="too-large")
    if isinstance(error, files.SpecialFileError):
        hint = "save the content as a file"
        return document_error(None, message, hint, code="special-file")
    if name == "<stdin>":
        hint = "pipe the document into the command"
        return document_error(None, message, hint, code="unreadable-file")
    if isinstance(error, FileNotFoundError):
        return document_error(
            None, f"{name} does not exist", suggest_path(source), code="missing-file"
        )
    hint = "name the document, which is a file"
    if not isinstance(error, IsADirectoryError):
        hint = "check the path and its permissions"
    return document_error(None, message, hint, code="unreadable-file")


def _decode(name: str, data: bytes) -> str:
    """Decode the bytes by their byte order mark, or as UTF-8."""
    encoding = next(
        (e for mark, e in BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8-sig"
    )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        prefix = data[: error.start].decode(encoding, "replace")
        position = Position(name, *json_reader.line_and_column(prefix, len(prefix)))
        message = f"{name} is not valid {encoding.removesuffix('-sig').upper()}"
        raise document_error(
            position, message, "save it as UTF-8", code="wrong-encoding"
        ) from error


def _get_utf8(data: bytes) -> bytes:
    """Return the bytes of a document if they are UTF-8 without a byte order mark."""
    marks = (codecs.BOM_UTF8, *(mark for mark, _ in BYTE_ORDER_MARKS))
    return b"" if data.startswith(marks) else data


def _parse(
    name: str, source: SourceText, warnings: list[Problem]
) -> tuple[Any, Positions]:
    """Parse a text as JSON if it looks like JSON, else or if that fails as YAML."""
    text = source.value
    if text.lstrip()[:1] not in ("{", "["):
        return yaml_reader.parse(name, text, warnings)
    try:
        return json_reader.parse(name, source, warnings)
    except ValueError as error:
        warnings.clear()
        return _parse_flow_yaml(name, text, warnings, error)


def _parse_flow_yaml(
    name: str, text: str, warnings: list[Problem], json_error: ValueError
) -> tuple[Any, Positions]:
    """Parse YAML that begins with a bracket; if that fails, report the JSON error."""
    try:
        # Tabs separate tokens in JSON, but libyaml rejects them.
        return yaml_reader.parse(name, text.replace("\t", " "), warnings)
    except DocumentError as error:
        offset = getattr(json_error, "pos", None)
        message = error.problems[0].message
        if offset is None or not message.startswith("not valid YAML"):
            raise
        position = Position(name, *json_reader.line_and_column(text, offset))
        reason = getattr(json_error, "msg", str(json_error))
        raise document_error(
            position,
            f"not valid JSON: {reason}",
            suggest_after_end(text, offset),
            text,
            code="invalid-json",
        ) from json_error
