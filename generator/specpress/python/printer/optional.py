"""Decide if a line is split at optional parentheses or without them."""

from __future__ import annotations

from collections.abc import Set

from specpress.python.printer.brackets import Split
from specpress.python.printer.lines import Line
from specpress.python.printer.tokens import (
    CLOSERS,
    CLOSING,
    COMMA,
    DOT,
    CannotSplitError,
    Leaf,
)
from specpress.python.source_text import MAX_WIDTH


def split_at_brackets(
    split: Split, line: Line, is_forced: bool, omit: Set[Leaf]
) -> list[Line]:
    """Return the parts of a split, without its optional parentheses if they do not help."""
    if (
        not is_forced
        and split.is_optional
        and not line.is_import
        and _can_omit_parentheses(split)
    ):
        omit = {split.closer, *omit}
        try:
            without = Split(line, omit)
            if _prefers(without, split):
                return split_at_brackets(without, line, is_forced, omit)
        except CannotSplitError:
            is_chained = sum(leaf.kind == "=" for leaf in line.leaves) > 1
            if (
                not is_chained
                and not _can_split(split.body)
                and not split.body.is_short()
            ):
                raise
    split.opener.text, split.closer.text = split.opener.kind, split.closer.kind
    return [split.head, split.body, split.tail]


def _prefers(without: Split, split: Split) -> bool:
    """Return True if the split without optional parentheses is better."""
    head = split.head.leaves
    if not (len(head) >= 2 and head[-2].kind == "="):
        return True
    if not any(leaf.kind in CLOSING or leaf.kind in CLOSERS for leaf in head[:-1]):
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
        if kind in CLOSERS:
            return True
    return "=" in kinds and without.head.is_short()


def _can_split(line: Line) -> bool:
    """Return False for a string with one simple method call, which cannot be split."""
    leaves = line.leaves
    if len(leaves) < 2:
        return False
    if leaves[0].kind != "string" or leaves[1].kind != ".":
        return True
    calls = dots = 0
    following = leaves[-1]
    for leaf in leaves[-2::-1]:
        if leaf.kind in CLOSING:
            if following.kind not in CLOSERS:
                return False
            calls += 1
        elif leaf.kind == ".":
            dots += 1
        elif leaf.kind == "name":
            if following.kind != "." and following.kind not in CLOSING:
                return False
        elif leaf.kind not in CLOSERS:
            return False
        if dots > 1 and calls > 1:
            return False
    return True


def _can_omit_parentheses(split: Split) -> bool:
    """Return True if the expression can be split well without parentheses around it."""
    body = split.body
    priority = body.max_priority()
    if not priority:
        return True
    if body.count(priority) > 1:
        return False
    if priority == COMMA and split.head.starts_with("with"):
        return False
    if priority == DOT:
        return True
    first, second, *_ = body.leaves
    *_, penultimate, last = body.leaves
    if first.kind in CLOSING and second.kind not in CLOSERS and _can_split_first(body):
        return True
    if last.kind in (")", "}") or (last.kind == "]" and last.scope != "subscript"):
        return penultimate.kind not in CLOSING and _can_split_last(body)
    return False


def _can_split_first(line: Line) -> bool:
    """Return True if the rest after the first brackets fits, or has other brackets."""
    is_rest, length = False, line.indent
    for _, leaf, leaf_length in line.lengths():
        if leaf.kind in CLOSERS and leaf.opener is line.leaves[0]:
            is_rest = True
        if is_rest:
            length += leaf_length
            if length > MAX_WIDTH:
                return False
            if leaf.kind in CLOSING:
                is_rest = False
    return True


def _can_split_last(line: Line) -> bool:
    """Return True if the text before the last brackets fits, or has other brackets."""
    length, has_others = line.indent, False
    for _, leaf, leaf_length in line.lengths():
        length += leaf_length
        if leaf is line.leaves[-1].opener:
            return has_others or length <= MAX_WIDTH
        if leaf.kind in CLOSING:
            has_others = True
    return False
