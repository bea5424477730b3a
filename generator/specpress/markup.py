"""Text of a document outside of Python: as one line, as Markdown, as TOML."""

from __future__ import annotations

import html
import json

from specpress.layout import UNSEEN

_SIGNS = frozenset("`|<>&\\")
"""What ends a span of code or a cell of a table, or begins a tag."""
_TEXT = str.maketrans({sign: f"\\{sign}" for sign in "\\`[]|"})


def one_line(text: str) -> str:
    """The text in one line, without what cannot be seen."""
    return UNSEEN.sub("", " ".join(text.split()))


def prose(text: str) -> str:
    """Words in Markdown: no link, no code, no tag."""
    return html.escape(one_line(text), quote=False).translate(_TEXT)


def code(text: str) -> str:
    """Code in Markdown, also in a cell of a table."""
    plain = one_line(text)
    if not _SIGNS & set(plain):
        return f"`{plain}`"
    escaped = "".join(
        f"&#{ord(s)};" if s in "`|\\[]*_" else s for s in html.escape(plain)
    )
    return f"<code>{escaped}</code>"


def toml(text: str) -> str:
    """A string in TOML, in one line."""
    return json.dumps(one_line(text), ensure_ascii=False)
