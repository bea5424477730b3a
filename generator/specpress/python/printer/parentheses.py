"""Add the optional parentheses that black can use in a statement."""

from __future__ import annotations

from collections.abc import Sequence

from specpress.python.printer.tokens import (
    ASSIGNMENT,
    CLOSING,
    COMPARISONS,
    KEYWORDS,
    Leaf,
    UnsupportedError,
    match_brackets,
)


class _Parentheses:
    """Adds the optional parentheses of a statement."""

    def __init__(self, leaves: list[Leaf]) -> None:
        self.leaves = leaves
        self.pairs = match_brackets(leaves)
        self.before: dict[int, list[Leaf]] = {}
        self.after: dict[int, list[Leaf]] = {}

    def top(self, start: int = 0, end: int | None = None) -> list[int]:
        """Return the indexes of the tokens outside of brackets and lambda parameters."""
        indexes, index, end = [], start, len(self.leaves) if end is None else end
        lambdas = 0
        while index < end:
            text = self.leaves[index].text
            is_name = self.leaves[index].kind == "name"
            if is_name and text == "lambda":
                lambdas += 1
            if not lambdas:
                indexes.append(index)
            elif text == ":":
                lambdas -= 1
            index = self.pairs.get(index, index) + 1
        return indexes

    def find(self, text: str, start: int = 0, end: int | None = None) -> int:
        """Return the index of a token outside of brackets, or -1."""
        leaves = self.leaves
        is_text = (i for i in self.top(start, end) if leaves[i].text == text)
        return next((i for i in is_text if leaves[i].kind != "string"), -1)

    def wrap(self, start: int, end: int, can_be_list: bool = False) -> None:
        """Make the parentheses around an expression optional, or add optional ones."""
        if start >= end:
            return
        leaves = self.leaves
        if leaves[start].kind == "(" and self.pairs[start] == end - 1:
            if self._is_removable(start + 1, end - 1, can_be_list):
                leaves[start].text = leaves[end - 1].text = ""
            return
        commas = [i for i in self.top(start, end) if leaves[i].kind == ","]
        is_visible = commas == [end - 1]
        opener = Leaf("(", "(" if is_visible else "", leaves[start].prefix)
        leaves[start].prefix = ""
        self.before.setdefault(start, []).append(opener)
        closer = Leaf(")", ")" if is_visible else "")
        self.after.setdefault(end - 1, []).insert(0, closer)

    def _is_removable(self, start: int, end: int, can_be_list: bool) -> bool:
        texts = [self.leaves[i].text for i in self.top(start, end)]
        if not texts or texts[0] in ("yield", "*") or {":=", "for"} & {*texts}:
            return False
        commas = texts.count(",")
        return not commas or (can_be_list and not (commas == 1 and texts[-1] == ","))

    def result(self) -> list[Leaf]:
        """Return the tokens with the optional parentheses."""
        leaves: list[Leaf] = []
        for index, leaf in enumerate(self.leaves):
            leaves += self.before.get(index, ())
            leaves.append(leaf)
            leaves += self.after.get(index, ())
        return leaves


def add_parentheses(leaves: list[Leaf], is_parameter: bool) -> list[Leaf]:
    """Add optional parentheses where black uses them in this kind of statement."""
    parts = _Parentheses(leaves)
    end = len(leaves)
    start = 1 if leaves[0].text == "async" else 0
    word = leaves[start].text if leaves[start].kind == "name" else ""
    if is_parameter:
        _wrap_annotations(parts, 0, end)
        return parts.result()
    colons = [i for i in parts.top() if leaves[i].kind == ":"]
    colon = colons[-1] if colons else end
    _check_support(leaves, word, has_body=colon == end - 1)
    if word in ("if", "elif", "while", "with", "except", "for"):
        _wrap_block_head(parts, word, start, colon)
    elif word == "def":
        _wrap_definition(parts, colon)
    elif word not in KEYWORDS or word in ("await", "yield", "lambda", "not"):
        _wrap_assignment(parts)
    else:
        _wrap_operand(parts, word)
    return parts.result()


def _check_support(leaves: Sequence[Leaf], word: str, has_body: bool) -> None:
    """Raise an error for statements that only black lays out."""
    if word in ("if", "elif", "while", "except", "with", "for") and not has_body:
        raise UnsupportedError
    if word not in ("match", "case", "type"):
        return
    if leaves[1].is_operand or leaves[-1].kind == ":":
        raise UnsupportedError


def _wrap_operand(parts: _Parentheses, word: str) -> None:
    """Add optional parentheses to a statement that starts with a keyword."""
    end = len(parts.leaves)
    if word in ("return", "del"):
        parts.wrap(1, end)
    elif word == "assert":
        comma = parts.find(",")
        parts.wrap(1, end if comma < 0 else comma)
        parts.wrap(end if comma < 0 else comma + 1, end)
    elif word == "from":
        first = parts.find("import") + 1
        if parts.leaves[first].text != "*":
            parts.wrap(first, end, can_be_list=True)
            _mark_import(parts, first)


def _wrap_block_head(parts: _Parentheses, word: str, start: int, colon: int) -> None:
    """Add optional parentheses to the first line of a block."""
    leaves = parts.leaves
    if word == "with":
        after = parts.pairs.get(start + 1, colon) + 1
        if after < colon and leaves[after].kind == ",":
            raise UnsupportedError
        parts.wrap(start + 1, colon, can_be_list=True)
    elif word == "except":
        first = 2 if leaves[1].kind == "*" else 1
        as_index = parts.find("as", first)
        parts.wrap(first, colon if as_index < 0 else as_index)
    elif word == "for":
        in_index = parts.find("in", start)
        parts.wrap(start + 1, in_index, can_be_list=True)
        parts.wrap(in_index + 1, colon)
    else:
        parts.wrap(1, colon)


def _wrap_definition(parts: _Parentheses, colon: int) -> None:
    """Add optional parentheses to the annotations of a function."""
    opener = parts.find("(")
    _wrap_annotations(parts, opener + 1, parts.pairs[opener])
    arrow = parts.find("->")
    if arrow >= 0:
        for leaf in parts.leaves[arrow + 1 : colon]:
            leaf.annotation = "return"
        parts.wrap(arrow + 1, colon)


def _mark_import(parts: _Parentheses, first: int) -> None:
    opener = parts.leaves[first]
    for leaf in (opener, *parts.before.get(first, ())):
        if leaf.kind == "(":
            leaf.text, leaf.scope = "", "import"
    for leaf in (parts.leaves[-1], *parts.after.get(len(parts.leaves) - 1, ())):
        if leaf.kind == ")":
            leaf.text = ""


def _wrap_annotations(parts: _Parentheses, start: int, end: int) -> None:
    """Add optional parentheses around the annotations of parameters."""
    leaves = parts.leaves
    first = start
    for comma in [*(i for i in parts.top(start, end) if leaves[i].kind == ","), end]:
        colon = parts.find(":", first, comma)
        if colon >= 0 and leaves[first].kind != "*":
            equal = parts.find("=", colon, comma)
            last = comma if equal < 0 else equal
            for leaf in leaves[colon + 1 : last]:
                leaf.annotation = "param"
            if _is_union_or_literal(parts, colon + 1, last):
                parts.wrap(colon + 1, last)
        first = comma + 1


def _is_union_or_literal(parts: _Parentheses, start: int, end: int) -> bool:
    """Return True for the annotations of parameters that can have parentheses."""
    leaves = parts.leaves
    if parts.pairs.get(start) == end - 1 or leaves[start].text == "...":
        return True
    texts = {leaves[i].text for i in parts.top(start, end)}
    if "|" in texts:
        return not texts & {
            *COMPARISONS,
            "in",
            "is",
            "not",
            "and",
            "or",
            "if",
            "lambda",
        }
    return end - start > 1 and all(leaf.kind == "string" for leaf in leaves[start:end])


def _wrap_assignment(parts: _Parentheses) -> None:
    """Add optional parentheses to the targets, annotation and values of an assignment."""
    leaves, end = parts.leaves, len(parts.leaves)
    top = parts.top()
    equals = [i for i in top if ASSIGNMENT.fullmatch(leaves[i].kind)]
    colon = next((i for i in top if leaves[i].kind == ":"), -1)
    if colon >= 0:
        parts.wrap(colon + 1, equals[0] if equals else end)
    elif not equals:
        _wrap_arithmetic(parts, top)
        return
    elif leaves[0].kind in CLOSING and parts.pairs[0] == equals[0] - 1:
        parts.wrap(0, equals[0], can_be_list=True)
    elif any(leaves[i].kind == "," for i in top if i < equals[0]):
        parts.wrap(0, equals[0])
    for equal, following in zip(equals, [*equals[1:], end], strict=False):
        parts.wrap(equal + 1, following)


def _wrap_arithmetic(parts: _Parentheses, top: Sequence[int]) -> None:
    """Add optional parentheses to a statement that is a sum, difference or the like."""
    leaves = parts.leaves
    binary = [leaves[i].text for i in top if i and leaves[i - 1].is_operand]
    weak = {*COMPARISONS, "in", "is", "not", "and", "or", "if", ",", "|"}
    is_sum = {"+", "-", "<<", ">>", "&"} & {*binary} and not weak & {*binary}
    if is_sum and not (leaves[0].kind == "name" and leaves[0].text in KEYWORDS):
        parts.wrap(0, len(leaves))
