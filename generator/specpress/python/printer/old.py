"""Lay out rendered Python source as black does.

Templates write each statement on one line. `lay_out` splits the lines that are too long, with
the rules of black: the first brackets of a function definition, the last brackets or optional
parentheses of other statements, then the delimiters with the highest priority.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from specpress.python.layout import MAX_WIDTH, display_width
from specpress.python.printer.direct import lay_out_directly

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_CLOSERS = frozenset(_CLOSING.values())
_KEYWORDS = frozenset(keyword.kwlist) - {"None", "True", "False"}
# Keywords before a complete expression.
_BOUNDARIES = frozenset(
    ["else", "yield", "from", "return", "raise", "assert", "del", "elif"]
)
# Priorities of the places where a line may be split; the highest is used first.
_COMPREHENSION, _COMMA, _TERNARY, _LOGIC, _STRING, _COMPARISON, _DOT = (
    *(20, 18, 16, 14, 12, 10),
    1,
)
_COMPARISONS = frozenset(["<", ">", "==", "!=", "<=", ">="])
_ARITHMETIC = {"|": 9, "^": 8, "&": 7, "<<": 6, ">>": 6, "+": 5, "-": 5, "*": 4}
_ARITHMETIC |= {"/": 4, "//": 4, "%": 4, "@": 4, "**": 2}
_ASSIGNMENT = re.compile(r"(?:[-+*/%@&|^]|\*\*|//|<<|>>)?=")
_STRING_TEXT = r'"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
_TOKEN = re.compile(
    rf"""([ \t]*\n[ \t\n]*|[ \t]*)(?:
    (?P<string>(?:[rRbBfFuU]{{1,2}})?(?:{_STRING_TEXT}))
    |(?P<number>0[xXoObB]\w+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?[jJ]?)
    |(?P<name>\w+)
    |(?P<operator>\.\.\.|->|:=|(?:\*\*|//|<<|>>|[-+*/%@&|^=!<>])=|\*\*|//|<<|>>|[-+*/%@&|^~<>()\[\]{{}},:.;=])
    )""",
    re.VERBOSE | re.DOTALL,
)
_BRACKET_OR_STRING = re.compile(
    r'#.*|"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|[()\[\]{}]'
)


_Transformer = Callable[["_Line", bool], "Iterable[_Line]"]

_TRIPLE_OR_STRING = re.compile(r'#.*|"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')
_DEFINITION = re.compile(r" *(?:async )?def ")
_TYPE_IGNORE = re.compile(r"# *type: *ignore[^#]*$")
_BLOCK_END = re.compile(r":(?: *#.*)?$")


class _CannotSplitError(Exception):
    """A split that is not possible or not useful."""


class _UnsupportedError(Exception):
    """Source that only black can lay out, such as comments inside a statement."""


class _Leaf:
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
        self.opener: _Leaf | None = None
        self.is_added = False

    @property
    def is_operand(self) -> bool:
        """Return True if an operator that follows is a binary operator."""
        if self.kind == "name":
            return self.text not in _KEYWORDS
        return self.kind in ("string", "number", "...") or self.kind in _CLOSERS


class _Line:
    """A line that may have to be split further."""

    def __init__(self, indent: int, is_inside: bool = False) -> None:
        self.indent = indent
        self.is_inside = is_inside
        self.must_split = False
        self.has_magic_comma = False
        self.leaves: list[_Leaf] = []
        self.delimiters: dict[_Leaf, int] = {}
        self.invisible: list[_Leaf] = []
        self._depth = 0
        self._open: dict[tuple[int, str], _Leaf] = {}
        self._previous: _Leaf | None = None
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

    def lengths(self) -> Iterator[tuple[int, _Leaf, int]]:
        """Return the leaves with their index and length."""
        for index, leaf in enumerate(self.leaves):
            yield index, leaf, (len(leaf.prefix) if index else 0) + len(leaf.text)

    def max_priority(self, exclude: _Leaf | None = None) -> int:
        """Return the highest priority of the delimiters, 0 if there are none."""
        return max(
            (p for d, p in self.delimiters.items() if d is not exclude), default=0
        )

    def count(self, priority: int) -> int:
        return sum(p == priority for p in self.delimiters.values())

    def append(self, leaf: _Leaf, track: bool = False) -> None:
        if track or self.is_inside:
            self._mark(leaf)
            if self._is_magic(leaf):
                self.has_magic_comma = True
        self.leaves.append(leaf)

    def _mark(self, leaf: _Leaf) -> None:
        """Record the depth of a leaf, its opening bracket and the delimiters."""
        is_closer = leaf.kind in _CLOSERS
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
        if leaf.kind in _CLOSING:
            self._open[self._depth, _CLOSING[leaf.kind]] = leaf
            self._depth += 1
            if not leaf.text:
                self.invisible.append(leaf)
        self._previous = leaf
        if text in ("lambda", "for"):
            self._depth += 1
            (self._lambdas if text == "lambda" else self._targets).append(self._depth)

    def _mark_delimiter(self, leaf: _Leaf) -> None:
        previous = self._previous
        priority = leaf.before
        if leaf.kind == "." and previous is not None and previous.kind in _CLOSERS:
            priority = _DOT
        elif (
            leaf.kind == "string" and previous is not None and previous.kind == "string"
        ):
            priority = _STRING
        if priority and previous is not None:
            self.delimiters[previous] = priority
        elif leaf.kind == "," and leaf.scope != "targets":
            self.delimiters[leaf] = _COMMA

    def _is_magic(self, closer: _Leaf) -> bool:
        """Return True if a comma before the bracket requires one item per line."""
        if (
            closer.kind not in _CLOSERS
            or not self.leaves
            or self.leaves[-1].kind != ","
        ):
            return False
        if closer.kind == "}":
            return True
        if closer.kind == "]":
            is_subscript = closer.scope == "subscript" and closer.opener is not None
            return not (is_subscript and _has_one_item(closer, self.leaves))
        if self.is_import:
            return True
        return closer.opener is not None and not _has_one_item(closer, self.leaves)


def _has_one_item(closer: _Leaf, leaves: Sequence[_Leaf]) -> bool:
    """Return True if the brackets contain at most one comma, and not as arguments."""
    commas, is_between = 0, False
    for leaf in leaves:
        if leaf is closer:
            break
        if is_between and leaf.depth == closer.depth + 1 and leaf.kind == ",":
            commas += 2 if leaf.scope == "arguments" else 1
        is_between = is_between or leaf is closer.opener
    return is_between and commas < 2


class _Split:
    """A line split at a pair of brackets."""

    def __init__(self, line: _Line, omit: Set[_Leaf]) -> None:
        """Split at the last brackets that are not in `omit`."""
        leaves = line.leaves
        opener: _Leaf | None = None
        closer: _Leaf | None = None
        end = start = -1
        for index in range(len(leaves) - 1, -1, -1):
            leaf = leaves[index]
            if closer is not None and leaf is opener:
                if end - index > 1:
                    start = index
                    break
                closer = None
            elif closer is None and leaf.kind in _CLOSERS and leaf not in omit:
                opener, closer, end = leaf.opener, leaf, index
        if closer is None or opener is None or start < 0:
            raise _CannotSplitError
        self.opener, self.closer = opener, closer
        self.head = _build_head(leaves[: start + 1], line)
        self.body = _build_body(leaves[start + 1 : end], line, self.opener)
        self.tail = _build_tail(leaves[end:], line)

    @property
    def is_optional(self) -> bool:
        """Return True if the brackets are optional parentheses."""
        return self.opener.kind == "(" and not self.opener.text and not self.closer.text


def _build_head(leaves: Sequence[_Leaf], line: _Line) -> _Line:
    """Return the line up to the opening bracket; complete brackets in it are tracked."""
    complete: set[_Leaf] = set()
    stack: list[list[_Leaf]] = []
    for leaf in leaves:
        if leaf.kind in _CLOSING:
            stack.append([leaf])
        elif leaf.kind in _CLOSERS and stack:
            complete.update(stack.pop(), [leaf])
        elif leaf.kind in _CLOSERS:
            break
        elif stack:
            stack[-1].append(leaf)
    head = _Line(line.indent)
    for leaf in leaves:
        head.append(leaf, leaf in complete)
    return head


def _build_body(leaves: Sequence[_Leaf], line: _Line, opener: _Leaf) -> _Line:
    """Return the line inside the brackets, indented and with a comma if it needs one."""
    body = _Line(line.indent + 4, is_inside=True)
    for leaf in leaves:
        body.append(leaf)
    if _needs_comma(leaves, line, opener) and leaves[-1].kind != ",":
        body.append(_comma())
    comma = body.leaves[-1] if body.leaves[-1].kind == "," else None
    if body.max_priority(exclude=comma) == _COMMA:
        body.must_split = comma is not None or opener.scope in ("atom", "import")
    return body


def _build_tail(leaves: Sequence[_Leaf], line: _Line) -> _Line:
    tail = _Line(line.indent)
    for leaf in leaves:
        tail.append(leaf)
    return tail


def _needs_comma(leaves: Sequence[_Leaf], line: _Line, opener: _Leaf) -> bool:
    """Return True for imported names and for a single parameter."""
    if line.is_import:
        return True
    if not line.starts_with("def") or opener.text != "(":
        return False
    if any(leaf.kind == "," and not leaf.annotation for leaf in leaves):
        return False
    return leaves[0].annotation != "return"


def _comma() -> _Leaf:
    comma = _Leaf(",", ",")
    comma.is_added = True
    return comma


def _split_line(line: _Line, is_forced: bool = False) -> list[_Line]:
    """Return the lines that black makes of a line."""
    if not line.must_split and not line.has_magic_comma and line.is_short():
        return [line]
    if line.starts_with("def") and not line.is_inside and not _splits_return_type(line):
        transformers: list[_Transformer] = [_split_parameters]
    elif line.is_inside:
        transformers = [_split_delimiters, _split_right]
    else:
        transformers = [_split_right]
    for transform in transformers:
        try:
            return _run(line, transform, is_forced)
        except _CannotSplitError:
            continue
    return [line]


def _run(line: _Line, transform: _Transformer, is_forced: bool) -> list[_Line]:
    """Split a line and then its parts; prefer optional parentheses if that makes all fit."""
    text = str(line)
    optional = [leaf for leaf in line.invisible if leaf.depth == 0]
    result: list[_Line] = []
    for part in transform(line, is_forced):
        if str(part) == text:
            raise _CannotSplitError
        result += _split_line(part, is_forced)
    if (
        is_forced
        or transform is not _split_right
        or not line.invisible
        or any(leaf.text for leaf in optional)
        or result[0].is_short()
        or any(leaf.is_added for leaf in line.leaves)
    ):
        return result
    second = _run(_copy(line), transform, is_forced=True)
    return second if all(part.is_short() for part in second) else result


def _copy(line: _Line) -> _Line:
    copy = _Line(line.indent, line.is_inside)
    copy.must_split, copy.has_magic_comma = line.must_split, line.has_magic_comma
    for leaf in line.leaves:
        new = _Leaf(leaf.kind, leaf.text, leaf.prefix, leaf.scope)
        new.before, new.annotation = leaf.before, leaf.annotation
        copy.append(new, track=True)
    return copy


def _splits_return_type(line: _Line) -> bool:
    """Return True if the return type of a function has to be split first."""
    kinds = [leaf.kind for leaf in line.leaves]
    start = kinds.index("->") + 1 if "->" in kinds else len(kinds)
    end = kinds.index(":", start) if ":" in kinds[start:] else len(kinds)
    leaves = line.leaves[start:end]
    if not leaves:
        return False
    head = _build_head(leaves, line)
    visible = next((leaf for leaf in leaves if leaf.text), None)
    is_text = visible is not None and visible.kind == "string"
    limit = MAX_WIDTH - len(leaves[0].prefix)
    return head.has_magic_comma or (is_text and not head.is_short(limit))


def _split_parameters(line: _Line, is_forced: bool) -> list[_Line]:
    """Split a function definition at the brackets of its parameters."""
    for kind in ("(", "["):
        depth = 0
        for start, leaf in enumerate(line.leaves):
            if (start == 2 or depth) and leaf.kind == "[":
                depth += 1
            elif depth and leaf.kind == "]":
                depth -= 1
            if leaf.kind == kind and not (kind == "(" and depth):
                end = next(
                    i for i, other in enumerate(line.leaves) if other.opener is leaf
                )
                if end - start > 1:
                    return _parts(line, start, end)
    raise _CannotSplitError


def _parts(line: _Line, start: int, end: int) -> list[_Line]:
    leaves = line.leaves
    leaves[start].text, leaves[end].text = leaves[start].kind, leaves[end].kind
    head = _build_head(leaves[: start + 1], line)
    body = _build_body(leaves[start + 1 : end], line, leaves[start])
    return [head, body, _build_tail(leaves[end:], line)]


def _split_delimiters(line: _Line, is_forced: bool) -> Iterator[_Line]:
    """Split at the delimiters of the highest priority, with a comma after the last item."""
    leaves = line.leaves
    priority = line.max_priority(exclude=leaves[-1])
    if not priority or (priority == _DOT and line.count(_DOT) == 1):
        raise _CannotSplitError
    part = _Line(line.indent, line.is_inside)
    delimiters = dict(line.delimiters)
    for leaf in leaves:
        part.append(leaf)
        if delimiters.get(leaf) == priority:
            yield part
            part = _Line(line.indent, line.is_inside)
    if part.leaves:
        if priority == _COMMA and leaves[-1].kind != ",":
            part.append(_comma())
        yield part


def _split_right(line: _Line, is_forced: bool) -> list[_Line]:
    """Split at the last brackets, or at earlier ones if the first line is too long then."""
    first: list[_Line] | None = None
    starts, position = {}, line.indent
    for _, leaf, length in line.lengths():
        starts[leaf] = position
        position += length
    for omit in _trailers_to_omit(line):
        if omit:
            closers = (f for f in reversed(line.leaves) if f.kind in _CLOSERS)
            closer = next((f for f in closers if f not in omit), None)
            opener = closer.opener if closer else None
            if opener and opener.text and starts.get(opener, 0) > MAX_WIDTH:
                continue
        lines = _split_at_brackets(_Split(line, omit), line, is_forced, omit)
        if first is None and not omit:
            first = lines
        if lines[0].is_short():
            return lines
    return first or _split_at_brackets(_Split(line, set()), line, is_forced, set())


def _trailers_to_omit(line: _Line) -> Iterator[Set[_Leaf]]:
    """Return growing sets of closing brackets whose trailers fit on the last line."""
    omit: set[_Leaf] = set()
    if not line.has_magic_comma:
        yield omit
    length = line.indent
    opener: _Leaf | None = None
    closer: _Leaf | None = None
    inner: set[_Leaf] = set()
    for index in range(len(line.leaves) - 1, -1, -1):
        leaf = line.leaves[index]
        length += (len(leaf.prefix) if index else 0) + len(leaf.text)
        if length > MAX_WIDTH:
            break
        previous = line.leaves[index - 1] if index else None
        if opener is not None:
            if leaf is opener:
                opener = None
            elif leaf.kind in _CLOSERS:
                if _must_explode(line, leaf, previous):
                    break
                inner.add(leaf)
        elif leaf.kind in _CLOSERS:
            if previous and previous.kind in _CLOSING:
                inner.add(leaf)
                continue
            if closer is not None:
                omit |= {closer, *inner}
                inner.clear()
                yield omit
            if _must_explode(line, leaf, previous):
                break
            if leaf.text:
                opener, closer = leaf.opener, leaf


def _must_explode(line: _Line, closer: _Leaf, previous: _Leaf | None) -> bool:
    return (
        previous is not None
        and previous.kind == ","
        and closer.opener is not None
        and not (closer.kind == ")" and _has_one_item(closer, line.leaves))
    )


def _split_at_brackets(
    split: _Split, line: _Line, is_forced: bool, omit: Set[_Leaf]
) -> list[_Line]:
    """Return the parts of a split, without its optional parentheses if they do not help."""
    if (
        not is_forced
        and split.is_optional
        and not line.is_import
        and _can_omit_parentheses(split)
    ):
        omit = {split.closer, *omit}
        try:
            without = _Split(line, omit)
            if _prefers(without, split):
                return _split_at_brackets(without, line, is_forced, omit)
        except _CannotSplitError:
            is_chained = sum(leaf.kind == "=" for leaf in line.leaves) > 1
            if (
                not is_chained
                and not _can_split(split.body)
                and not split.body.is_short()
            ):
                raise
    split.opener.text, split.closer.text = split.opener.kind, split.closer.kind
    return [split.head, split.body, split.tail]


def _prefers(without: _Split, split: _Split) -> bool:
    """Return True if the split without optional parentheses is better."""
    head = split.head.leaves
    if not (len(head) >= 2 and head[-2].kind == "="):
        return True
    if not any(leaf.kind in _CLOSING or leaf.kind in _CLOSERS for leaf in head[:-1]):
        return True
    if not split.head.is_short(MAX_WIDTH - 1) or split.head.has_magic_comma:
        return True
    kinds = [leaf.kind for leaf in without.head.leaves]
    count = sum(leaf.kind == "=" for leaf in head)
    if count > 1 and count > kinds.count("="):
        return False
    for kind in reversed(kinds):
        if kind == "=":
            break
        if kind in _CLOSERS:
            return True
    return "=" in kinds and without.head.is_short()


def _can_split(line: _Line) -> bool:
    """Return False for a string with one simple method call, which cannot be split."""
    leaves = line.leaves
    if len(leaves) < 2:
        return False
    if leaves[0].kind != "string" or leaves[1].kind != ".":
        return True
    calls = dots = 0
    following = leaves[-1]
    for leaf in leaves[-2::-1]:
        if leaf.kind in _CLOSING:
            if following.kind not in _CLOSERS:
                return False
            calls += 1
        elif leaf.kind == ".":
            dots += 1
        elif leaf.kind == "name":
            if following.kind != "." and following.kind not in _CLOSING:
                return False
        elif leaf.kind not in _CLOSERS:
            return False
        if dots > 1 and calls > 1:
            return False
    return True


def _can_omit_parentheses(split: _Split) -> bool:
    """Return True if the expression can be split well without parentheses around it."""
    body = split.body
    priority = body.max_priority()
    if not priority:
        return True
    if body.count(priority) > 1:
        return False
    if priority == _COMMA and split.head.starts_with("with"):
        return False
    if priority == _DOT:
        return True
    first, second, *_ = body.leaves
    *_, penultimate, last = body.leaves
    if (
        first.kind in _CLOSING
        and second.kind not in _CLOSERS
        and _can_split_first(body)
    ):
        return True
    if last.kind in (")", "}") or (last.kind == "]" and last.scope != "subscript"):
        return penultimate.kind not in _CLOSING and _can_split_last(body)
    return False


def _can_split_first(line: _Line) -> bool:
    """Return True if the rest after the first brackets fits, or has other brackets."""
    is_rest, length = False, line.indent
    for _, leaf, leaf_length in line.lengths():
        if leaf.kind in _CLOSERS and leaf.opener is line.leaves[0]:
            is_rest = True
        if is_rest:
            length += leaf_length
            if length > MAX_WIDTH:
                return False
            if leaf.kind in _CLOSING:
                is_rest = False
    return True


def _can_split_last(line: _Line) -> bool:
    """Return True if the text before the last brackets fits, or has other brackets."""
    length, has_others = line.indent, False
    for _, leaf, leaf_length in line.lengths():
        length += leaf_length
        if leaf is line.leaves[-1].opener:
            return has_others or length <= MAX_WIDTH
        if leaf.kind in _CLOSING:
            has_others = True
    return False


def _tokenize(text: str) -> list[_Leaf]:
    """Return the tokens of a statement or element, joined to one line."""
    leaves: list[_Leaf] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if not match or "\n" in match[0][len(match[1]) :]:
            raise _UnsupportedError
        position = match.end()
        kind = match.lastgroup or ""
        value = match[0][len(match[1]) :]
        prefix = match[1] if leaves else ""
        leaf = _Leaf(value if kind == "operator" else kind, value, prefix)
        if "\n" in prefix:
            is_tight = leaves[-1].kind in _CLOSING or leaf.kind in (*_CLOSERS, ".")
            leaf.prefix = "" if is_tight else " "
        leaves.append(leaf)
    return leaves


def _match_brackets(leaves: Sequence[_Leaf]) -> dict[int, int]:
    """Return the index of the closing bracket for each opening bracket."""
    stack: list[int] = []
    pairs: dict[int, int] = {}
    for index, leaf in enumerate(leaves):
        if leaf.kind in _CLOSING:
            stack.append(index)
        elif leaf.kind in _CLOSERS:
            if not stack:
                raise _UnsupportedError
            pairs[stack.pop()] = index
    if stack:
        raise _UnsupportedError
    return pairs


class _Parentheses:
    """Adds the optional parentheses of a statement."""

    def __init__(self, leaves: list[_Leaf]) -> None:
        self.leaves = leaves
        self.pairs = _match_brackets(leaves)
        self.before: dict[int, list[_Leaf]] = {}
        self.after: dict[int, list[_Leaf]] = {}

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
        opener = _Leaf("(", "(" if is_visible else "", leaves[start].prefix)
        leaves[start].prefix = ""
        self.before.setdefault(start, []).append(opener)
        closer = _Leaf(")", ")" if is_visible else "")
        self.after.setdefault(end - 1, []).insert(0, closer)

    def _is_removable(self, start: int, end: int, can_be_list: bool) -> bool:
        texts = [self.leaves[i].text for i in self.top(start, end)]
        if not texts or texts[0] in ("yield", "*") or {":=", "for"} & {*texts}:
            return False
        commas = texts.count(",")
        return not commas or (can_be_list and not (commas == 1 and texts[-1] == ","))

    def result(self) -> list[_Leaf]:
        """Return the tokens with the optional parentheses."""
        leaves: list[_Leaf] = []
        for index, leaf in enumerate(self.leaves):
            leaves += self.before.get(index, ())
            leaves.append(leaf)
            leaves += self.after.get(index, ())
        return leaves


def _add_parentheses(leaves: list[_Leaf], is_parameter: bool) -> list[_Leaf]:
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
    if word in ("if", "elif", "while", "except", "with", "for") and colon != end - 1:
        raise _UnsupportedError
    if word in ("match", "case", "type") and leaves[1].is_operand | (
        leaves[-1].kind == ":"
    ):
        raise _UnsupportedError
    if word in ("return", "del"):
        parts.wrap(1, end)
    elif word in ("if", "elif", "while"):
        parts.wrap(1, colon)
    elif word == "with":
        after = parts.pairs.get(start + 1, colon) + 1
        if after < colon and leaves[after].kind == ",":
            raise _UnsupportedError
        parts.wrap(start + 1, colon, can_be_list=True)
    elif word == "except":
        first = 2 if leaves[1].kind == "*" else 1
        as_index = parts.find("as", first)
        parts.wrap(first, colon if as_index < 0 else as_index)
    elif word == "for":
        in_index = parts.find("in", start)
        parts.wrap(start + 1, in_index, can_be_list=True)
        parts.wrap(in_index + 1, colon)
    elif word == "assert":
        comma = parts.find(",")
        parts.wrap(1, end if comma < 0 else comma)
        parts.wrap(end if comma < 0 else comma + 1, end)
    elif word == "from":
        first = parts.find("import") + 1
        parts.wrap(first, end, can_be_list=True)
        _mark_import(parts, first)
    elif word == "def":
        opener = parts.find("(")
        _wrap_annotations(parts, opener + 1, parts.pairs[opener])
        arrow = parts.find("->")
        if arrow >= 0:
            for leaf in leaves[arrow + 1 : colon]:
                leaf.annotation = "return"
            parts.wrap(arrow + 1, colon)
    elif word not in _KEYWORDS or word in ("await", "yield", "lambda", "not"):
        _wrap_assignment(parts)
    return parts.result()


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
            *_COMPARISONS,
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
    equals = [i for i in top if _ASSIGNMENT.fullmatch(leaves[i].kind)]
    colon = next((i for i in top if leaves[i].kind == ":"), -1)
    if colon >= 0:
        parts.wrap(colon + 1, equals[0] if equals else end)
    elif not equals:
        _wrap_arithmetic(parts, top)
        return
    elif leaves[0].kind in _CLOSING and parts.pairs[0] == equals[0] - 1:
        parts.wrap(0, equals[0], can_be_list=True)
    elif any(leaves[i].kind == "," for i in top if i < equals[0]):
        parts.wrap(0, equals[0])
    for equal, following in zip(equals, [*equals[1:], end], strict=False):
        parts.wrap(equal + 1, following)


def _wrap_arithmetic(parts: _Parentheses, top: Sequence[int]) -> None:
    """Add optional parentheses to a statement that is a sum, difference or the like."""
    leaves = parts.leaves
    binary = [leaves[i].text for i in top if i and leaves[i - 1].is_operand]
    weak = {*_COMPARISONS, "in", "is", "not", "and", "or", "if", ",", "|"}
    is_sum = {"+", "-", "<<", ">>", "&"} & {*binary} and not weak & {*binary}
    if is_sum and not (leaves[0].kind == "name" and leaves[0].text in _KEYWORDS):
        parts.wrap(0, len(leaves))


class _Frame:
    """The state inside a pair of brackets while priorities are determined."""

    def __init__(self, scope: str, start: int) -> None:
        self.scope = scope
        self.start = start
        self.ternaries: list[_Leaf] = []
        self.lambdas = 0
        self.in_targets = False
        self.has_for = False


class _Marker:
    """Determines the priorities of operators and adds parentheses of conditional expressions."""

    def __init__(self, leaves: Sequence[_Leaf], scope: str) -> None:
        self.source = leaves
        self.leaves: list[_Leaf] = []
        self.frames = [_Frame(scope, 0)]
        self.openers: list[_Leaf] = []
        first = leaves[1:2] if leaves[0].text == "async" else leaves[:1]
        self.word = first[0].text if first and first[0].kind == "name" else ""
        self.is_statement = not scope

    def run(self) -> list[_Leaf]:
        for index, leaf in enumerate(self.source):
            following = (
                self.source[index + 1].text if index + 1 < len(self.source) else ""
            )
            self._mark(leaf, following)
        self._end_ternaries()
        return self.leaves

    def _mark(self, leaf: _Leaf, following: str) -> None:
        previous = self.leaves[-1] if self.leaves else None
        frame = self.frames[-1]
        if leaf.kind in _CLOSING:
            leaf.scope = leaf.scope or self._scope(leaf, previous)
            self.leaves.append(leaf)
            self.openers.append(leaf)
            self.frames.append(_Frame(leaf.scope, len(self.leaves)))
            return
        if leaf.kind in _CLOSERS:
            self._end_ternaries(is_last=True)
            self.frames.pop()
            leaf.scope = self.openers.pop().scope
        elif leaf.kind == "name":
            self._mark_name(leaf, previous, following)
            return
        elif leaf.kind in _COMPARISONS:
            leaf.before = _COMPARISON
        elif leaf.kind in _ARITHMETIC and previous and previous.is_operand:
            leaf.before = _ARITHMETIC[leaf.kind]
        elif leaf.kind == ":" and frame.lambdas:
            frame.lambdas -= 1
            frame.start = len(self.leaves) + 1
        elif leaf.kind in (",", ":") or _ASSIGNMENT.fullmatch(leaf.kind):
            self._end_segment(leaf)
        self.leaves.append(leaf)
        is_unary = leaf.kind in ("*", "**") and not leaf.before
        if is_unary or leaf.kind in (":=", "->"):
            frame.start = len(self.leaves)

    def _end_segment(self, leaf: _Leaf) -> None:
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

    def _mark_name(self, leaf: _Leaf, previous: _Leaf | None, following: str) -> None:
        frame = self.frames[-1]
        text = leaf.text
        is_head = self.is_statement and len(self.frames) == 1
        if text in ("and", "or"):
            leaf.before = _LOGIC
        elif text == "is" or (text == "not" and following == "in"):
            leaf.before = _COMPARISON
        elif text == "in":
            is_target = frame.in_targets or (is_head and self.word == "for")
            is_negated = previous is not None and previous.text == "not"
            leaf.before = 0 if is_target or is_negated else _COMPARISON
            frame.in_targets = False
        elif text in ("for", "async") and not is_head:
            self._mark_for(leaf, previous)
        elif text == "if" and previous is not None:
            self._mark_if(leaf)
        elif text == "else" and frame.ternaries:
            leaf.before = _TERNARY
        elif text == "lambda":
            frame.lambdas += 1
        self.leaves.append(leaf)
        is_first = is_head and len(self.leaves) == 1 and text in _KEYWORDS
        if text in _BOUNDARIES or (is_first and text not in ("await", "not", "lambda")):
            frame.start = len(self.leaves)

    def _mark_for(self, leaf: _Leaf, previous: _Leaf | None) -> None:
        frame = self.frames[-1]
        self._end_ternaries()
        frame.has_for = True
        is_async = previous is not None and previous.text == "async"
        leaf.before = 0 if is_async else _COMPREHENSION
        frame.in_targets = leaf.text == "for"

    def _mark_if(self, leaf: _Leaf) -> None:
        frame = self.frames[-1]
        if frame.has_for:
            leaf.before = _COMPREHENSION
            return
        leaf.before = _TERNARY
        first = self.leaves[frame.start]
        opener = _Leaf("(", "", first.prefix, "ternary")
        first.prefix = ""
        self.leaves.insert(frame.start, opener)
        frame.ternaries.append(opener)

    def _end_ternaries(self, is_last: bool = False) -> None:
        """Close the parentheses of conditional expressions; real ones make them redundant."""
        frame = self.frames[-1]
        for opener in reversed(frame.ternaries):
            index = self.leaves.index(opener)
            before = self.leaves[index - 1] if index and self.openers else None
            if is_last and before is self.openers[-1] and before.kind == "(":
                del self.leaves[index]
                self.leaves[index].prefix = opener.prefix
            else:
                self.leaves.append(_Leaf(")", "", "", "ternary"))
        frame.ternaries.clear()

    def _scope(self, leaf: _Leaf, previous: _Leaf | None) -> str:
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


def _lay_out_unit(text: str, indent: int, scope: str) -> list[str]:
    """Lay out a statement, or an element of brackets with the given scope."""
    lines = _lay_out_once(text, indent, scope)
    # As black: the commas that the first pass adds can change the result.
    return _lay_out_once("\n".join(lines), indent, scope) if len(lines) > 1 else lines


def _lay_out_once(text: str, indent: int, scope: str) -> list[str]:
    leaves = _tokenize(text.strip())
    if scope:
        leaves = _add_parentheses(leaves, True) if scope == "parameters" else leaves
    else:
        leaves = _add_parentheses(leaves, False)
    line = _Line(indent, is_inside=bool(scope))
    for leaf in _Marker(leaves, scope).run():
        line.append(leaf, track=True)
    return [str(part) for part in _split_line(line)]


class _Scanner:
    """Finds the statement or the element of brackets that contains a line."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.quote = ""
        self.next = 0
        self.stack: list[tuple[str, int]] = []
        self.starts = [0]
        self.lowest = 0

    def restart(self, index: int) -> None:
        """Continue at a line that starts a statement."""
        self.next, self.quote, self.stack, self.starts = index, "", [], [index]

    def scan(self) -> None:
        """Read one line."""
        line = self.lines[self.next]
        self._begin_unit()
        self.lowest = len(self.stack)
        position = 0
        while position < len(line):
            if self.quote:
                end = _find_quote(line, self.quote, position)
                if end < 0:
                    break
                self.quote, position = "", end
            match = _BRACKET_OR_STRING.search(line, position)
            if not match:
                break
            position = match.end()
            text = match[0]
            if text in _CLOSING:
                self.stack.append((text, self.starts[0] if not self.stack else -1))
            elif text in _CLOSERS and self.stack:
                self.stack.pop()
                del self.starts[len(self.stack) + 1 :]
                self.lowest = min(self.lowest, len(self.stack))
            elif text in ('"""', "'''"):
                self.quote = text
        self.next += 1

    def _begin_unit(self) -> None:
        depth = len(self.stack)
        if self.quote:
            return
        previous = self.lines[self.next - 1].rstrip() if self.next else ""
        is_new = not depth or len(self.starts) <= depth or previous.endswith(",")
        while len(self.starts) <= depth:
            self.starts.append(self.next)
        if is_new:
            self.starts[depth] = self.next

    def unit(self, index: int) -> tuple[int, int, int]:
        """Return the first and last line of the unit that contains a line, and its depth."""
        while self.next < index:
            self.scan()
        self._begin_unit()
        depth = len(self.stack)
        starts = list(self.starts)
        while self.next < len(self.lines):
            self.scan()
            depth = min(depth, self.lowest)
            is_end = not depth or self.lines[self.next - 1].rstrip().endswith(",")
            if not self.quote and len(self.stack) == depth and is_end:
                break
        return starts[depth], self.next, depth


def _find_quote(line: str, quote: str, start: int) -> int:
    """Return the position after the closing quotes, or -1."""
    position = line.find(quote, start)
    while position > 0 and line[position - 1] == "\\":
        position = line.find(quote, position + 1)
    return position + len(quote) if position >= 0 else -1


def _is_long(line: str) -> bool:
    if len(line) <= MAX_WIDTH and (len(line) <= MAX_WIDTH // 2 or line.isascii()):
        return False
    return display_width(line) > MAX_WIDTH


def lay_out(text: str) -> str:
    """Split the lines of Python source that are too long, as black does."""
    lines = text.split("\n")
    if not any(map(_is_long, lines)):
        return text
    edits: list[tuple[int, int, list[str]]] = []
    scanner = _Scanner(lines)
    for index in _long_code_lines(lines, scanner):
        if edits and index < edits[-1][1]:
            continue
        start, end, depth = scanner.unit(index)
        while edits and edits[-1][0] >= start:
            edits.pop()
        edits.append((start, end, _lay_out_lines(lines, start, end, scanner, depth)))
    for start, end, replacement in reversed(edits):
        lines[start:end] = replacement
    return "\n".join(lines)


def _long_code_lines(lines: Sequence[str], scanner: _Scanner) -> Iterator[int]:
    """Return the indexes of long lines outside of strings and comments.

    The scanner skips the statements before the current one.
    """
    statement, quote = 0, ""
    for index, line in enumerate(lines):
        if quote:
            quote = _open_quote(line, quote)
            continue
        if line and line[0] not in " )]}#":
            statement = index
        if '"""' in line or "'''" in line:
            quote = _open_quote(line, "")
        if not quote and _is_long(line) and not line.lstrip().startswith("#"):
            if statement > scanner.next:
                scanner.restart(statement)
            yield index


def _open_quote(line: str, quote: str) -> str:
    """Return the quotes of the string that is open at the end of a line."""
    position = 0
    while True:
        if quote:
            position = _find_quote(line, quote, position)
            if position < 0:
                return quote
        match = _TRIPLE_OR_STRING.search(line, position)
        if not match:
            return ""
        position = match.end()
        quote = match[0] if match[0] in ('"""', "'''") else ""


def _lay_out_lines(
    lines: Sequence[str], start: int, end: int, scanner: _Scanner, depth: int
) -> list[str]:
    """Lay out a statement or an element that has a line that is too long."""
    unit = lines[start:end]
    text = "\n".join(unit)
    indent = len(unit[0]) - len(unit[0].lstrip())
    scope = ""
    if depth:
        opener, first = scanner.stack[depth - 1]
        is_definition = first >= 0 and _DEFINITION.match(lines[first])
        scope = "parameters" if is_definition and opener == "(" else "element"
    if len(unit) == 1 and _TYPE_IGNORE.search(text):
        return list(unit)
    direct = lay_out_directly(text, indent, scope)
    if direct is not None:
        return direct
    try:
        return _lay_out_unit(text, indent, scope)
    except _UnsupportedError:
        return list(unit) if scope else _run_black(text, indent)


def _run_black(text: str, indent: int) -> list[str]:
    """Lay out a rare statement with black, which is slow to import."""
    import black.mode

    before, after = "", ""
    first = text.lstrip()
    if first.startswith(("elif ", "else:")):
        before = "if it:\n    pass\n"
    elif first.startswith(("except", "finally")):
        before = "try:\n    pass\n"
    elif first.startswith("case "):
        before = "match it:\n"
    if _BLOCK_END.search(text) and not first.startswith("@"):
        after = "\n    pass"
    mode = black.Mode(
        target_versions={black.mode.TargetVersion.PY311}, line_length=MAX_WIDTH - indent
    )
    pad = " " * indent
    dedented = "\n".join(line.removeprefix(pad) for line in text.split("\n"))
    lines = black.format_str(f"{before}{dedented}{after}\n", mode=mode).splitlines()
    lines = lines[before.count("\n") : len(lines) - bool(after)]
    return [pad + line if line else "" for line in lines]
