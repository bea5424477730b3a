"""Errors and warnings about a document, each with a position and a hint."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specpress.document.resolve import Cursor

# One step of a path into a document: a key of a mapping or an index of a list.
Step = str | int


def describe_path(path: tuple[Step, ...]) -> str:
    """Name a value by its key, or an item of a list by its number, counted from 1."""
    if not path:
        return "the document"
    *above, last = path
    if isinstance(last, str) or not above:
        return f"`{last}`"
    return f"item {last + 1} of `{above[-1]}`"


# The parts of a document by the key that lists them.
PARTS = {
    "callbacks": "callback",
    "content": "media type",
    "encoding": "encoding",
    "headers": "header",
    "links": "link",
    "parameters": "parameter",
    "paths": "path",
    "properties": "property",
    "responses": "response",
    "schemas": "schema",
    "securitySchemes": "security scheme",
    "servers": "server",
    "tags": "tag",
    "variables": "server variable",
    "webhooks": "webhook",
}


def describe_part(path: tuple[Step, ...]) -> str:
    """Name a part of the document: `response '200'`; one without a kind by its key."""
    *above, last = path or ("",)
    kind = PARTS.get(str(above[-1])) if above else None
    if kind is None:
        return describe_path(path)
    return f"{kind} {last!r}" if isinstance(last, str) else f"{kind} {last + 1}"


TYPE_NAMES = {
    dict: "an object",
    list: "an array",
    str: "a string",
    bool: "a boolean",
    int: "a number",
    float: "a number",
}


def describe_type(value: object) -> str:
    """Return the JSON type of a value, with its article."""
    return "null" if value is None else TYPE_NAMES.get(type(value), "an unknown type")


class Severity(StrEnum):
    """Severity of a problem: an error stops the run, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Position:
    """A position in a file; lines and columns are counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """An error or a warning about a document."""

    message: str
    hint: str | None = None
    severity: Severity = Severity.ERROR
    position: Position | None = None
    pointer: str = ""
    excerpt: tuple[tuple[int, str], ...] = ()
    omits: str | None = None
    """The part of the document that is missing from the output because of it: "parameter 'x'"."""

    def __str__(self) -> str:
        head = f"{self.position}: " if self.position else ""
        return f"{head}{self.severity}: {self.message}"


class SpecpressError(Exception):
    """Base class of errors that the user can fix; shown without a traceback."""


class UsageError(SpecpressError):
    """The command line or the settings are invalid."""


class DocumentError(SpecpressError):
    """The document has errors, which `problems` lists."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class UnreachableError(DocumentError):
    """A host did not respond; further requests to it are pointless."""


def document_error(
    position: Position, message: str, hint: str | None = None, text: str = ""
) -> DocumentError:
    """Return a `DocumentError` with one problem, with an excerpt of `text` if given."""
    lines = excerpt(text, position.line) if text else ()
    return DocumentError([Problem(message, hint, position=position, excerpt=lines)])


def warning(
    message: str,
    hint: str | None,
    position: Position,
    text: str,
    omits: str | None = None,
) -> Problem:
    """Return a warning with an excerpt of `text`."""
    lines = excerpt(text, position.line)
    return Problem(
        message, hint, Severity.WARNING, position, excerpt=lines, omits=omits
    )


def excerpt(text: str, line: int) -> tuple[tuple[int, str], ...]:
    """Return a line with the lines before and after it, each with its number."""
    lines = _lines(text)
    first, last = max(1, line - 1), min(len(lines), line + 1)
    return tuple((n, lines[n - 1]) for n in range(first, last + 1))


# A document with many problems needs its lines once per problem.
@lru_cache(2)
def _lines(text: str) -> list[str]:
    return text.splitlines()


@dataclass(slots=True)
class Problems:
    """Problems of a run; each message is reported once per value."""

    items: list[Problem] = field(default_factory=list)
    _known: set[tuple[object, ...]] = field(default_factory=set, repr=False)
    _omitted: set[str] = field(default_factory=set, repr=False)
    """Ids of the values that are missing from the output."""
    _first: dict[str, int] = field(default_factory=dict, repr=False)
    """The number of the first problem at each id."""

    def error(
        self,
        at: Cursor | None,
        message: str,
        hint: str | None = None,
        *,
        key: bool = False,
    ) -> None:
        """Add an error about the value `at`, or about its key if `key` is set."""
        self._add(at, Problem(message, hint, Severity.ERROR), key)

    def warning(
        self,
        at: Cursor | None,
        message: str,
        hint: str | None = None,
        *,
        key: bool = False,
    ) -> None:
        """Add a warning about the value `at`, or about its key if `key` is set."""
        self._add(at, Problem(message, hint, Severity.WARNING), key)

    def omission(
        self,
        at: Cursor,
        omits: str,
        message: str,
        hint: str | None = None,
        *,
        key: bool = False,
    ) -> None:
        """Warn that the value `at` is missing from the output; each value is reported once."""
        if at.id not in self._omitted:
            self._omitted.add(at.id)
            self._add(at, Problem(message, hint, Severity.WARNING, omits=omits), key)

    def mark_omission(
        self, at: Cursor, omits: str, message: str, hint: str | None = None
    ) -> None:
        """Record a missing value by the problem that its key already has, or by a new one."""
        number = self._first.get(at.id)
        if number is None:
            self.omission(at, omits, message, hint, key=True)
        elif not self.is_omitted(at):
            self._omitted.add(at.id)
            self.items[number] = replace(self.items[number], omits=omits)

    def is_omitted(self, at: Cursor) -> bool:
        """Return whether a value, or one that contains it, is reported as missing."""
        node_id = at.id
        while node_id and node_id not in self._omitted:
            node_id = node_id.rpartition("/")[0]
        return bool(node_id)

    def has_omission(self, at: Cursor) -> bool:
        """Return whether exactly this value is reported as missing."""
        return at.id in self._omitted

    def add_as_warnings(self, error: DocumentError) -> None:
        """Add the errors of a referenced document as warnings: the run continues without it."""
        self.add([replace(p, severity=Severity.WARNING) for p in error.problems])

    def add(self, problems: list[Problem]) -> None:
        """Add problems that already have a position, for example those of the loader."""
        for item in problems:
            if (item,) not in self._known:
                self._known.add((item,))
                self.items.append(item)

    def _add(self, at: Cursor | None, problem: Problem, key: bool) -> None:
        identity = (at.id if at else None, problem.message)
        if identity in self._known:
            return
        self._known.add(identity)
        if at is not None:
            self._first.setdefault(at.id, len(self.items))
        self.items.append(at.locate(problem, key=key) if at else problem)

    @property
    def errors(self) -> list[Problem]:
        """Return the problems that stop the run."""
        return [item for item in self.items if item.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Problem]:
        """Return the problems that do not stop the run, in the order of their lines."""
        return [item for item in self.ordered() if item.severity is Severity.WARNING]

    @property
    def omissions(self) -> list[Problem]:
        """Return the problems because of which a part of the document is missing from the output."""
        return [item for item in self.ordered() if item.omits is not None]

    def ordered(self) -> list[Problem]:
        """Return all problems by file, in the order of first mention, then by line."""
        files = {item.position.file: None for item in self.items if item.position}
        order = {file: number for number, file in enumerate(files, 1)}

        def sort_key(item: Problem) -> tuple[int, int, int]:
            at = item.position
            return (order[at.file], at.line, at.column) if at else (0, 0, 0)

        return sorted(self.items, key=sort_key)

    def raise_if_errors(self) -> None:
        """End the stage if there are errors.

        Raises:
            DocumentError: at least one problem is an error; it lists all problems.
        """
        if self.errors:
            raise DocumentError(self.ordered())

    def raise_if_any(self) -> None:
        """End the stage if there are problems, including warnings.

        Raises:
            DocumentError: there are problems; it lists all of them, as errors.
        """
        if self.items:
            raise DocumentError(
                [replace(i, severity=Severity.ERROR) for i in self.ordered()]
            )
