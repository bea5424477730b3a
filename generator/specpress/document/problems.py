"""Errors and warnings about a document, each with a position and a hint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from specpress.document.lines import excerpt

if TYPE_CHECKING:
    from specpress.document.resolve import Cursor

# One step of a path into a document: a key of a mapping or an index of a list.
Step = str | int


# Maximum number of positions that a warning about many values lists besides the first one.
MAX_POSITIONS = 3


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
    code: str = field(kw_only=True)
    """The name of its kind, which `specpress explain` explains: "outside-root"."""

    def __str__(self) -> str:
        head = f"{self.position}: " if self.position else ""
        return f"{head}{self.severity}: {self.text}"

    @property
    def text(self) -> str:
        """Return the message with the code."""
        return f"{self.message} [{self.code}]"


class SpecpressError(Exception):
    """Base class of errors that the user can fix; shown without a traceback."""


class UsageError(SpecpressError):
    """The command line or the settings are invalid, or the output cannot be written."""

    def __init__(self, message: str, hint: str | None = None, *, code: str) -> None:
        super().__init__(f"{message}; {hint}" if hint else message)
        self.problems = [Problem(message, hint, code=code)]


class DocumentError(SpecpressError):
    """The document has errors, which `problems` lists."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    def without_excerpts(self) -> DocumentError:
        """Return the error without lines of the document."""
        return type(self)([replace(p, excerpt=()) for p in self.problems])


class UnreachableError(DocumentError):
    """A host did not respond; further requests to it are pointless."""


@contextmanager
def convert_os_errors() -> Iterator[None]:
    """Raise errors of the operating system about a file as usage errors."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            # Not about a file: the output cannot be written, for example.
            raise
        message = f"cannot read {error.filename}: {error.strerror or error}"
        raise UsageError(message, code="unreadable-file") from error


def document_error(
    position: Position | None,
    message: str,
    hint: str | None = None,
    text: str = "",
    *,
    code: str,
) -> DocumentError:
    """Return a `DocumentError` with one problem, with an excerpt of `text` if given.

    A file that cannot be read has no position.
    """
    lines = excerpt(text, position.line) if text and position else ()
    problem = Problem(message, hint, position=position, excerpt=lines, code=code)
    return DocumentError([problem])


def warning(
    message: str,
    hint: str | None,
    position: Position,
    text: str,
    omits: str | None = None,
    *,
    code: str,
) -> Problem:
    """Return a warning with an excerpt of `text`."""
    return Problem(
        message,
        hint,
        Severity.WARNING,
        position,
        excerpt=excerpt(text, position.line),
        omits=omits,
        code=code,
    )


@dataclass(frozen=True, slots=True)
class Replacement:
    """The problems that replace a violation: they name the consequence of the same fault.

    Attributes:
        omissions: The ids of the values whose omission replaces it.
        by_problem: True if any problem of the same value replaces it.
    """

    omissions: tuple[str, ...] = ()
    by_problem: bool = False


@dataclass(slots=True)
class Problems:
    """Problems of a run; each message is reported once per value.

    A violation of the specification is replaced by the problem of a reader that names its
    consequence. Problems have numbers, in the order in which they were added.
    """

    _by_number: dict[int, Problem] = field(default_factory=dict)
    _count: int = field(default=0, repr=False)
    _known: dict[tuple[object, ...], int] = field(default_factory=dict, repr=False)
    _omitted: set[str] = field(default_factory=set, repr=False)
    """Ids of the values that are missing from the output."""
    _faulty: set[str] = field(default_factory=set, repr=False)
    """Ids of the values, not of keys, that have a problem besides violations."""
    _first: dict[str, int] = field(default_factory=dict, repr=False)
    """The first problem at each id; a violation only if there is no other."""
    _violations: set[int] = field(default_factory=set, repr=False)
    _repetitions: dict[int, dict[str, Cursor]] = field(default_factory=dict, repr=False)
    """The values with the same problem, by its number."""
    _replaced_by_problem: dict[str, list[int]] = field(default_factory=dict, repr=False)
    _replaced_by_omission: dict[str, list[int]] = field(
        default_factory=dict, repr=False
    )

    @property
    def items(self) -> list[Problem]:
        """Return all problems, violations last."""
        numbers = sorted(self._by_number, key=lambda n: (n in self._violations, n))
        return [self._describe(number) for number in numbers]

    def error(
        self,
        at: Cursor | None,
        message: str,
        hint: str | None = None,
        *,
        key: bool = False,
        code: str,
    ) -> None:
        """Add an error about the value `at`, or about its key if `key` is set."""
        self._add(at, Problem(message, hint, Severity.ERROR, code=code), key)

    def warning(
        self,
        at: Cursor | None,
        message: str,
        hint: str | None = None,
        *,
        key: bool = False,
        code: str,
    ) -> None:
        """Add a warning about the value `at`, or about its key if `key` is set."""
        self._add(at, Problem(message, hint, Severity.WARNING, code=code), key)

    def repeated_warning(
        self, at: Cursor, message: str, hint: str, *, code: str
    ) -> None:
        """Add a warning that many values may have: one for all of them, with their number."""
        number = self._known.get((message, hint))
        if number is not None:
            self._repetitions[number][at.id] = at
            return
        problem = Problem(message, hint, Severity.WARNING, code=code)
        number = self._append((message, hint), at.locate(problem))
        self._repetitions[number] = {at.id: at}

    def omission(
        self,
        at: Cursor,
        omits: str,
        message: str,
        hint: str | None = None,
        *,
        key: bool = False,
        code: str,
    ) -> None:
        """Warn that the value `at` is missing from the output; each value is reported once."""
        if at.id not in self._omitted:
            self._omitted.add(at.id)
            self._remove(self._replaced_by_omission.pop(at.id, ()))
            problem = Problem(message, hint, Severity.WARNING, omits=omits, code=code)
            self._add(at, problem, key)

    def violation(
        self,
        at: Cursor,
        message: str,
        hint: str | None = None,
        *,
        key: bool = False,
        code: str,
        replaced_by: Replacement = Replacement(),
    ) -> None:
        """Warn that the value `at` violates the specification, unless its consequence is known."""
        identity = (at.id, message)
        is_replaced = not self._omitted.isdisjoint(replaced_by.omissions) or (
            replaced_by.by_problem and at.id in self._faulty
        )
        if is_replaced or identity in self._known:
            return
        problem = Problem(message, hint, Severity.WARNING, code=code)
        number = self._append(identity, at.locate(problem, key=key))
        self._violations.add(number)
        self._first.setdefault(at.id, number)
        for omitted in replaced_by.omissions:
            self._replaced_by_omission.setdefault(omitted, []).append(number)
        if replaced_by.by_problem:
            self._replaced_by_problem.setdefault(at.id, []).append(number)

    def mark_omission(
        self,
        at: Cursor,
        omits: str,
        message: str,
        hint: str | None = None,
        *,
        code: str,
    ) -> None:
        """Record a missing value by the problem that its key already has, or by a new one."""
        number = self._first.get(at.id)
        if number not in self._by_number:
            self.omission(at, omits, message, hint, key=True, code=code)
        elif not self.is_omitted(at):
            self._omitted.add(at.id)
            self._by_number[number] = replace(self._by_number[number], omits=omits)

    def is_omitted(self, at: Cursor) -> bool:
        """Return whether a value, or one that contains it, is reported as missing."""
        node_id = at.id
        while node_id and node_id not in self._omitted:
            node_id = node_id.rpartition("/")[0]
        return bool(node_id)

    def add_as_warnings(self, error: DocumentError) -> None:
        """Add the errors of a referenced document as warnings: the run continues without it."""
        self.add([replace(p, severity=Severity.WARNING) for p in error.problems])

    def add(self, problems: list[Problem]) -> None:
        """Add problems that already have a position, for example those of the loader."""
        for item in problems:
            if (item,) not in self._known:
                self._append((item,), item)

    def _add(self, at: Cursor | None, problem: Problem, key: bool) -> None:
        identity = (at.id if at else None, problem.message)
        known = self._known.get(identity)
        if known is not None and known not in self._violations:
            return
        self._remove([] if known is None else [known])
        if at is None:
            self._append(identity, problem)
            return
        if not key:
            self._faulty.add(at.id)
            self._remove(self._replaced_by_problem.pop(at.id, ()))
        number = self._append(identity, at.locate(problem, key=key))
        first = self._first.get(at.id)
        if first is None or first in self._violations:
            self._first[at.id] = number

    def _describe(self, number: int) -> Problem:
        """Return a problem; one of several values with their number and the first positions."""
        problem = self._by_number[number]
        values = self._repetitions.get(number, {}).values()
        if len(values) < 2:
            return problem
        first, *others = [at.position for at in islice(values, MAX_POSITIONS + 1)]
        listed = ", ".join(
            f"{at.line}:{at.column}" if at.file == first.file else str(at)
            for at in others
        )
        more = ", …" if len(values) > MAX_POSITIONS + 1 else ""
        count = f"{len(values):,} times, also at {listed}{more}"
        return replace(problem, message=f"{problem.message} ({count})")

    def _append(self, identity: tuple[object, ...], problem: Problem) -> int:
        self._count += 1
        self._known[identity] = self._count
        self._by_number[self._count] = problem
        return self._count

    def _remove(self, violations: Iterable[int]) -> None:
        for number in violations:
            self._by_number.pop(number, None)

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
