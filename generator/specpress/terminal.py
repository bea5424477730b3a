"""Text of documents, settings and files, made safe for a terminal."""

from __future__ import annotations

import re

# Characters that move the cursor, change colours, start a line or reorder the text of a terminal.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
# Longer texts, such as a name of 100,000 characters, hide what is printed before them.
MAX_LENGTH = 1000


def printable(text: str) -> str:
    r"""Return a text with escapes instead of control characters: `\x1b` for ESC."""
    return _CONTROLS.sub(_escape, text)


def printable_line(text: str, max_length: int = MAX_LENGTH) -> str:
    r"""Return a text on one line, cut in the middle if it is very long: `\n` for a line break."""
    if len(text) > max_length:
        half = max_length // 2
        text = f"{text[:half]} … {text[-half:]}"
    return printable(text).replace("\n", "\\n").replace("\t", "\\t")


def masked(text: str) -> str:
    """Return a text in which each character keeps its column, without control characters."""
    return _CONTROLS.sub("\ufffd", text)


def _escape(match: re.Match[str]) -> str:
    return ascii(match[0])[1:-1]
