"""Determine the priorities of the operators where a line can be split."""

from __future__ import annotations

from collections.abc import Sequence

from specpress.python.printer.tokens import (
    ASSIGNMENT,
    CLOSERS,
    CLOSING,
    COMPARISON,
    COMPARISONS,
    COMPREHENSION,
    KEYWORDS,
    LOGIC,
    TERNARY,
    Leaf,
)

# Keywords before a complete expression.
_BOUNDARIES = frozenset(
    ["else", "yield", "from", "return", "raise", "assert", "del", "elif"]
)
_ARITHMETIC = {"|": 9, "^": 8, "&": 7, "<<": 6, ">>": 6, "+": 5, "-": 5, "*": 4}
_ARITHMETIC |= {"/": 4, "//": 4, "%": 4, "@": 4, "**": 2}


class _Frame:
    """The state inside a pair of brackets while priorities are determined."""

    def __init__(self, scope: str, start: int) -> None:
        self.scope = scope
        self.start = start
        self.ternaries: list[Leaf] = []
        self.lambdas = 0
        self.in_targets = False
        self.has_for = False


class Marker:
    """Determines the priorities of operators and adds parentheses of conditional expressions."""

    def __init__(self, leaves: Sequence[Leaf], scope: str) -> None:
        self.source = leaves
        self.leaves: list[Leaf] = []
        self.frames = [_Frame(scope, 0)]
        self.openers: list[Leaf] = []
        first = leaves[1:2] if leaves[0].text == "async" else leaves[:1]
        self.word = first[0].text if first and first[0].kind == "name" else ""
        self.is_statement = not scope

    def run(self) -> list[Leaf]:
        for index, leaf in enumerate(self.source):
            following = (
                self.source[index + 1].text if index + 1 < len(self.source) else ""
            )
            self._mark(leaf, following)
        self._end_ternaries()
        return self.leaves

    def _mark(self, leaf: Leaf, following: str) -> None:
        previous = self.leaves[-1] if self.leaves else None
        frame = self.frames[-1]
        if leaf.kind in CLOSING:
            leaf.scope = leaf.scope or self._scope(leaf, previous)
            self.leaves.append(leaf)
            self.openers.append(leaf)
            self.frames.append(_Frame(leaf.scope, len(self.leaves)))
            return
        if leaf.kind in CLOSERS:
            self._end_ternaries(is_last=True)
            self.frames.pop()
            leaf.scope = self.openers.pop().scope
        elif leaf.kind == "name":
            self._mark_name(leaf, previous, following)
            return
        elif leaf.kind in COMPARISONS:
            leaf.before = COMPARISON
        elif leaf.kind in _ARITHMETIC and previous and previous.is_operand:
            leaf.before = _ARITHMETIC[leaf.kind]
        elif leaf.kind == ":" and frame.lambdas:
            frame.lambdas -= 1
            frame.start = len(self.leaves) + 1
        elif leaf.kind in (",", ":") or ASSIGNMENT.fullmatch(leaf.kind):
            self._end_segment(leaf)
        self.leaves.append(leaf)
        is_unary = leaf.kind in ("*", "**") and not leaf.before
        if is_unary or leaf.kind in (":=", "->"):
            frame.start = len(self.leaves)

    def _end_segment(self, leaf: Leaf) -> None:
        frame = self.frames[-1]
        if leaf.kind == "," and frame.in_targets:
            leaf.scope = "targets"
            return
        if leaf.kind == "," and not frame.lambdas:
            is_arguments = frame.scope in ("call", "parameters", "bases")
            leaf.scope = "arguments" if is_arguments else ""
        if not frame.lambdas:
            self._end_ternaries()
        frame.start = len(self.leaves) + 1

    def _mark_name(self, leaf: Leaf, previous: Leaf | None, following: str) -> None:
        frame = self.frames[-1]
        text = leaf.text
        is_head = self.is_statement and len(self.frames) == 1
        if text in ("and", "or"):
            leaf.before = LOGIC
        elif text == "is" or (text == "not" and following == "in"):
            leaf.before = COMPARISON
        elif text == "in":
            is_target = frame.in_targets or (is_head and self.word == "for")
            is_negated = previous is not None and previous.text == "not"
            leaf.before = 0 if is_target or is_negated else COMPARISON
            frame.in_targets = False
        elif text in ("for", "async") and not is_head:
            self._mark_for(leaf, previous)
        elif text == "if" and previous is not None:
            self._mark_if(leaf)
        elif text == "else" and frame.ternaries:
            leaf.before = TERNARY
        elif text == "lambda":
            frame.lambdas += 1
        self.leaves.append(leaf)
        is_first = is_head and len(self.leaves) == 1 and text in KEYWORDS
        if text in _BOUNDARIES or (is_first and text not in ("await", "not", "lambda")):
            frame.start = len(self.leaves)

    def _mark_for(self, leaf: Leaf, previous: Leaf | None) -> None:
        frame = self.frames[-1]
        self._end_ternaries()
        frame.has_for = True
        is_async = previous is not None and previous.text == "async"
        leaf.before = 0 if is_async else COMPREHENSION
        frame.in_targets = leaf.text == "for"

    def _mark_if(self, leaf: Leaf) -> None:
        frame = self.frames[-1]
        if frame.has_for:
            leaf.before = COMPREHENSION
            return
        leaf.before = TERNARY
        first = self.leaves[frame.start]
        opener = Leaf("(", "", first.prefix, "ternary")
        first.prefix = ""
        self.leaves.insert(frame.start, opener)
        frame.ternaries.append(opener)

    def _end_ternaries(self, is_last: bool = False) -> None:
        """Close the parentheses of conditional expressions; real ones make them redundant."""
        frame = self.frames[-1]
        for opener in reversed(frame.ternaries):
            index = self.leaves.index(opener)
            before = self.leaves[index - 1] if index and self.openers else None
            is_redundant = before is not None and before is self.openers[-1]
            if is_last and is_redundant and self.openers[-1].kind == "(":
                del self.leaves[index]
                self.leaves[index].prefix = opener.prefix
            else:
                self.leaves.append(Leaf(")", "", "", "ternary"))
        frame.ternaries.clear()

    def _scope(self, leaf: Leaf, previous: Leaf | None) -> str:
        is_trailer = previous is not None and previous.is_operand
        if not is_trailer or not leaf.text:
            return "atom"
        if (
            len(self.frames) == 1
            and self.is_statement
            and self.word in ("def", "class")
        ):
            if leaf.kind == "[":
                return "type parameters"
            return "parameters" if self.word == "def" else "bases"
        return "call" if leaf.kind == "(" else "subscript"
