"""Split long lines with the rules of black.

A function definition is split at its first brackets, other statements at the last brackets or at
optional parentheses. Lines inside brackets are split at the delimiters of the highest priority.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set

from specpress.python.printer.brackets import (
    Split,
    added_comma,
    build_body,
    build_head,
    build_tail,
)
from specpress.python.printer.lines import Line, has_one_item
from specpress.python.printer.optional import split_at_brackets
from specpress.python.printer.tokens import (
    CLOSERS,
    CLOSING,
    COMMA,
    DOT,
    CannotSplitError,
    Leaf,
    UnsupportedError,
)
from specpress.python.source_text import MAX_WIDTH

_Transformer = Callable[["Line", bool], "Iterable[Line]"]


def split_line(line: Line, is_forced: bool = False) -> list[Line]:
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
        except CannotSplitError:
            continue
    return [line]


def _run(line: Line, transform: _Transformer, is_forced: bool) -> list[Line]:
    """Split a line and then its parts; prefer optional parentheses if that makes all fit."""
    text = str(line)
    optional = [leaf for leaf in line.invisible if leaf.depth == 0]
    result: list[Line] = []
    for part in transform(line, is_forced):
        if str(part) == text:
            raise CannotSplitError
        result += split_line(part, is_forced)
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


def _copy(line: Line) -> Line:
    copy = Line(line.indent, line.is_inside)
    copy.must_split, copy.has_magic_comma = line.must_split, line.has_magic_comma
    for leaf in line.leaves:
        new = Leaf(leaf.kind, leaf.text, leaf.prefix, leaf.scope)
        new.before, new.annotation = leaf.before, leaf.annotation
        copy.append(new, track=True)
    return copy


def _splits_return_type(line: Line) -> bool:
    """Return True if the return type of a function has to be split first."""
    kinds = [leaf.kind for leaf in line.leaves]
    start = kinds.index("->") + 1 if "->" in kinds else len(kinds)
    end = kinds.index(":", start) if ":" in kinds[start:] else len(kinds)
    leaves = line.leaves[start:end]
    if not leaves:
        return False
    head = build_head(leaves, line)
    visible = next((leaf for leaf in leaves if leaf.text), None)
    is_text = visible is not None and visible.kind == "string"
    limit = MAX_WIDTH - len(leaves[0].prefix)
    return head.has_magic_comma or (is_text and not head.is_short(limit))


def _split_parameters(line: Line, is_forced: bool) -> list[Line]:
    """Split a function definition at the brackets of its parameters."""
    for kind in ("(", "["):
        depth = 0
        for start, leaf in enumerate(line.leaves):
            if (start == 2 or depth) and leaf.kind == "[":
                depth += 1
            elif depth and leaf.kind == "]":
                depth -= 1
            if leaf.kind == kind and not (kind == "(" and depth):
                ends = (i for i, o in enumerate(line.leaves) if o.opener is leaf)
                end = next(ends, None)
                if end is None:
                    raise UnsupportedError("a bracket without its end")
                if end - start > 1:
                    return _parts(line, start, end)
    raise CannotSplitError


def _parts(line: Line, start: int, end: int) -> list[Line]:
    leaves = line.leaves
    leaves[start].text, leaves[end].text = leaves[start].kind, leaves[end].kind
    head = build_head(leaves[: start + 1], line)
    body = build_body(leaves[start + 1 : end], line, leaves[start])
    return [head, body, build_tail(leaves[end:], line)]


def _split_delimiters(line: Line, is_forced: bool) -> Iterator[Line]:
    """Split at the delimiters of the highest priority, with a comma after the last item."""
    leaves = line.leaves
    priority = line.max_priority(exclude=leaves[-1])
    if not priority or (priority == DOT and line.count(DOT) == 1):
        raise CannotSplitError
    part = Line(line.indent, line.is_inside)
    delimiters = dict(line.delimiters)
    for leaf in leaves:
        part.append(leaf)
        if delimiters.get(leaf) == priority:
            yield part
            part = Line(line.indent, line.is_inside)
    if part.leaves:
        if priority == COMMA and leaves[-1].kind != ",":
            part.append(added_comma())
        yield part


def _split_right(line: Line, is_forced: bool) -> list[Line]:
    """Split at the last brackets, or at earlier ones if the first line is too long then."""
    first: list[Line] | None = None
    starts, position = {}, line.indent
    for _, leaf, length in line.lengths():
        starts[leaf] = position
        position += length
    for omit in _trailers_to_omit(line):
        if omit:
            closers = (f for f in reversed(line.leaves) if f.kind in CLOSERS)
            closer = next((f for f in closers if f not in omit), None)
            opener = closer.opener if closer else None
            if opener and opener.text and starts.get(opener, 0) > MAX_WIDTH:
                continue
        lines = split_at_brackets(Split(line, omit), line, is_forced, omit)
        if first is None and not omit:
            first = lines
        if lines[0].is_short():
            return lines
    return first or split_at_brackets(Split(line, set()), line, is_forced, set())


def _trailers_to_omit(line: Line) -> Iterator[Set[Leaf]]:
    """Return growing sets of closing brackets whose trailers fit on the last line."""
    omit: set[Leaf] = set()
    if not line.has_magic_comma:
        yield omit
    length = line.indent
    opener: Leaf | None = None
    closer: Leaf | None = None
    inner: set[Leaf] = set()
    for index in range(len(line.leaves) - 1, -1, -1):
        leaf = line.leaves[index]
        length += (len(leaf.prefix) if index else 0) + len(leaf.text)
        if length > MAX_WIDTH:
            break
        previous = line.leaves[index - 1] if index else None
        if opener is not None:
            if leaf is opener:
                opener = None
            elif leaf.kind in CLOSERS:
                if _must_explode(line, leaf, previous):
                    break
                inner.add(leaf)
        elif leaf.kind in CLOSERS:
            if previous and previous.kind in CLOSING:
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


def _must_explode(line: Line, closer: Leaf, previous: Leaf | None) -> bool:
    return (
        previous is not None
        and previous.kind == ","
        and closer.opener is not None
        and not (closer.kind == ")" and has_one_item(closer, line.leaves))
    )
