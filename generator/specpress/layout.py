"""Statements laid out as black would: on one line where they fit, else one item a line with a trailing comma."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from functools import lru_cache

WIDTH = 88
UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Controls, and what turns the direction of the text around it. (Spaces of all kinds are not among them.)"""
_ESCAPED = re.compile(
    r"[\x00-\x1f\\\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\uf8ff\ufeff\ufff0-\uffff"
    r"\U000e0000-\U0010ffff]"
)
"""What stands in a literal as an escape. (`repr` would ask the Unicode of the Python that runs.)"""
_ALONE = re.compile(r"[-*+] |\d+[.)] |#{1,6} |\||>")
"""What begins a line that continues none: an item of a list, a heading, a row of a table, a quotation."""
_WHOLE = re.compile(r"#{1,6} |\||> \[!\w+\]$|>?$")
"""A line that none continues."""
_FENCE = re.compile(r"(`{3,}|~{3,})[^`]*")
_ASSIGNED = re.compile(r"(\w+(?:: \w+)?) = ([\w.]+|\"[^\"\\]*\")")
_OPTIONAL = re.compile(r"(\w+): ([\w.]+(?:\[[\w.]+\])? \| None) = None")
_TYPED = re.compile(r"(\w+: \w+\[)([\w.\[\]| ]+)\]")
_DEFINED = re.compile(r"((?:async )?def \w+\()([^()\[\]{}]+)(\) -> [^()]+:)")


def width(text: str) -> int:
    """The columns that a text takes, as black counts them: two for 漢."""
    if text.isascii():
        return len(text)
    from black.strings import str_width

    return str_width(text)


def call(
    head: str, arguments: Sequence[str], indent: int = 0, tail: str = ")"
) -> list[str]:
    """`head` (which opens a bracket), its arguments, and `tail`, as lines indented by `indent`."""
    pad = " " * indent
    inside = ", ".join(arguments)
    if indent + width(head) + width(inside) + width(tail) <= WIDTH or not arguments:
        return [f"{pad}{head}{inside}{tail}"]
    if indent + width(head) > WIDTH and not tail.endswith(","):
        return statement(f"{head}{inside}{tail}", indent)
    if _is_called(head) and indent + 4 + width(inside) <= WIDTH:
        return [f"{pad}{head}", f"{pad}    {inside}", f"{pad}{tail}"]
    listed = [line for a in arguments for line in argument(a, indent + 4)]
    if tail in (")", "]") and any(width(line) > WIDTH for line in listed):
        return statement(f"{head}{inside}{tail}", indent)
    return [f"{pad}{head}", *listed, f"{pad}{tail}"]


def _is_called(head: str) -> bool:
    """Whether the bracket that ends `head` calls or subscripts; black lists the items of a literal."""
    last = head[-2:-1]
    return last.isidentifier() or last.isdigit() or last in (")", "]")


def argument(text: str, indent: int) -> list[str]:
    """One argument on lines of its own; one that is too long and ends in a bracket is split once more."""
    line = f"{' ' * indent}{text},"
    if width(line) <= WIDTH or text[-1] not in ")]}":
        return [line]
    opening = _opening(text)
    inside = split(text[opening + 1 : -1])
    if len(inside) == 1 and text.endswith(",)"):
        # A tuple of one: its comma must not go.
        pad = " " * indent
        lines = argument(inside[0], indent + 4)
        return [f"{pad}{text[:opening + 1]}", *lines, f"{pad}),"]
    return call(text[: opening + 1], inside, indent, f"{text[-1]},")


def _opening(text: str) -> int:
    """Where the bracket opens that ends a text."""
    depth = 0
    for match in reversed([*_TOKEN.finditer(text)]):
        depth += (match.group() in ")]}") - (match.group() in "([{")
        if not depth:
            return match.start()
    return len(text)


_TOKEN = re.compile(r"""[([{]|[)\]}]|, |"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""")


def split(text: str) -> list[str]:
    """The arguments of a call, from their text: commas inside brackets and strings part nothing."""
    parts, begun, depth = [], 0, 0
    for match in _TOKEN.finditer(text):
        sign = match.group()
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        elif sign == ", " and not depth:
            parts.append(text[begun : match.start()])
            begun = match.end()
    return [*parts, text[begun:].removesuffix(",")]


def tuple_of(items: Iterable[str]) -> str:
    """A tuple on one line."""
    found = [*items]
    return f"({found[0]},)" if len(found) == 1 else f"({', '.join(found)})"


def statement(text: str, indent: int = 0) -> list[str]:
    """One statement, or the head of a block: as it is where it fits, else as black lays it out."""
    pad = " " * indent
    if indent + width(text) <= WIDTH:
        return [pad + text]
    if text.endswith(":"):
        return definition(text, indent)
    plain = _ASSIGNED.fullmatch(text)
    if plain and indent + 4 + max(width(plain[1]), width(plain[2])) <= WIDTH:
        return [f"{pad}{plain[1]} = (", f"{pad}    {plain[2]}", f"{pad})"]
    maybe = _OPTIONAL.fullmatch(text)
    if maybe and indent + width(text) - len("None") + 1 <= WIDTH:
        return [f"{pad}{maybe[1]}: {maybe[2]} = (", f"{pad}    None", f"{pad})"]
    if maybe and indent + 4 + max(map(width, maybe.groups())) <= WIDTH:
        return [f"{pad}{maybe[1]}: (", f"{pad}    {maybe[2]}", f"{pad}) = None"]
    return [pad + line for line in _blacken(text, WIDTH - indent)]


def condition(parts: Sequence[str], indent: int = 0) -> list[str]:
    """The head of an `if` for what must all hold."""
    pad, inside = " " * indent, " and ".join(parts)
    if indent + len("if :") + width(inside) <= WIDTH or len(parts) == 1:
        return definition(f"if {inside}:", indent)
    if indent + 4 + width(inside) <= WIDTH:
        return [f"{pad}if (", f"{pad}    {inside}", f"{pad}):"]
    if indent + len("    and ") + max(map(width, parts)) > WIDTH:
        return definition(f"if {inside}:", indent)
    first, *others = parts
    listed = [f"{pad}    {first}", *(f"{pad}    and {other}" for other in others)]
    return [f"{pad}if (", *listed, f"{pad}):"]


def alias(name: str, target: str) -> list[str]:
    """Another name of a type, which is told by a string."""
    head = f"{name}: TypeAlias = "
    if width(head) + width(target) <= WIDTH:
        return [head + target]
    if width(head) >= WIDTH:
        return statement(head + target)
    return [f"{head}(", f"    {target}", ")"]


def annotated(name: str, parts: Sequence[str], default: str, indent: int) -> list[str]:
    """An annotated field whose annotation has parts in brackets: the last may stand in brackets too."""
    pad, head = " " * indent, f"{name}: Annotated["
    whole = f"{head}{', '.join(parts)}]"
    if indent + width(whole) + width(default) <= WIDTH:
        return [f"{pad}{whole}{default}"]
    longest = max(4 + max(map(width, parts)), width(default))
    if indent + longest + 1 > WIDTH:
        return statement(f"{whole}{default}", indent)
    if not default:
        return call(head, parts, indent, "]")
    if indent + width(whole) + width(" = (") <= WIDTH:
        value = default.removeprefix(" = ")
        return [f"{pad}{whole} = (", f"{pad}    {value}", f"{pad})"]
    return call(head, parts, indent, f"]{default}")


def parameter(text: str, indent: int) -> list[str]:
    """One parameter of a function on lines of its own, with its comma."""
    line = f"{' ' * indent}{text},"
    if width(line) <= WIDTH:
        return [line]
    room = WIDTH - indent + 4
    lines = _blacken(f"def f(\n    {text},\n): ...", room)[1:-1]
    return [f"{' ' * (indent - 4)}{inside}" for inside in lines]


def returning(text: str, indent: int) -> list[str]:
    """The last lines of a signature: the bracket, and what is returned."""
    line = f"{' ' * indent}) -> {text}:"
    if width(line) <= WIDTH:
        return [line]
    lines = _blacken(f"def f(\n    self,\n) -> {text}:\n    pass", WIDTH - indent)
    return [f"{' ' * indent}{inside}" for inside in lines[2:-1]]


def definition(text: str, indent: int = 0) -> list[str]:
    """The head of a function or block, from its first word to its colon."""
    pad = " " * indent
    if indent + width(text) <= WIDTH:
        return [pad + text]
    plain = _DEFINED.fullmatch(text)
    if plain and indent + max(4 + width(plain[2]) + 1, width(plain[3])) <= WIDTH:
        inside = plain[2] if "," in plain[2] else f"{plain[2]},"
        return [f"{pad}{plain[1]}", f"{pad}    {inside}", f"{pad}{plain[3]}"]
    before = ["if it:", "    pass"] if text.startswith("elif ") else []
    whole = "\n".join([*before, text, "    pass"])
    lines = _blacken(whole, WIDTH - indent)[len(before) : -1]
    return [pad + line for line in lines]


def assignment(head: str, function: str) -> tuple[list[str], int, list[str]]:
    """The lines before and after the arguments of `head = function(…)`, and how deep the arguments stand.

    The call has at least one argument on a line of its own.
    """
    if width(head) + width(f" = {function}(") <= WIDTH:
        return [f"{head} = {function}("], 4, [")"]
    if width(head) + width(" = (") <= WIDTH:
        return [f"{head} = (", f"    {function}("], 8, ["    )", ")"]
    typed = _TYPED.fullmatch(head)
    if typed and max(width(typed[1]), 4 + width(typed[2])) <= WIDTH:
        return [typed[1], f"    {typed[2]}", f"] = {function}("], 4, [")"]
    lines = _blacken(f"{head} = {function}(\n    a=1,\n)", WIDTH)
    return list(lines[:-2]), 4, [")"]


@lru_cache(maxsize=4096)
def _blacken(text: str, room: int) -> tuple[str, ...]:
    # Most documents need it nowhere, and it takes long to import.
    import black
    from black.mode import TargetVersion

    mode = black.Mode(target_versions={TargetVersion.PY311}, line_length=room)
    return tuple(black.format_str(text, mode=mode).splitlines())


def docstring(text: str, indent: int, otherwise: str = "") -> list[str]:
    """The lines of a docstring; no text of a document can end it or hold an escape.

    `otherwise` is said where nothing of the text can be seen.
    """
    pad = " " * indent
    wrapped = [
        part
        for line, is_code in _paragraphs(_safe(text))
        for part in ([line] if is_code else _wrap(line, WIDTH + 12 - indent))
    ]
    if not wrapped:
        return docstring(otherwise, indent) if otherwise else []
    if wrapped[-1].endswith('"') and len(wrapped) == 1:
        wrapped[-1] += " "
    if wrapped[0].startswith('"'):
        wrapped[0] = f" {wrapped[0]}"
    wrapped[1:] = (
        textwrap.dedent("\n".join(wrapped[1:])).split("\n") if wrapped[1:] else []
    )
    if len(wrapped) == 1:
        return [f'{pad}"""{wrapped[0]}"""']
    body = [pad + line if line else "" for line in wrapped[1:]]
    return [f'{pad}"""{wrapped[0]}', *body, f'{pad}"""']


def in_docstring(text: str, indent: int) -> list[str]:
    """One entry of a docstring that a template begins and ends."""
    return _wrap(" " * indent + docstring_line(text), WIDTH + 12)


def docstring_line(text: str) -> str:
    """A text inside of a line of a docstring."""
    return _safe(" ".join(text.split()))


def _safe(text: str) -> str:
    """A text that can neither end a docstring nor hold an escape, nor turn the direction of what follows."""
    return UNSEEN.sub("", text).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')


def _paragraphs(text: str) -> list[tuple[str, bool]]:
    """Lines as they are meant, and whether they are code, which stays as it is.

    The lines of a paragraph are joined; Markdown's lists, tables, headings and quotations are kept.
    """
    lines: list[tuple[str, bool]] = []
    fence = ""
    for raw in text.strip().splitlines():
        line, indented = " ".join(raw.split()), raw[:1] in " \t"
        mark = _FENCE.fullmatch(line)
        if fence or mark:
            lines.append((_unjoined(raw), True))
            closes = bool(fence) and line.startswith(fence) and not line.strip(fence[0])
            fence = "" if closes else fence or (mark[1] if mark else "")
        elif not lines or lines[-1][1] or indented or _starts(line, lines[-1][0]):
            lines.append((("    " if indented and line else "") + line, False))
        else:
            said = line.lstrip("> ") if line.startswith(">") else line
            lines[-1] = (f"{lines[-1][0]} {said}", False)
    return lines


def _starts(line: str, before: str) -> bool:
    """Whether a line begins anew after another one."""
    if line.startswith("> ") and before.startswith("> ") and not _WHOLE.match(before):
        return bool(_ALONE.match(line.lstrip("> ")))
    apart = not line or before.endswith(":") or _WHOLE.match(before)
    return bool(apart or _ALONE.match(line))


def _unjoined(raw: str) -> str:
    """A line of code: its spaces are kept."""
    said = raw.strip()
    margin = raw[: len(raw) - len(raw.lstrip())].expandtabs() if said else ""
    return " " * len(margin) + said


def _wrap(line: str, room: int) -> list[str]:
    """A line in pieces no longer than `room`; what follows an indented one stands deeper."""
    if len(line) <= room:
        return [line]
    margin = line[: len(line) - len(line.lstrip())]
    quoted = "> " if line.startswith("> ") else ""
    return textwrap.wrap(
        line,
        room,
        subsequent_indent=margin + "    " if margin else quoted,
        break_long_words=False,
        break_on_hyphens=False,
    )


def literal(value: object) -> str:
    """A Python literal in black's quotes; the only way for a string of a document into code."""
    if not isinstance(value, str):
        return repr(value).replace("e+", "e")
    # As black: double quotes, unless they need more escapes than the single ones.
    quote = '"' if value.count('"') <= value.count("'") else "'"
    text = _ESCAPED.sub(_escape, value).replace(quote, f"\\{quote}")
    return f"{quote}{text}{quote}"


def _escape(found: re.Match[str]) -> str:
    return ascii(found[0])[1:-1]


def import_from(module: str, names: list[str], indent: int = 4) -> list[str]:
    """One `from … import …` statement for a place `indent` deep, in brackets where it is long."""
    plain = f"from {module} import {', '.join(names)}"
    if indent + width(plain) <= WIDTH:
        return [plain]
    return [f"from {module} import (", *(f"    {name}," for name in names), ")"]
