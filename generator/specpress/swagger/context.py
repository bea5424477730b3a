"""The state of an upgrade: references that change, values that move, parts in other files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

from specpress.document.load import Document
from specpress.document.pointers import escape_step, unescape_step
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor, Workspace
from specpress.document.uris import is_url, relative_uri
from specpress.swagger.parts import Part, Path

# Characters of a reference to a file or a pointer; those of a pointer that need no escape.
_PATH_CHARACTERS = frozenset("#./\\")
_PLAIN = "!$&'()*+,;=:@/?~"

PARAMETERIZED_HOST = "x-ms-parameterized-host"
# Keys of the main document that become others.
CONVERTED = (
    "basePath",
    "consumes",
    "definitions",
    "host",
    "parameters",
    "paths",
    "produces",
    "responses",
    "schemes",
    "securityDefinitions",
    "swagger",
    "x-ms-paths",
    PARAMETERIZED_HOST,
)
MediaTypes = tuple[str, ...]
# Converts a value; the second argument is its path in the upgraded document.
Converter = Callable[[Cursor, Path], Part | None]


@dataclass(slots=True)
class Reference:
    """A `$ref` in an object of the upgraded document: `text` is relative to `base`."""

    holder: dict[str, Any]
    text: str
    base: Document
    target: Document | None
    placed: Document


@dataclass(slots=True)
class Context:
    """The state of an upgrade.

    Attributes:
        workspace: The documents as they are written.
        moves: The new path of each value that moves, by its old path, by the URI of its document.
        parts: The parts of documents that are referred to from elsewhere, by URI and path.
        media_types: The media types with which shared responses and bodies are converted.
    """

    workspace: Workspace
    problems: Problems
    consumes: MediaTypes = ()
    produces: MediaTypes = ()
    moves: dict[str, dict[Path, Path]] = field(default_factory=dict)
    parts: dict[str, dict[Path, Part]] = field(default_factory=dict)
    media_types: dict[str, MediaTypes] = field(default_factory=dict)
    # Texts of references as they are written, by the text that replaces them.
    written: dict[str, str] = field(default_factory=dict)
    placed: Document = field(init=False)
    """The document that the current part will be in."""
    _references: list[Reference] = field(default_factory=list)
    _converted: set[str] = field(default_factory=set)
    _pending: list[tuple[Cursor, Converter]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.placed = self.workspace.main

    def move(self, cursor: Cursor, place: Path, *steps: str) -> None:
        """Record the new path of a value, or of the value at `steps` below it."""
        path = (*cursor.path, *steps)
        if path != place:
            self.moves.setdefault(cursor.document.uri, {})[path] = place

    def refer(self, holder: dict[str, Any], cursor: Cursor, convert: Converter) -> None:
        """Record the `$ref` of an object, which is a copy of the value at `cursor`.

        Its target is converted too, if that is in another file.
        """
        base = cursor.document
        if self._is_bare_name(cursor):
            self._refer_to_definition(holder, cursor)
            return
        target = self.convert_target(cursor, convert)
        known = target.document if target is not None else None
        self._references.append(
            Reference(holder, cursor.ref or "", base, known, self.placed)
        )

    def _is_bare_name(self, cursor: Cursor) -> bool:
        """Return whether a reference is the name of a definition, as in Swagger 1.2."""
        definitions = cursor.document.tree.get("definitions")
        is_path = not _PATH_CHARACTERS.isdisjoint(cursor.ref or "")
        return (
            not is_path and isinstance(definitions, dict) and cursor.ref in definitions
        )

    def _refer_to_definition(self, holder: dict[str, Any], cursor: Cursor) -> None:
        message = f"`$ref` {cursor.ref!r} names a file; read as the definition"
        hint = f"write `#/definitions/{cursor.ref}`"
        self.problems.repeated_warning(
            cursor, message, hint, code="reference-without-pointer"
        )
        root = self.workspace.root_of(cursor.document)
        self.refer_to(holder, root.at(("definitions", str(cursor.ref))))

    def refer_to(self, holder: dict[str, Any], target: Cursor, *steps: str) -> None:
        """Set the `$ref` of an object to a value, or to the one at `steps` below it."""
        pointer = "".join(f"/{_encode(step)}" for step in (*target.path, *steps))
        holder["$ref"] = f"#{pointer}"
        document = target.document
        self._references.append(
            Reference(holder, f"#{pointer}", document, document, self.placed)
        )

    def locate_definition(self, cursor: Cursor, name: str) -> str:
        """Return the reference to a definition in the document of a value."""
        moves = self.moves.get(cursor.document.uri, {})
        section = moves.get(("definitions",), ("definitions",))
        return "#" + "".join(f"/{_encode(step)}" for step in (*section, name))

    def convert_target(self, cursor: Cursor, convert: Converter) -> Cursor | None:
        """Convert the direct target of a reference where it is; return None if there is none."""
        # The readers report the problems of references.
        target = cursor.target(Problems())
        if target is not None:
            self.convert_in_place(target, convert)
        return target

    def share(self, target: Cursor, names: MediaTypes) -> bool:
        """Return whether a shared body or response has these media types; the first user decides."""
        return self.media_types.setdefault(target.id, names) == names

    def _is_converted_with_main(self, cursor: Cursor) -> bool:
        """Return whether a value is converted with the main document, or has no place in the result."""
        is_main = cursor.document is self.workspace.main
        return is_main and bool(cursor.path) and cursor.path[0] in CONVERTED

    def convert_in_place(self, cursor: Cursor, convert: Converter) -> None:
        """Convert a value that is not converted with the main document; it keeps its path."""
        if cursor.id not in self._converted and not self._is_converted_with_main(
            cursor
        ):
            self._converted.add(cursor.id)
            self._pending.append((cursor, convert))

    def convert_pending(self) -> None:
        """Convert the targets of references; not while they are found: chains of them are long."""
        while self._pending:
            cursor, convert = self._pending.pop()
            self.placed = cursor.document
            part = convert(cursor, cursor.path)
            if part is not None:
                parts = self.parts.setdefault(cursor.document.uri, {})
                parts[cursor.path] = part

    def rewrite_references(self) -> None:
        """Write the new paths of their targets into all references."""
        for reference in self._references:
            text = self._rewrite(reference)
            if text != reference.text:
                self.written[text] = reference.text
            reference.holder["$ref"] = text

    def _rewrite(self, reference: Reference) -> str:
        file, mark, fragment = reference.text.partition("#")
        target = reference.target
        if target is None and not file:
            # It does not exist: the message shows the reference as it is written.
            target = reference.base
        if target is None:
            return reference.text
        if reference.base is not reference.placed:
            file = _relative_file(target, reference.placed)
        moved = self._move_fragment(target, fragment)
        return f"{file}#{moved}" if mark or moved else file

    def _move_fragment(self, target: Document, fragment: str) -> str:
        """Return the new fragment: that of the longest path which moves."""
        moves = self.moves.get(target.uri, {})
        if not moves or not fragment.startswith("/"):
            return fragment
        steps = fragment.split("/")[1:]
        path = tuple(unescape_step(unquote(step)) for step in steps)
        for length in range(len(path), 0, -1):
            place = find_move(moves, path[:length])
            if place is not None:
                head = "".join(f"/{_encode(step)}" for step in place)
                return "/".join((head, *steps[length:]))
        return fragment


def find_move(moves: dict[Path, Path], path: Path) -> Path | None:
    """Return the new path of a value; the steps of a pointer are texts, also indexes."""
    if path in moves:
        return moves[path]
    if not any(isinstance(step, str) and step.isdecimal() for step in path):
        return None
    indexed = tuple(
        int(step) if isinstance(step, str) and step.isdecimal() else step
        for step in path
    )
    return moves.get(indexed)


def _relative_file(target: Document, base: Document) -> str:
    """Return the reference to a document from another one."""
    if target is base:
        return ""
    uri = relative_uri(target.uri, base.uri)
    return uri if is_url(uri) else quote(uri)


def _encode(step: object) -> str:
    return quote(escape_step(str(step)), safe=_PLAIN)
