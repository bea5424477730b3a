"""Escape text of a document for Markdown, TOML, XML and Mermaid."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from specpress.python.source_text import INVISIBLE, is_fence, join_paragraphs

# Characters that end a code span or a table cell, or begin a tag.
_SPECIAL = frozenset("`|<>&\\")
_MERMAID_SPECIAL = re.compile(r"[^\w .,()/-]")
# Characters at the beginning of a line that may begin a heading, a list, code or a rule.
_BLOCK_STARTS = "#-+*~_="
_NUMBER = re.compile(r"^(\d{1,9})([.)])")
_CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_BACKTICKS = re.compile("`+")
_PROSE_SPECIAL = re.compile(r"[&<>\\`\[\]|]")
_PROSE_ESCAPES = str.maketrans({c: f"\\{c}" for c in "\\`[]|"})


def one_line(text: str) -> str:
    """Join the lines of a text and remove control characters."""
    line = " ".join(text.split())
    # Most lines have no such character, and the search for one takes longer.
    return line if line.isprintable() else INVISIBLE.sub("", line)


def prose(text: str) -> str:
    """Escape a text for Markdown, so that it contains no link, code or tag."""
    return _escape(one_line(text))


def _escape(line: str) -> str:
    if not _PROSE_SPECIAL.search(line):
        return line
    return html.escape(line, quote=False).translate(_PROSE_ESCAPES)


# Cached: operations of an API have many texts in common.
@lru_cache(maxsize=4096)
def inline(text: str) -> str:
    """Escape a text for Markdown outside of tables; what is between backticks remains code."""
    if "`" not in text:
        return prose(text)
    parts = _CODE.split(one_line(text))
    return "".join(span(p) if n % 2 else _escape(p) for n, p in enumerate(parts))


def span(text: str) -> str:
    """Return a text as a Markdown code span outside of tables."""
    plain = one_line(text)
    if "`" not in plain:
        return f"`{plain}`"
    fence = "`" * (max(map(len, _BACKTICKS.findall(plain))) + 1)
    return f"{fence} {plain} {fence}"


def paragraphs(text: str) -> str:
    """Return the paragraphs and list items of a text in Markdown, which contain no other markup.

    No line begins a block of another kind, so that no heading, list or code of the document continues after it.
    """
    if "\n" not in text:
        return _escape_start(inline(text))
    blocks = (_format_block(line, is_code) for line, is_code in join_paragraphs(text))
    return "\n\n".join(block for block in blocks if block)


def _format_block(line: str, is_code: bool) -> str:
    if is_code:
        return "" if is_fence(line) or not line.strip() else span(line)
    stripped = line.strip().lstrip("#").strip()
    if stripped[:2] in ("- ", "* ", "+ "):
        return f"- {_escape_start(inline(stripped[2:]))}"
    return _escape_start(inline(stripped))


def _escape_start(text: str) -> str:
    """Escape the beginning of a line that would begin a block."""
    if text[:1] in _BLOCK_STARTS:
        return f"\\{text}" if text else ""
    return _NUMBER.sub(r"\1\\\2", text, count=1)


def code(text: str) -> str:
    """Return a text as a Markdown code span that is valid in table cells too."""
    plain = one_line(text)
    if not _SPECIAL & set(plain):
        return f"`{plain}`"
    # A code span cannot contain these characters in a table cell, so use a tag with entities.
    escaped = "".join(
        f"&#{ord(c)};" if c in "`|\\[]*_" else c for c in html.escape(plain)
    )
    return f"<code>{escaped}</code>"


def xml(text: str) -> str:
    """Escape a text for XML."""
    return html.escape(one_line(text))


def mermaid(text: str) -> str:
    """Replace characters that are special in Mermaid or in the Markdown around it."""
    return _MERMAID_SPECIAL.sub("·", " ".join(text.split()))


def toml(value: str | Sequence[Any] | Mapping[str, Any]) -> str:
    """Return a text, a list or a table as TOML on one line."""
    if isinstance(value, Mapping):
        entries = (f"{toml(key)} = {toml(entry)}" for key, entry in value.items())
        return f"{{ {', '.join(entries)} }}"
    if not isinstance(value, str):
        return f"[{', '.join(map(toml, value))}]"
    return json.dumps(one_line(value), ensure_ascii=False)
