"""The account of a migration: each key of the input is carried over, has no counterpart, or is unknown."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from specpress.document.problems import Position, Problem, Problems, Severity
from specpress.document.resolve import Cursor

KINDS: dict[type, str] = {
    bool: "true or false",
    dict: "a mapping",
    int: "a number",
    list: "a list",
    str: "a string",
}
# Any entry of a mapping or list in the patterns of keys without counterpart.
ANY = "*"
# The reasons and cures of keys without counterpart, by the path of the key: `targets/*/publish`.
Reasons = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Carried:
    """A key that is carried over, and what it became."""

    key: str
    position: Position
    became: str


@dataclass(slots=True)
class Account:
    """The account of all keys of the input."""

    problems: Problems = field(default_factory=Problems)
    """Values of another type than the tool documents."""
    carried: dict[tuple[str, str], Carried] = field(default_factory=dict)
    left: dict[tuple[str, str], Problem] = field(default_factory=dict)
    """The keys without counterpart, and the unknown ones."""
    refused: list[Problem] = field(default_factory=list)
    """The names that follow from the document, and that the package cannot have."""
    _visited: set[tuple[str, str]] = field(default_factory=set)

    def find(self, holder: Cursor, key: str, kind: type) -> Cursor | None:
        """Return an entry of a type; None without it, or if it is null or an empty text.

        An entry of another type is an error.
        """
        entry = holder.get(key)
        if entry is None:
            return None
        if entry.value is None or entry.value == "":
            self.carry(entry, "no value")
            return None
        if not is_kind(entry.value, kind):
            self.reject(entry, f"`{key}` must be {KINDS[kind]}")
            return None
        if kind in (dict, list):
            self.visit(entry)
        return entry

    def find_text(self, holder: Cursor, key: str) -> Cursor | None:
        """Return an entry that is a text; a number or boolean in YAML is one, too."""
        entry = holder.get(key)
        if entry is not None and isinstance(entry.value, (bool, int, float)):
            text = entry.document.written_text(entry.path) or str(entry.value)
            return entry.with_value(text)
        return self.find(holder, key, str)

    def list_entries(self, holder: Cursor) -> Iterator[tuple[str, Cursor]]:
        """Yield the entries of a mapping, whose keys are all looked at."""
        self.visit(holder)
        yield from ((str(key), entry) for key, entry in holder.items())

    def visit(self, entry: Cursor) -> None:
        """Note that the entries of a mapping or list are looked at one by one."""
        self._visited.add(_identify(entry))

    def carry(self, entry: Cursor, became: str) -> None:
        """Note that an entry, with all in it, is carried over."""
        self.left.pop(_identify(entry), None)
        self.carried[_identify(entry)] = Carried(
            name_key(entry), _locate_key(entry), became
        )

    def leave(self, entry: Cursor, reason: str, cure: str) -> None:
        """Note that an entry, with all in it, has no counterpart."""
        self.carried.pop(_identify(entry), None)
        message = f"`{_label(entry)}` has no counterpart: {reason}"
        problem = Problem(message, cure, Severity.WARNING, code="no-counterpart")
        self._add_left(entry, problem)

    def refuse(self, part: Cursor, message: str, cure: str) -> None:
        """Note that a part of the document cannot keep the name that it had in the old client."""
        problem = Problem(message, cure, Severity.WARNING, code="no-counterpart")
        self.refused.append(part.locate(problem))

    def reject(self, entry: Cursor, message: str, hint: str | None = None) -> None:
        """Add an error about a value."""
        self.carry(entry, "an error")
        self.problems.error(entry, message, hint, code="invalid-configuration")

    def close(self, root: Cursor, reasons: Reasons) -> None:
        """Find a place for each key that has none yet: without counterpart, or unknown."""
        self.visit(root)
        patterns = {tuple(pattern.split("/")): reasons[pattern] for pattern in reasons}
        self._close(root, (), patterns)

    def _close(
        self,
        holder: Cursor,
        above: tuple[str, ...],
        patterns: Mapping[tuple[str, ...], tuple[str, str]],
    ) -> None:
        for entry in _list_children(holder):
            steps = (*above, str(entry.key))
            key = _identify(entry)
            if key in self.carried or key in self.left:
                continue
            matching = [p for p in patterns if _matches(p[: len(steps)], steps)]
            complete = [p for p in matching if len(p) == len(steps)]
            if key in self._visited and _list_children(entry):
                self._close(entry, steps, patterns)
            elif key in self._visited and entry.value in ([], {}):
                self.carry(entry, "nothing: it is empty")
            elif complete:
                self.leave(entry, *patterns[max(complete, key=_count_exact)])
            elif matching and _list_children(entry):
                self._close(entry, steps, patterns)
            else:
                self._add_unknown(entry, patterns, above)

    def settle(self, entry: Cursor) -> None:
        """Find a place for an extension whose value has no entry that is carried over or left."""
        uri, own = key = _identify(entry)
        if key in self.carried or key in self.left:
            return
        outcomes = (*self.carried, *self.left)
        if not any(u == uri and i.startswith(f"{own}/") for u, i in outcomes):
            reason = "its value has a form that the tool does not document"
            self.leave(entry, reason, "correct the value")

    def add_unknown_extension(self, entry: Cursor, known: Iterable[str]) -> None:
        """Note an extension of the tool that is not known."""
        close = difflib.get_close_matches(str(entry.key), sorted(known), 1, 0.8)
        message = f"`{entry.key}` is unknown, so it is not carried over"
        self._add_left(entry, _describe_unknown(message, close))

    def _add_unknown(
        self, entry: Cursor, patterns: Iterable[tuple[str, ...]], above: tuple[str, ...]
    ) -> None:
        depth = len(above)
        siblings = {
            *(
                p[depth]
                for p in patterns
                if len(p) > depth and _matches(p[:depth], above)
            ),
            *(c.key.rpartition("/")[2] for c in self.carried.values()),
        }
        close = difflib.get_close_matches(str(entry.key), sorted(siblings), 1, 0.8)
        message = f"`{name_key(entry)}` is unknown, so it is not carried over"
        self._add_left(entry, _describe_unknown(message, close))

    def _add_left(self, entry: Cursor, problem: Problem) -> None:
        is_key = isinstance(entry.key, str)
        self.left[_identify(entry)] = entry.locate(problem, key=is_key)


def _describe_unknown(message: str, close: list[str]) -> Problem:
    """Return the problem of an unknown key, with the known one that is most similar."""
    hint = "if the tool knows it, look for its effect in docs/settings.md"
    if close:
        hint = f"did you mean `{close[0]}`?"
    return Problem(message, hint, Severity.WARNING, code="unknown-configuration-key")


def is_kind(value: Any, kind: type) -> bool:
    """Return whether a value has a type; a boolean is no number."""
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def name_key(entry: Cursor) -> str:
    """Return the path of an entry as messages show it: `resources/books/methods/list`."""
    return "/".join(map(str, entry.path))


def _label(entry: Cursor) -> str:
    """Return the name of a key in messages: extensions occur at many places."""
    name = str(entry.key)
    return name if name.startswith("x-") else name_key(entry)


def _identify(entry: Cursor) -> tuple[str, str]:
    return entry.document.uri, entry.id


def _locate_key(entry: Cursor) -> Position:
    return entry.document.position(entry.path, key=isinstance(entry.key, str))


def _list_children(holder: Cursor) -> list[Cursor]:
    return [*(entry for _, entry in holder.items()), *holder.elements()]


def _matches(pattern: tuple[str, ...], steps: tuple[str, ...]) -> bool:
    """Return whether a pattern, or its beginning, denotes a path."""
    return len(pattern) == len(steps) and all(
        own in (ANY, step) for own, step in zip(pattern, steps, strict=True)
    )


def _count_exact(pattern: tuple[str, ...]) -> int:
    return sum(step != ANY for step in pattern)
