"""The text of a document, in memory only while positions and excerpts are read."""

from __future__ import annotations

import sys


class SourceText:
    """A text that can be released, and is decoded again when it is needed.

    One emoji makes a text in memory four times as large as its bytes.

    Args:
        content: The text as UTF-8, if the caller has it.
    """

    __slots__ = ("_content", "_text")

    def __init__(self, text: str, content: bytes = b"") -> None:
        self._text: str | None = text
        # To encode a text of this kind needs as much memory as the text.
        self._content = content if _is_wide(text) else b""

    @property
    def value(self) -> str:
        """The text."""
        if self._text is None:
            self._text = self._content.decode("utf-8", "surrogatepass")
        return self._text

    @property
    def content(self) -> bytes:
        """The text as UTF-8."""
        return self._content or self.value.encode("utf-8", "surrogatepass")

    def release(self) -> None:
        """Keep only the bytes of a text that is larger in memory."""
        if self._text is not None and _is_wide(self._text):
            self._content = self.content
            self._text = None


def _is_wide(text: str) -> bool:
    """Return whether each character of a text takes several bytes."""
    return sys.getsizeof(text) > 2 * len(text)
