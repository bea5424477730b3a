"""Docstrings and literals: text of a document, escaped for Python source."""

from __future__ import annotations

import re
import textwrap

MAX_WIDTH = 88
# Control characters and bidirectional controls, which could disguise code (Trojan Source).
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
# Characters that are escaped in literals. An explicit list, because `repr` depends on the Unicode
# version of the Python that runs.
_ESCAPED = re.compile(
    r"[\x00-\x1f\\\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\uf8ff\ufeff\ufff0-\uffff"
    r"\U000e0000-\U0010ffff]"
)
# Characters that a literal may have to escape.
_SPECIAL = re.compile(r"""[^ !#-\[\]-~]""")
# Characters that may not have one column.
_WIDE = re.compile("[^\x00-\u10ff\u1160-\u2319\u2500-\u25fc]")
# Markdown lines that start a new block: list items, headings, table rows, quotations.
_BLOCK_START = re.compile(r"[-*+] |\d+[.)] |#{1,6} |\||>")
# Markdown lines that no other line continues.
_COMPLETE_LINE = re.compile(r"#{1,6} |\||> \[!\w+\]$|>?$")
_FENCE = re.compile(r"(`{3,}|~{3,})[^`]*")


def display_width(text: str) -> int:
    """Return the display width as black counts it: wide characters such as 漢 have two columns."""
    if text.isascii() or not _WIDE.search(text):
        return len(text)
    # Imported late: black is slow to import.
    from black.strings import str_width

    return str_width(text)


def format_docstring(text: str, indent: int, fallback: str = "") -> list[str]:
    """Format a docstring, escaped so that text of a document cannot end it.

    `fallback` is used if nothing of the text is visible.
    """
    pad = " " * indent
    wrapped = [
        part
        for line, is_code in join_paragraphs(_escape_quotes(text))
        for part in ([line] if is_code else _wrap(line, MAX_WIDTH + 12 - indent))
    ]
    if not wrapped:
        return format_docstring(fallback, indent) if fallback else []
    # As black: a quote next to the delimiters is separated by a space.
    if wrapped[-1].endswith('"') and len(wrapped) == 1:
        wrapped[-1] += " "
    if wrapped[0].startswith('"'):
        wrapped[0] = f" {wrapped[0]}"
    if len(wrapped) > 1 and all(line[:1] in ("", " ") for line in wrapped[1:]):
        wrapped[1:] = textwrap.dedent("\n".join(wrapped[1:])).split("\n")
    if len(wrapped) == 1:
        return [f'{pad}"""{wrapped[0]}"""']
    body = [pad + line if line else "" for line in wrapped[1:]]
    return [f'{pad}"""{wrapped[0]}', *body, f'{pad}"""']


def is_visible(text: str) -> bool:
    """Return whether a docstring of the text would not be empty."""
    return bool(text) and bool(INVISIBLE.sub("", text).strip())


def format_docstring_entry(text: str, indent: int) -> list[str]:
    """Format an entry of a docstring whose delimiters are in a template."""
    return _wrap(" " * indent + escape_docstring(text), MAX_WIDTH + 12)


def escape_docstring(text: str) -> str:
    """Escape a text for a line of a docstring."""
    # Invisible characters first: a blank beside one would remain at the end of the line.
    return " ".join(_escape_quotes(text).split())


def _escape_quotes(text: str) -> str:
    """Escape backslashes and triple quotes, and remove invisible characters."""
    return INVISIBLE.sub("", text).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')


def join_paragraphs(text: str) -> list[tuple[str, bool]]:
    """Join the lines of each Markdown paragraph; return lines, with True for lines of code.

    List items, table rows, headings and quotations remain separate lines.
    """
    # The parts of each line: joining them at the end takes linear time.
    lines: list[tuple[list[str], bool]] = []
    fence = ""
    for raw in text.strip().splitlines():
        line, is_indented = " ".join(raw.split()), raw[:1] in " \t"
        mark = _FENCE.fullmatch(line)
        if fence or mark:
            lines.append(([_expand_margin(raw)], True))
            closes = bool(fence) and line.startswith(fence) and not line.strip(fence[0])
            fence = "" if closes else fence or (mark[1] if mark else "")
        elif (
            not lines
            or lines[-1][1]
            or is_indented
            or _starts_block(line, lines[-1][0])
        ):
            lines.append((["    " * (is_indented and bool(line)) + line], False))
        else:
            continuation = line.lstrip("> ") if line.startswith(">") else line
            lines[-1][0].append(continuation)
    return [(" ".join(parts), is_code) for parts, is_code in lines]


def is_fence(line: str) -> bool:
    """Return whether a line begins or ends a block of code."""
    return _FENCE.fullmatch(line.strip()) is not None


def _starts_block(line: str, previous: list[str]) -> bool:
    """Return True if a line starts a block instead of continuing the previous line."""
    # A line that is continued was not complete.
    is_complete = len(previous) == 1 and _COMPLETE_LINE.match(previous[0])
    is_quoted = line.startswith("> ") and previous[0].startswith("> ")
    if is_quoted and not is_complete:
        return bool(_BLOCK_START.match(line.lstrip("> ")))
    is_separate = not line or previous[-1].endswith(":") or is_complete
    return bool(is_separate or _BLOCK_START.match(line))


def _expand_margin(raw: str) -> str:
    """Return a line of code with its indentation as spaces."""
    code = raw.strip()
    margin = raw[: len(raw) - len(raw.lstrip())].expandtabs() if code else ""
    return " " * len(margin) + code


def _wrap(line: str, max_length: int) -> list[str]:
    """Wrap a line; continuations of an indented line are indented further."""
    if len(line) <= max_length:
        return [line]
    text = line.lstrip()
    start = len(line) - len(text)
    indent = " " * (start + 4) if start else "> " if line.startswith("> ") else ""
    lines: list[str] = []
    # `begin` is the position in `line` of what is not wrapped yet; `prefix` is the indentation before it.
    begin, prefix = 0, ""
    while len(prefix) + len(line) - begin > max_length:
        first, last = begin + start + 1, begin + max_length + 1 - len(prefix)
        end = line.rfind(" ", first, last)
        # A word that is longer than a line is not split.
        end = end if end > 0 else line.find(" ", first)
        if end < 0:
            break
        lines.append(prefix + line[begin:end])
        begin, prefix, start = end + 1, indent, 0
    return [*lines, prefix + line[begin:]]


def format_literal(value: object) -> str:
    """Format a literal with the quotes that black prefers.

    All strings of a document enter generated code through this function.
    """
    if not isinstance(value, str):
        return repr(value).replace("e+", "e")
    if not _SPECIAL.search(value):
        return f'"{value}"'
    # As black: double quotes, unless they require more escapes than single ones.
    quote = '"' if value.count('"') <= value.count("'") else "'"
    text = _ESCAPED.sub(_escape, value).replace(quote, f"\\{quote}")
    return f"{quote}{text}{quote}"


def _escape(match: re.Match[str]) -> str:
    return ascii(match[0])[1:-1]
