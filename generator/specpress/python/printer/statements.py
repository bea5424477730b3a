"""Lay out the long statements of Python source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from specpress.python.printer.direct import lay_out_directly
from specpress.python.printer.lines import Line
from specpress.python.printer.parentheses import add_parentheses
from specpress.python.printer.priorities import Marker
from specpress.python.printer.scanner import Scanner, is_long, long_code_lines
from specpress.python.printer.splits import split_line
from specpress.python.printer.tokens import UnsupportedError, tokenize
from specpress.python.source_text import MAX_WIDTH

_DEFINITION = re.compile(r" *(?:async )?def ")
_TYPE_IGNORE = re.compile(r"# *type: *ignore[^#]*$")
_BLOCK_END = re.compile(r":(?: *#.*)?$")


# Cached for processes that generate several packages, which have many statements in common.
@lru_cache(maxsize=2048)
def _lay_out_unit(text: str, indent: int, scope: str) -> list[str]:
    """Lay out a statement, or an element of brackets with the given scope."""
    lines = _lay_out_once(text, indent, scope)
    # As black: the commas that the first pass adds can change the result.
    return _lay_out_once("\n".join(lines), indent, scope) if len(lines) > 1 else lines


def _lay_out_once(text: str, indent: int, scope: str) -> list[str]:
    leaves = tokenize(text.strip())
    if scope:
        leaves = add_parentheses(leaves, True) if scope == "parameters" else leaves
    else:
        leaves = add_parentheses(leaves, False)
    line = Line(indent, is_inside=bool(scope))
    for leaf in Marker(leaves, scope).run():
        line.append(leaf, track=True)
    return [str(part) for part in split_line(line)]


def lay_out(text: str) -> str:
    """Split the lines of Python source that are too long, as black does."""
    lines = text.split("\n")
    if max(map(len, lines)) <= MAX_WIDTH // 2 or not any(map(is_long, lines)):
        return text
    edits: list[tuple[int, int, list[str]]] = []
    scanner = Scanner(lines)
    for index in long_code_lines(lines, scanner):
        if edits and index < edits[-1][1]:
            continue
        start, end, depth = scanner.unit(index)
        while edits and edits[-1][0] >= start:
            edits.pop()
        edits.append((start, end, _lay_out_lines(lines, start, end, scanner, depth)))
    for start, end, replacement in reversed(edits):
        lines[start:end] = replacement
    return "\n".join(lines)


def _lay_out_lines(
    lines: Sequence[str], start: int, end: int, scanner: Scanner, depth: int
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
    if len(unit) == 1 and "#" in text and _TYPE_IGNORE.search(text):
        return list(unit)
    direct = lay_out_directly(text, indent, scope)
    if direct is not None:
        return direct
    try:
        return _lay_out_unit(text, indent, scope)
    except UnsupportedError:
        return list(unit) if scope else _run_black(text, indent)


@lru_cache(maxsize=256)
def _run_black(text: str, indent: int) -> list[str]:
    """Lay out a rare statement with black, which is slow to import."""
    import black.mode

    before, inner, after = "", "", ""
    first = text.lstrip()
    if first.startswith(("elif ", "else:")):
        before = "if it:\n    pass\n"
    elif first.startswith(("except", "finally")):
        before = "try:\n    pass\n"
    elif first.startswith("case "):
        before, inner = "match it:\n", " " * 4
    if _BLOCK_END.search(text) and not first.startswith("@"):
        after = f"\n{inner}    pass"
    mode = black.Mode(
        target_versions={black.mode.TargetVersion.PY311},
        line_length=MAX_WIDTH - indent + len(inner),
    )
    pad = " " * indent
    statement = "\n".join(inner + line.removeprefix(pad) for line in text.split("\n"))
    lines = black.format_str(f"{before}{statement}{after}\n", mode=mode).splitlines()
    lines = lines[before.count("\n") : len(lines) - bool(after)]
    return [pad + line.removeprefix(inner) if line else "" for line in lines]
