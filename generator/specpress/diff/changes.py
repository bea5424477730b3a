"""A change between two documents, and the changes of a comparison."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from functools import cached_property

from specpress.document.problems import Position


class Severity(IntEnum):
    """The effect of a change on a program that uses the changed part."""

    NONE = 0
    """It notices nothing."""
    SAFE = 1
    """It works as before."""
    RISKY = 2
    """It fails for some values, or for some ways to use the part."""
    BREAKING = 3
    """It fails."""

    def __str__(self) -> str:
        return self.name.lower()


class Direction(StrEnum):
    """The direction in which a client transfers the changed part."""

    REQUEST = "request"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The effect on a program, and the stage in which it fails."""

    severity: Severity
    stage: str | None = None
    """`wire` or `decode` for a deployed client; `type-check`, `import` or `call` after regeneration."""


@dataclass(frozen=True, slots=True)
class Location:
    """The place of a part in one of the documents."""

    position: Position
    pointer: str
    """The JSON Pointer as a fragment."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The change of a program that follows a change of the document."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between two documents."""

    code: str
    symbol: str
    """The part of the package as a program names it: `client.books.list(limit=…)`."""
    direction: Direction | None
    message: str
    deployed: Verdict
    regenerated: Verdict
    old: Location | None = None
    new: Location | None = None
    edit: Edit | None = None
    uses: tuple[str, ...] = ()
    """The methods that transfer the changed part, if it belongs to a model."""
    calls: tuple[Position, ...] = ()
    """The places of a program that the change affects."""
    subject: str = ""
    """The part of the old package, if its symbol names a place instead."""
    was: str = ""
    """The earlier name or value in the message."""

    @property
    def severity(self) -> Severity:
        """The higher one of both severities."""
        return max(self.deployed.severity, self.regenerated.severity)


@dataclass(frozen=True)
class Comparison:
    """The changes between two documents."""

    old: str
    """The name of the old document as the user wrote it."""
    new: str
    changes: tuple[Change, ...]
    ignored: tuple[Change, ...] = field(default=())
    """The changes that the ignore file accepts."""
    program: str | None = None
    """The program whose places the changes have, as the user wrote it."""

    @cached_property
    def severity(self) -> Severity:
        """The highest severity of a change."""
        return max((c.severity for c in self.changes), default=Severity.NONE)

    @property
    def semver(self) -> str:
        """The part of the version of the package that increases: it is about its interface."""
        severities = {change.regenerated.severity for change in self.changes}
        if Severity.BREAKING in severities:
            return "major"
        if severities & {Severity.RISKY, Severity.SAFE}:
            return "minor"
        return "patch" if self.changes else "none"

    def without(self, ignored: Collection[Change]) -> Comparison:
        """Return the comparison without changes that are accepted."""
        kept = tuple(c for c in self.changes if c not in ignored)
        return replace(self, changes=kept, ignored=tuple(ignored))

    def select(self, deployed: Severity, regenerated: Severity) -> Sequence[Change]:
        """Return the changes with these severities."""
        expected = (deployed, regenerated)
        return [
            c
            for c in self.changes
            if (c.deployed.severity, c.regenerated.severity) == expected
        ]
