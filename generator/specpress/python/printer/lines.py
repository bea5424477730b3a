"""Lines of tokens with the places where they can be split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from specpress.python.printer.tokens import CLOSERS, CLOSING, COMMA, DOT, STRING, Leaf
from specpress.python.source_text import MAX_WIDTH, display_width


class Line:
    """A line that may have to be split further."""

    def __init__(self, indent: int, is_inside: bool = False) -> None:
        self.indent = indent
        self.is_inside = is_inside
        self.must_split = False
        self.has_magic_comma = False
        self.leaves: list[Leaf] = []
        self.delimiters: dict[Leaf, int] = {}
        self.invisible: list[Leaf] = []
        self._depth = 0
        self._open: dict[tuple[int, str], Leaf] = {}
        self._previous: Leaf | None = None
        self._targets: list[int] = []
        self._lambdas: list[int] = []

    def __str__(self) -> str:
        first, *others = self.leaves
        parts = [part for leaf in others for part in (leaf.prefix, leaf.text)]
        return " " * self.indent + first.text + "".join(parts)

    def starts_with(self, *words: str) -> bool:
        """Return True if one of the words is the first, apart from `async`."""
        texts = [leaf.text for leaf in self.leaves[:2]]
        return bool(texts) and (texts[-1] if texts[0] == "async" else texts[0]) in words

    @property
    def is_import(self) -> bool:
        return self.starts_with("from", "import")

    def is_short(self, limit: int = MAX_WIDTH) -> bool:
        return display_width(str(self)) <= limit

    def lengths(self) -> Iterator[tuple[int, Leaf, int]]:
        """Return the leaves with their index and length."""
        for index, leaf in enumerate(self.leaves):
            yield index, leaf, (len(leaf.prefix) if index else 0) + len(leaf.text)

    def max_priority(self, exclude: Leaf | None = None) -> int:
        """Return the highest priority of the delimiters, 0 if there are none."""
        return max(
            (p for d, p in self.delimiters.items() if d is not exclude), default=0
        )

    def count(self, priority: int) -> int:
        return sum(p == priority for p in self.delimiters.values())

    def append(self, leaf: Leaf, track: bool = False) -> None:
        if track or self.is_inside:
            self._mark(leaf)
            if self._is_magic(leaf):
                self.has_magic_comma = True
        self.leaves.append(leaf)

    def _mark(self, leaf: Leaf) -> None:
        """Record the depth of a leaf, its opening bracket and the delimiters."""
        is_closer = leaf.kind in CLOSERS
        if self._depth == 0 and is_closer and (0, leaf.kind) not in self._open:
            return
        text = leaf.text if leaf.kind in ("name", ":") else ""
        if self._targets[-1:] == [self._depth] and text == "in":
            self._depth -= 1
            self._targets.pop()
        if self._lambdas[-1:] == [self._depth] and text == ":":
            self._depth -= 1
            self._lambdas.pop()
        if is_closer:
            self._depth -= 1
            leaf.opener = self._open.pop((self._depth, leaf.kind))
            if not leaf.text:
                self.invisible.append(leaf)
        leaf.depth = self._depth
        if self._depth == 0:
            self._mark_delimiter(leaf)
        if leaf.kind in CLOSING:
            self._open[self._depth, CLOSING[leaf.kind]] = leaf
            self._depth += 1
            if not leaf.text:
                self.invisible.append(leaf)
        self._previous = leaf
        if text in ("lambda", "for"):
            self._depth += 1
            (self._lambdas if text == "lambda" else self._targets).append(self._depth)

    def _mark_delimiter(self, leaf: Leaf) -> None:
        previous = self._previous
        priority = leaf.before
        if leaf.kind == "." and previous is not None and previous.kind in CLOSERS:
            priority = DOT
        elif (
            leaf.kind == "string" and previous is not None and previous.kind == "string"
        ):
            priority = STRING
        if priority and previous is not None:
            self.delimiters[previous] = priority
        elif leaf.kind == "," and leaf.scope != "targets":
            self.delimiters[leaf] = COMMA

    def _is_magic(self, closer: Leaf) -> bool:
        """Return True if a comma before the bracket requires one item per line."""
        if closer.kind not in CLOSERS or not self.leaves or self.leaves[-1].kind != ",":
            return False
        if closer.kind == "}":
            return True
        if closer.kind == "]":
            is_subscript = closer.scope == "subscript" and closer.opener is not None
            return not (is_subscript and has_one_item(closer, self.leaves))
        if self.is_import:
            return True
        return closer.opener is not None and not has_one_item(closer, self.leaves)


def has_one_item(closer: Leaf, leaves: Sequence[Leaf]) -> bool:
    """Return True if the brackets contain at most one comma, and not as arguments."""
    commas, is_between = 0, False
    for leaf in leaves:
        if leaf is closer:
            break
        if is_between and leaf.depth == closer.depth + 1 and leaf.kind == ",":
            commas += 2 if leaf.scope == "arguments" else 1
        is_between = is_between or leaf is closer.opener
    return is_between and commas < 2
