"""Find the long lines of Python source and the statements that contain them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from specpress.python.printer.tokens import CLOSERS, CLOSING
from specpress.python.source_text import MAX_WIDTH, display_width

_BRACKET_OR_STRING = re.compile(
    r'#.*|"""|\'\'\'|"[^"\\]*+(?:\\.[^"\\]*+)*+"|\'[^\'\\]*+(?:\\.[^\'\\]*+)*+\'|[()\[\]{}]'
)
_TRIPLE_OR_STRING = re.compile(
    r'#.*|"""|\'\'\'|"[^"\\]*+(?:\\.[^"\\]*+)*+"|\'[^\'\\]*+(?:\\.[^\'\\]*+)*+\''
)

# A docstring on one line: it is never split.
_DOCSTRING = re.compile(r' *"""(?:[^"\\]|\\.|"(?!""))*+"""')
_TEXT = r"""[^"'#()\[\]{}]++|"(?!"")(?:[^"\\]|\\.)*+"|'(?!'')(?:[^'\\]|\\.)*+'"""
# The rest of a string up to its closing quotes; backslashes escape quotes and each other.
_CLOSING_QUOTES = {
    quote: re.compile(rf"(?:[^\\{quote[0]}]|\\.|{quote[0]}(?!{quote[:2]}))*+{quote}")
    for quote in ('"""', "'''")
}


def _nest(inner: str) -> str:
    """Return the pattern of text with brackets around other text."""
    return rf"(?:{_TEXT}|\({inner}\)|\[{inner}\]|\{{{inner}\}})*+"


# A line that closes all brackets that it opens, without comments and triple quotes.
_BALANCED = re.compile(_nest(_nest(rf"(?:{_TEXT})*+")))


class Scanner:
    """Finds the statement or the element of brackets that contains a line."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.quote = ""
        self.next = 0
        self.stack: list[tuple[str, int]] = []
        self.starts = [0]
        self.lowest = 0

    def restart(self, index: int) -> None:
        """Continue at a line that starts a statement."""
        self.next, self.quote, self.stack, self.starts = index, "", [], [index]

    def scan(self) -> None:
        """Read one line."""
        line = self.lines[self.next]
        self.lowest = len(self.stack)
        if not self.quote:
            self._begin_unit()
            if not _BALANCED.fullmatch(line):
                self._scan_brackets(line)
        elif self.quote in line:
            self._scan_brackets(line)
        self.next += 1

    def _scan_brackets(self, line: str) -> None:
        position = 0
        while position < len(line):
            if self.quote:
                end = _find_quote(line, self.quote, position)
                if end < 0:
                    break
                self.quote, position = "", end
            match = _BRACKET_OR_STRING.search(line, position)
            if not match:
                break
            position = match.end()
            text = match[0]
            if text in CLOSING:
                self.stack.append((text, self.starts[0] if not self.stack else -1))
            elif text in CLOSERS and self.stack:
                self.stack.pop()
                del self.starts[len(self.stack) + 1 :]
                self.lowest = min(self.lowest, len(self.stack))
            elif text in ('"""', "'''"):
                self.quote = text

    def _begin_unit(self) -> None:
        depth = len(self.stack)
        is_new = not depth or self.lines[self.next - 1].rstrip().endswith(",")
        if is_new and depth < len(self.starts):
            self.starts[depth] = self.next
        while len(self.starts) <= depth:
            self.starts.append(self.next)

    def unit(self, index: int) -> tuple[int, int, int]:
        """Return the first and last line of the unit that contains a line, and its depth."""
        while self.next < index:
            self.scan()
        if not self.quote:
            self._begin_unit()
        depth = len(self.stack)
        starts = list(self.starts)
        while self.next < len(self.lines):
            self.scan()
            depth = min(depth, self.lowest)
            is_end = not depth or self.lines[self.next - 1].rstrip().endswith(",")
            if not self.quote and len(self.stack) == depth and is_end:
                break
        return starts[depth], self.next, depth


def _find_quote(line: str, quote: str, start: int) -> int:
    """Return the position after the closing quotes, or -1."""
    match = _CLOSING_QUOTES[quote].match(line, start)
    return match.end() if match else -1


def is_long(line: str) -> bool:
    if len(line) <= MAX_WIDTH and (len(line) <= MAX_WIDTH // 2 or line.isascii()):
        return False
    return display_width(line) > MAX_WIDTH


def long_code_lines(lines: Sequence[str], scanner: Scanner) -> Iterator[int]:
    """Return the indexes of long lines outside of strings and comments.

    The scanner skips the statements before the current one.
    """
    statement, quote = 0, ""
    for index, line in enumerate(lines):
        if quote:
            quote = _open_quote(line, quote) if quote in line else quote
            continue
        if line and line[0] not in " )]}#":
            statement = index
        if '"""' in line or "'''" in line:
            if _DOCSTRING.fullmatch(line):
                continue
            quote = _open_quote(line, "")
        # Short lines first: `is_long` is slower than `len`.
        if quote or len(line) <= MAX_WIDTH // 2 or not is_long(line):
            continue
        if not line.lstrip().startswith("#"):
            if statement > scanner.next:
                scanner.restart(statement)
            yield index


def _open_quote(line: str, quote: str) -> str:
    """Return the quotes of the string that is open at the end of a line."""
    position = 0
    while True:
        if quote:
            position = _find_quote(line, quote, position)
            if position < 0:
                return quote
        match = _TRIPLE_OR_STRING.search(line, position)
        if not match:
            return ""
        position = match.end()
        quote = match[0] if match[0] in ('"""', "'''") else ""
