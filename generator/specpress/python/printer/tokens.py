"""Tokens of a statement."""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence

CLOSING = {"(": ")", "[": "]", "{": "}"}
CLOSERS = frozenset(CLOSING.values())
KEYWORDS = frozenset(keyword.kwlist) - {"None", "True", "False"}
# Priorities of the places where a line may be split; the highest is used first.
COMPREHENSION, COMMA, TERNARY, LOGIC, STRING, COMPARISON, DOT = (
    *(20, 18, 16, 14, 12, 10),
    1,
)
COMPARISONS = frozenset(["<", ">", "==", "!=", "<=", ">="])
ASSIGNMENT = re.compile(r"(?:[-+*/%@&|^]|\*\*|//|<<|>>)?=")
_STRING_TEXT = r'"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|\'[^\'\\\n]*+(?:\\.[^\'\\\n]*+)*+\''
_TOKEN = re.compile(
    rf"""([ \t]*\n[ \t\n]*|[ \t]*)(?:
    (?P<string>(?:[rRbBfFuU]{{1,2}})?(?:{_STRING_TEXT}))
    |(?P<number>0[xXoObB]\w+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?[jJ]?)
    |(?P<name>[\w\u0080-\U0010ffff]+)
    |(?P<operator>\.\.\.|->|:=|(?:\*\*|//|<<|>>|[-+*/%@&|^=!<>])=|\*\*|//|<<|>>|[-+*/%@&|^~<>()\[\]{{}},:.;=])
    )""",
    re.VERBOSE | re.DOTALL,
)


class CannotSplitError(Exception):
    """A split that is not possible or not useful."""


class UnsupportedError(Exception):
    """Source that only black can lay out, such as comments inside a statement."""


class Leaf:
    """A token; optional parentheses have no text until they are needed."""

    __slots__ = (
        "annotation",
        "before",
        "depth",
        "is_added",
        "kind",
        "opener",
        "prefix",
        "scope",
        "text",
    )

    def __init__(self, kind: str, text: str, prefix: str = "", scope: str = "") -> None:
        self.kind = kind
        self.text = text
        self.prefix = prefix
        self.scope = scope
        self.depth = 0
        self.before = 0
        self.annotation = ""
        self.opener: Leaf | None = None
        self.is_added = False

    @property
    def is_operand(self) -> bool:
        """Return True if an operator that follows is a binary operator."""
        if self.kind == "name":
            return self.text not in KEYWORDS
        return self.kind in ("string", "number", "...") or self.kind in CLOSERS


def tokenize(text: str) -> list[Leaf]:
    """Return the tokens of a statement or element, joined to one line."""
    leaves: list[Leaf] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if not match or "\n" in match[0][len(match[1]) :]:
            raise UnsupportedError
        position = match.end()
        kind = match.lastgroup or ""
        value = match[0][len(match[1]) :]
        prefix = match[1] if leaves else ""
        leaf = Leaf(value if kind == "operator" else kind, value, prefix)
        if "\n" in prefix:
            is_tight = leaves[-1].kind in CLOSING or leaf.kind in (*CLOSERS, ".")
            leaf.prefix = "" if is_tight else " "
        leaves.append(leaf)
    return leaves


def match_brackets(leaves: Sequence[Leaf]) -> dict[int, int]:
    """Return the index of the closing bracket for each opening bracket."""
    stack: list[int] = []
    pairs: dict[int, int] = {}
    for index, leaf in enumerate(leaves):
        if leaf.kind in CLOSING:
            stack.append(index)
        elif leaf.kind in CLOSERS:
            if not stack:
                raise UnsupportedError
            pairs[stack.pop()] = index
    if stack:
        raise UnsupportedError
    return pairs
