"""The places of a program that each change touches."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from specpress.diff.changes import Change, Comparison
from specpress.diff.kinds import load_kinds
from specpress.document.problems import Position
from specpress.program.elements import Elements
from specpress.program.uses import Use
from specpress.python.source_text import format_literal

# Actions that touch only callers that do not pass the part.
ABSENT = frozenset({"added-required", "became-required", "default-changed"})
_SYMBOL = re.compile(r"(?P<head>[^()]+)(?:\((?P<argument>\w*)=?…\))?(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class Subject:
    """The part of the old package that a change is about.

    Attributes:
        head: The method, the class, or the attribute: `client.books.list`.
        argument: The argument of a method or of the client; empty without one.
    """

    head: str
    argument: str = ""

    @property
    def name(self) -> str:
        """The last word of the part."""
        return self.argument or self.head.rpartition(".")[2]

    @property
    def owner(self) -> str:
        """The class of an attribute."""
        return self.head.rpartition(".")[0]

    @property
    def symbol(self) -> str:
        """The part as elements name it."""
        return f"{self.head}({self.argument})" if self.argument else self.head


def parse_subject(change: Change) -> Subject:
    """Return the part that a change is about."""
    match = _SYMBOL.match(change.subject or change.symbol)
    assert match is not None
    return Subject(match["head"], match["argument"] or "")


def list_names(changes: Iterable[Change], elements: Elements) -> set[str]:
    """Return the names with which a program can refer to the parts of changes."""
    names: set[str] = set()
    enums: set[str] = set()
    for change in changes:
        subject, kind = parse_subject(change), load_kinds()[change.code]
        names |= {subject.name, *subject.head.split(".")}
        if kind.area.endswith("property"):
            # The keys of dicts are names in JSON; a dict without a key is known by its other keys.
            attribute = None if kind.action in ABSENT else subject.name
            class_name = subject.owner.rpartition(".")[2]
            names |= elements.list_wire_names(class_name, attribute)
        if kind.action == "enum-value-removed":
            enums.add(subject.owner.rpartition(".")[2])
    return (names | elements.list_names_with(enums)) - {"client", "models"}


class UseIndex:
    """The uses of a program by the parts that they refer to."""

    def __init__(self, uses: Sequence[Use]) -> None:
        self._by_symbol: dict[str, list[Use]] = {}
        self._by_type: dict[str, list[Use]] = {}
        self._keys: dict[int, set[str]] = {}
        for use in uses:
            self._by_symbol.setdefault(use.symbol, []).append(use)
            if isinstance(use.reference.value, ast.Constant):
                for name in use.element.types:
                    self._by_type.setdefault(name, []).append(use)
            if use.reference.container is not None:
                key = id(use.reference.container)
                self._keys.setdefault(key, set()).add(use.symbol)

    def find(self, change: Change) -> list[Use]:
        """Return the uses that a change touches."""
        kind, subject = load_kinds()[change.code], parse_subject(change)
        if kind.action in ABSENT or change.code == "path-parameter-added":
            if kind.area.endswith("property"):
                return [*self._list_incomplete(subject)]
            return [*self._list_calls_without(subject)]
        if kind.action == "added":
            return []
        if "." not in subject.symbol:
            return [use for use in self.get(subject.head) if use.reference.call]
        uses = self.get(subject.symbol)
        if kind.action == "enum-value-removed":
            uses = [*uses, *self._list_values(change, subject)]
        return uses

    def get(self, symbol: str) -> list[Use]:
        """Return the uses of a part."""
        return self._by_symbol.get(symbol, [])

    def _list_calls_without(self, subject: Subject) -> Iterator[Use]:
        """Yield the calls of a method that do not pass an argument, as far as their text shows it."""
        passed = {id(use.reference.call) for use in self.get(subject.symbol)}
        for use in self.get(subject.head):
            if use.reference.call is not None and id(use.reference.call) not in passed:
                yield use

    def _list_incomplete(self, subject: Subject) -> Iterator[Use]:
        """Yield the calls of a constructor without an attribute, and the first keys of such dicts."""
        head = Subject(subject.owner, subject.name)
        passed = {
            id(use.reference.call)
            for use in self.get(subject.head)
            if use.role == "keyword"
        }
        for use in self.get(head.head):
            if use.reference.call is not None and id(use.reference.call) not in passed:
                yield use
        seen: set[int] = set()
        for symbol, uses in self._by_symbol.items():
            if symbol.rpartition(".")[0] != subject.owner:
                continue
            for use in uses:
                key = id(use.reference.container)
                if use.reference.container is None or key in seen:
                    continue
                if subject.head not in self._keys[key]:
                    seen.add(key)
                    yield use

    def _list_values(self, change: Change, subject: Subject) -> Iterator[Use]:
        """Yield the values of an enum that a program writes as texts."""
        for use in self._by_type.get(subject.owner.rpartition(".")[2], ()):
            value = use.reference.value
            text = (
                format_literal(value.value) if isinstance(value, ast.Constant) else ""
            )
            if text == change.was:
                yield use


def touch(comparison: Comparison, uses: Sequence[Use], program: str) -> Comparison:
    """Return the comparison with the places of a program that each change touches."""
    index = UseIndex(uses)
    changes = (replace(c, calls=_locate(index.find(c))) for c in comparison.changes)
    return replace(comparison, changes=tuple(changes), program=program)


def _locate(uses: Iterable[Use]) -> tuple[Position, ...]:
    positions = {use.file.locate(use.reference.offset) for use in uses}
    return tuple(sorted(positions, key=lambda p: (p.file, p.line, p.column)))
