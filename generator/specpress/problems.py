"""Problems: what is wrong with a document, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specpress.resolve import Cursor

Step = str | int
"""One step of a way into a document: a key, or an index."""


def named(path: tuple[Step, ...]) -> str:
    """A value by its key; an item of a list by its number in it."""
    if not path:
        return "the document"
    *above, last = path
    if isinstance(last, str) or not above:
        return f"`{last}`"
    return f"item {last + 1} of `{above[-1]}`"


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
"""The parts of a document by the key that lists them."""


def part(path: tuple[Step, ...]) -> str:
    """Name a part of the document: `response '200'`; one without a kind by its key."""
    *above, last = path or ("",)
    kind = PARTS.get(str(above[-1])) if above else None
    if kind is None:
        return named(path)
    return f"{kind} {last!r}" if isinstance(last, str) else f"{kind} {last + 1}"


KINDS = {
    dict: "a mapping",
    list: "a list",
    str: "text",
    bool: "a boolean",
    int: "a number",
    float: "a number",
}


def kind_of(value: object) -> str:
    """What a value is, in the document's words."""
    return "null" if value is None else KINDS.get(type(value), "something else")


class Severity(StrEnum):
    """An error stops the run; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a document."""

    message: str
    hint: str | None = None
    severity: Severity = Severity.ERROR
    place: Place | None = None
    pointer: str = ""
    excerpt: tuple[tuple[int, str], ...] = ()
    omits: str | None = None
    """The part of the document that is missing from the output because of it: "parameter 'x'"."""

    def __str__(self) -> str:
        head = f"{self.place}: " if self.place else ""
        return f"{head}{self.severity}: {self.message}"


class SpecpressError(Exception):
    """Anything that is the user's to mend: shown without a traceback."""


class UsageError(SpecpressError):
    """The command or the settings are wrong."""


class DocumentError(SpecpressError):
    """The document has errors: `problems` lists all that were found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class UnreachableError(DocumentError):
    """A host gave no answer: nothing else need be asked of it."""


def refusal(
    place: Place, message: str, hint: str | None = None, text: str = ""
) -> DocumentError:
    """One error that ends the reading of a document; with `text`, its line is shown."""
    shown = excerpt(text, place.line) if text else ()
    return DocumentError([Problem(message, hint, place=place, excerpt=shown)])


def warning(
    message: str,
    hint: str | None,
    place: Place,
    text: str,
    omits: str | None = None,
) -> Problem:
    """What is wrong with a text and can be got around, with its line."""
    shown = excerpt(text, place.line)
    return Problem(message, hint, Severity.WARNING, place, excerpt=shown, omits=omits)


def excerpt(text: str, line: int) -> tuple[tuple[int, str], ...]:
    """The line and its neighbours."""
    lines = _lines(text)
    first, last = max(1, line - 1), min(len(lines), line + 1)
    return tuple((n, lines[n - 1]) for n in range(first, last + 1))


@lru_cache(2)
def _lines(text: str) -> list[str]:
    """The lines of a text, of which many may be asked for one after the other."""
    return text.splitlines()


@dataclass(slots=True)
class Problems:
    """Collects problems, each place and message once."""

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
        """Note what stops the run; with `key`, the key is at fault and not its value."""
        self._add(at, Problem(message, hint, Severity.ERROR), key)

    def warning(
        self,
        at: Cursor | None,
        message: str,
        hint: str | None = None,
        *,
        key: bool = False,
    ) -> None:
        """Note what the output gets around; with `key`, the key is at fault and not its value."""
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
        """Warn that the value at a place is missing from the output; each place is reported once."""
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
        place = at.id
        while place and place not in self._omitted:
            place = place.rpartition("/")[0]
        return bool(place)

    def has_omission(self, at: Cursor) -> bool:
        """Return whether exactly this value is reported as missing."""
        return at.id in self._omitted

    def take(self, error: DocumentError) -> None:
        """Note what another document is at fault with: the output gets around it."""
        self.note([replace(p, severity=Severity.WARNING) for p in error.problems])

    def note(self, told: list[Problem]) -> None:
        """Note what was found before there were cursors."""
        for item in told:
            if (item,) not in self._known:
                self._known.add((item,))
                self.items.append(item)

    def _add(self, at: Cursor | None, told: Problem, key: bool) -> None:
        known = (at.id if at else None, told.message)
        if known in self._known:
            return
        self._known.add(known)
        if at is not None:
            self._first.setdefault(at.id, len(self.items))
        self.items.append(at.located(told, key=key) if at else told)

    @property
    def errors(self) -> list[Problem]:
        """What stops the run."""
        return [item for item in self.items if item.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Problem]:
        """What does not."""
        return [item for item in self.told() if item.severity is Severity.WARNING]

    @property
    def omissions(self) -> list[Problem]:
        """Problems that leave a part of the document out of the output."""
        return [item for item in self.told() if item.omits is not None]

    def told(self) -> list[Problem]:
        """All of them, file by file as they were met, in the order of the lines."""
        files = {item.place.file: None for item in self.items if item.place}
        order = {file: number for number, file in enumerate(files, 1)}

        def place(item: Problem) -> tuple[int, int, int]:
            found = item.place
            return (order[found.file], found.line, found.column) if found else (0, 0, 0)

        return sorted(self.items, key=place)

    def raise_if_errors(self) -> None:
        """End the stage if anything stops the run.

        Raises:
            DocumentError: with all that was found.
        """
        if self.errors:
            raise DocumentError(self.told())

    def raise_if_any(self) -> None:
        """End the stage at a warning, too.

        Raises:
            DocumentError: with all that was found, as errors.
        """
        if self.items:
            raise DocumentError(
                [replace(i, severity=Severity.ERROR) for i in self.told()]
            )
