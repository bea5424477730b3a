"""Statements laid out as black would: on one line where they fit, else one item a line with a trailing comma."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from functools import lru_cache

import black
from black.mode import TargetVersion

WIDTH = 88
_ITEM = re.compile(r"[-*+] |\d+[.)] ")
_MODE = black.Mode(target_versions={TargetVersion.PY311})


def call(
    head: str, arguments: Sequence[str], indent: int = 0, tail: str = ")"
) -> list[str]:
    """`head` (which opens a bracket), its arguments, and `tail`, as lines indented by `indent`."""
    pad = " " * indent
    inside = ", ".join(arguments)
    if len(pad) + len(head) + len(inside) + len(tail) <= WIDTH or not arguments:
        return [f"{pad}{head}{inside}{tail}"]
    if len(pad) + len(head) > WIDTH and tail == ")":
        return statement(f"{head}{inside}{tail}", indent)
    if len(pad) + 4 + len(inside) <= WIDTH:
        return [f"{pad}{head}", f"{pad}    {inside}", f"{pad}{tail}"]
    listed = [line for a in arguments for line in _argument(a, indent + 4)]
    return [f"{pad}{head}", *listed, f"{pad}{tail}"]


def _argument(text: str, indent: int) -> list[str]:
    """One argument on lines of its own; one that is too long and a call is split once more."""
    line = f"{' ' * indent}{text},"
    if len(line) <= WIDTH or not text.endswith(")") or "(" not in text:
        return [line]
    head, _, inside = text[:-1].partition("(")
    return call(f"{head}(", inside.split(", "), indent, "),")


def statement(text: str, indent: int = 0) -> list[str]:
    """One statement: as it is where it fits, else as black lays it out."""
    pad = " " * indent
    if len(pad) + len(text) <= WIDTH:
        return [pad + text]
    return [pad + line for line in _blacken(text, WIDTH - indent)]


@lru_cache(maxsize=4096)
def _blacken(text: str, width: int) -> tuple[str, ...]:
    mode = black.Mode(target_versions=_MODE.target_versions, line_length=width)
    return tuple(black.format_str(text, mode=mode).splitlines())


def docstring(text: str, indent: int) -> list[str]:
    """The lines of a docstring; no text of a document can end it or hold an escape."""
    safe = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"').replace("\x00", "")
    pad = " " * indent
    wrapped = [
        part for line in _paragraphs(safe) for part in _wrap(line, WIDTH + 12 - indent)
    ]
    if not wrapped:
        return []
    if wrapped[-1].endswith('"'):
        wrapped[-1] += " "
    if len(wrapped) == 1:
        return [f'{pad}"""{wrapped[0]}"""']
    body = [pad + line if line else "" for line in wrapped[1:]]
    return [f'{pad}"""{wrapped[0]}', *body, f'{pad}"""']


def _paragraphs(text: str) -> list[str]:
    """Lines as they are meant: the lines of a paragraph joined, lists and indented lines kept."""
    lines: list[str] = []
    for raw in text.strip().splitlines():
        line, indented = " ".join(raw.split()), raw[:1] in " \t"
        starts = not lines or not lines[-1] or not line or lines[-1].endswith(":")
        if starts or indented or _ITEM.match(line):
            lines.append(("    " if indented and line else "") + line)
        else:
            lines[-1] += f" {line}"
    return lines


def _wrap(line: str, width: int) -> list[str]:
    """A line in pieces no longer than `width`; what follows an indented one stands deeper."""
    margin = line[: len(line) - len(line.lstrip())]
    found = textwrap.wrap(
        line,
        width,
        subsequent_indent=margin + "    " if margin else "",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return found or [""]


def literal(value: object) -> str:
    """A Python literal in black's quotes; the only way for a string of a document into code."""
    if not isinstance(value, str):
        return repr(value)
    text = repr(value)
    # As black: double quotes, unless they need more escapes than the single ones.
    if text.startswith("'") and value.count('"') <= value.count("'"):
        plain = text[1:-1].replace("\\'", "'")
        return '"' + plain.replace('"', '\\"') + '"'
    return text


def frozen(name: str, keys: list[str]) -> list[str]:
    """A module constant: a frozen set of strings."""
    plain = (
        f"{name} = frozenset({{{', '.join(map(literal, keys))}}})"
        if keys
        else f"{name}: frozenset[str] = frozenset()"
    )
    if len(plain) <= WIDTH:
        return [plain]
    inside = f"    {{{', '.join(map(literal, keys))}}}"
    if len(inside) <= WIDTH:
        return [f"{name} = frozenset(", inside, ")"]
    return [
        f"{name} = frozenset(",
        "    {",
        *(f"        {literal(k)}," for k in keys),
        "    }",
        ")",
    ]


def import_from_as(name: str) -> list[str]:
    """The import of a sibling codec module under a private name (cycles are allowed)."""
    plain = f"from . import {name} as _{name}"
    return (
        [plain]
        if len(plain) <= WIDTH
        else ["from . import (", f"    {name} as _{name},", ")"]
    )


def statement_def(head: str) -> list[str]:
    """The first line of a function that takes `value`, laid out."""
    if len(head) <= WIDTH:
        return [head]
    name, _, rest = head.partition("(")
    inside, _, returns = rest.rpartition(")")
    return [f"{name}(", f"    {inside},", f"){returns}"]
