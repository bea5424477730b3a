"""Escape text of a document for Markdown, TOML, XML and Mermaid."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from specpress.python.source_text import INVISIBLE

# Characters that end a code span or a table cell, or begin a tag.
_SPECIAL = frozenset("`|<>&\\")
_MERMAID_SPECIAL = re.compile(r"[^\w .,()/-]")
_PROSE_ESCAPES = str.maketrans({c: f"\\{c}" for c in "\\`[]|"})


def one_line(text: str) -> str:
    """Join the lines of a text and remove control characters."""
    return INVISIBLE.sub("", " ".join(text.split()))


def prose(text: str) -> str:
    """Escape a text for Markdown, so that it contains no link, code or tag."""
    return html.escape(one_line(text), quote=False).translate(_PROSE_ESCAPES)


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
