"""Split a line at one pair of brackets."""

from __future__ import annotations

from collections.abc import Sequence, Set

from specpress.python.printer.lines import Line
from specpress.python.printer.tokens import (
    CLOSERS,
    CLOSING,
    COMMA,
    CannotSplitError,
    Leaf,
)


class Split:
    """A line split at a pair of brackets."""

    def __init__(self, line: Line, omit: Set[Leaf]) -> None:
        """Split at the last brackets that are not in `omit`."""
        leaves = line.leaves
        opener: Leaf | None = None
        closer: Leaf | None = None
        end = start = -1
        for index in range(len(leaves) - 1, -1, -1):
            leaf = leaves[index]
            if closer is not None and leaf is opener:
                if end - index > 1:
                    start = index
                    break
                closer = None
            elif closer is None and leaf.kind in CLOSERS and leaf not in omit:
                opener, closer, end = leaf.opener, leaf, index
        if closer is None or opener is None or start < 0:
            raise CannotSplitError
        self.opener, self.closer = opener, closer
        self.head = build_head(leaves[: start + 1], line)
        self.body = build_body(leaves[start + 1 : end], line, self.opener)
        self.tail = build_tail(leaves[end:], line)

    @property
    def is_optional(self) -> bool:
        """Return True if the brackets are optional parentheses."""
        return self.opener.kind == "(" and not self.opener.text and not self.closer.text


def build_head(leaves: Sequence[Leaf], line: Line) -> Line:
    """Return the line up to the opening bracket; complete brackets in it are tracked."""
    complete: set[Leaf] = set()
    stack: list[list[Leaf]] = []
    for leaf in leaves:
        if leaf.kind in CLOSING:
            stack.append([leaf])
        elif leaf.kind in CLOSERS and stack:
            complete.update(stack.pop(), [leaf])
        elif leaf.kind in CLOSERS:
            break
        elif stack:
            stack[-1].append(leaf)
    head = Line(line.indent)
    for leaf in leaves:
        head.append(leaf, leaf in complete)
    return head


def build_body(leaves: Sequence[Leaf], line: Line, opener: Leaf) -> Line:
    """Return the line inside the brackets, indented and with a comma if it needs one."""
    body = Line(line.indent + 4, is_inside=True)
    for leaf in leaves:
        body.append(leaf)
    if _needs_comma(leaves, line, opener) and leaves[-1].kind != ",":
        body.append(added_comma())
    comma = body.leaves[-1] if body.leaves[-1].kind == "," else None
    if body.max_priority(exclude=comma) == COMMA:
        body.must_split = comma is not None or opener.scope in ("atom", "import")
    return body


def build_tail(leaves: Sequence[Leaf], line: Line) -> Line:
    tail = Line(line.indent)
    for leaf in leaves:
        tail.append(leaf)
    return tail


def _needs_comma(leaves: Sequence[Leaf], line: Line, opener: Leaf) -> bool:
    """Return True for imported names and for a single parameter."""
    if line.is_import:
        return True
    if not line.starts_with("def") or opener.text != "(":
        return False
    if any(leaf.kind == "," and not leaf.annotation for leaf in leaves):
        return False
    return leaves[0].annotation != "return"


def added_comma() -> Leaf:
    comma = Leaf(",", ",")
    comma.is_added = True
    return comma
