"""Edits of the arguments in calls: renamed and removed ones, and those that need a keyword now."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from specpress.diff.changes import Change
from specpress.program.edits import Plan
from specpress.program.uses import Use

# Values that have no effect when they are left out.
_PURE = (ast.Constant, ast.Name, ast.Attribute)
# Blanks, ends of lines and comments before an argument.
_BLANK = re.compile(r"(?:\s|\\\n|#[^\n]*)*")
Argument = ast.expr | ast.keyword


@dataclass(slots=True)
class Arguments:
    """The arguments of a method that change.

    Attributes:
        positional: Those that callers of the new method may pass by position, in order; None if it is unknown.
        names: All arguments of the new method.
        renamed: New names by old ones, with their changes.
        removed: Removed arguments with their changes.
    """

    positional: Sequence[str] | None = None
    names: frozenset[str] = frozenset()
    renamed: dict[str, tuple[str, Change]] = field(default_factory=dict)
    removed: dict[str, Change] = field(default_factory=dict)

    def rename(self, name: str) -> str:
        """Return the name of an argument in the new method."""
        return self.renamed[name][0] if name in self.renamed else name

    @property
    def change(self) -> Change | None:
        """The first change of an argument."""
        changes = (*(c for _, c in self.renamed.values()), *self.removed.values())
        return next(iter(changes), None)

    def is_removed(self, name: str) -> bool:
        """Return whether the new method has no such argument."""
        return name in self.removed and name not in self.names


@dataclass(frozen=True, slots=True)
class CallEditor:
    """Plans the edits of a call."""

    plan: Plan
    use: Use
    call: ast.Call
    arguments: Arguments

    def edit(self) -> None:
        """Rename, remove and name arguments."""
        removed = [*self._list_removed()]
        names = self._list_positional()
        kept = [n for n, value in names if value not in removed]
        for index, (name, value) in enumerate(n for n in names if n[1] not in removed):
            if self._needs_keyword(kept, index):
                self._insert(value, f"{self.arguments.rename(name)}=")
        for keyword in self.call.keywords:
            if keyword.arg in self.arguments.renamed:
                new, _ = self.arguments.renamed[keyword.arg]
                offset = self.use.file.get_start(keyword)
                self.plan.rename(self.use.file, offset, keyword.arg, new)
        if removed:
            self._remove(removed)

    def _list_positional(self) -> list[tuple[str, ast.expr]]:
        """Return the arguments that the call passes by position, up to a starred one."""
        names: list[tuple[str, ast.expr]] = []
        positional = self.use.element.positional
        for name, value in zip(positional, self.call.args, strict=False):
            if isinstance(value, ast.Starred):
                break
            names.append((name, value))
        return names

    def _needs_keyword(self, names: Sequence[str], index: int) -> bool:
        """Return whether the new method has another argument at this or an earlier position."""
        expected = self.arguments.positional
        if expected is None:
            return False
        new = [self.arguments.rename(name) for name in names[: index + 1]]
        is_known = new[index] in self.arguments.names
        return is_known and list(expected[: index + 1]) != new

    def _insert(self, value: ast.expr, text: str) -> None:
        start, _ = self._get_span(self._nodes.index(value))
        self.plan.replace(self.use.file, start, start, text)

    @property
    def _nodes(self) -> list[Argument]:
        """The arguments in the order of the text."""
        nodes: list[Argument] = [*self.call.args, *self.call.keywords]
        return sorted(nodes, key=self.use.file.get_start)

    def _get_span(self, index: int) -> tuple[int, int]:
        """Return the start and the end of an argument, with the parentheses around it."""
        file, nodes = self.use.file, self._nodes
        node = nodes[index]
        previous = self.call.func if index == 0 else nodes[index - 1]
        separator = "(" if index == 0 else ","
        start = file.text.index(separator, file.get_end(previous)) + 1
        blank = _BLANK.match(file.text, start)
        start = blank.end() if blank else start
        end = file.get_end(node)
        for _ in range(file.text.count("(", start, file.get_start(node))):
            end = file.text.index(")", end) + 1
        return start, end

    def _list_removed(self) -> Iterator[Argument]:
        """Yield the arguments that can be left out; record the others."""
        values: list[tuple[str, Argument, ast.expr]] = [
            (name, value, value) for name, value in self._list_positional()
        ]
        values += [(k.arg, k, k.value) for k in self.call.keywords if k.arg]
        for name, node, value in values:
            if not self.arguments.is_removed(name):
                continue
            if isinstance(value, _PURE):
                yield node
            else:
                change = self.arguments.removed[name]
                reason = "the value of the argument may have effects"
                offset = self.use.file.get_start(node)
                self.plan.leave(self.use.file, offset, change, reason)

    def _remove(self, removed: Sequence[Argument]) -> None:
        """Remove arguments with their commas."""
        file = self.use.file
        nodes = self._nodes
        spans = [self._get_span(index) for index in range(len(nodes))]
        if len(removed) == len(nodes):
            opening = file.text.index("(", file.get_end(self.call.func)) + 1
            self.plan.replace(file, opening, file.get_end(self.call) - 1, "")
            return
        for index, node in enumerate(nodes):
            if node not in removed:
                continue
            if all(later in removed for later in nodes[index:]):
                # The comma after the last argument that remains stays where it is.
                _, start = spans[index - 1]
                self.plan.replace(file, start, spans[-1][1], "")
                return
            self.plan.replace(file, spans[index][0], spans[index + 1][0], "")


def edit_calls(
    plan: Plan, uses: Sequence[Use], methods: Mapping[str, Arguments]
) -> None:
    """Plan the edits of all calls of methods whose arguments change."""
    for use in uses:
        arguments = methods.get(use.symbol)
        if arguments is None or use.role == "keyword":
            continue
        call, change = use.reference.call, arguments.change
        if call is not None:
            CallEditor(plan, use, call, arguments).edit()
        if change is not None and (call is None or _has_stars(call)):
            reason = "arguments that are not written in the call are not edited"
            plan.leave(use.file, use.reference.offset, change, reason)


def _has_stars(call: ast.Call) -> bool:
    is_starred = any(isinstance(value, ast.Starred) for value in call.args)
    return is_starred or any(keyword.arg is None for keyword in call.keywords)
