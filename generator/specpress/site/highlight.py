"""Python as HTML, with a class for each kind of token."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers.python import PythonLexer

_LEXER = PythonLexer(stripnl=False, ensurenl=False)
_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)


@lru_cache(maxsize=4096)
def highlight_python(text: str) -> Markup:
    """Return lines of Python as HTML."""
    html = highlight(str(text), _LEXER, _FORMATTER)
    # The formatter escapes the texts of all tokens.
    return Markup(html.rstrip("\n"))  # noqa: S704
