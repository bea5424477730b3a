r"""Find secrets in a text in which any character may be escaped.

Each character may be literal, escaped as in JSON (`\u0073`, `\/`, `\x73`), percent-encoded (`%73`) or an HTML
reference (`&#x73;`, `&amp;`), mixed in one text and nested a few times. Base64 is searched for at each of
the three alignments, in both alphabets.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator

# Shorter secrets are not searched for: they would match ordinary words.
MIN_SECRET_LENGTH = 4
# The characters that an escape begins with. The patterns below also accept each of them escaped, as a
# server may put JSON into HTML or a URL into JSON.
_ESCAPES = "\\%&"
_PERCENT = "%(?:25){0,3}"
_BACKSLASH = rf"(?:\\++|(?:{_PERCENT}5[Cc]|&#92;|&#[xX]5[Cc];){{1,4}}\\*+)"
_PERCENT_SIGN = rf"(?:{_PERCENT}|{_BACKSLASH}u0025(?:25){{0,3}}|&#37;|&#[xX]25;)"
_AMPERSAND = rf"(?:&|{_BACKSLASH}u0026|{_PERCENT}26)(?:amp;|#38;|#[xX]26;){{0,3}}"
_BYTE = re.compile(rf"(?:{_PERCENT_SIGN}|{_BACKSLASH}x)([0-9a-fA-F]{{2}})")
_UTF16_UNIT = re.compile(rf"{_BACKSLASH}[uU](?:0000)?([0-9a-fA-F]{{4}})")
_AFTER_BACKSLASH = re.compile(rf"{_BACKSLASH}([^\\])")
_LITERAL_BACKSLASHES = re.compile(rf"(?:\\|{_PERCENT}5[Cc]){{1,4}}")
# An escape whose first character is itself escaped, so that several decodings are tried.
_NESTED = re.compile(
    rf"\\++[uUx]|{_PERCENT}(?:5[Cc]|26)|&#(?:37|92);|&#[xX](?:25|5[Cc]);"
)
_ESCAPED_ESCAPE = re.compile("%(?:25){1,3}|&(?:amp;){1,3}")
_ESCAPE_START = re.compile(r"(?<!\\)\\|[%&]")
_NUMERIC_REFERENCE = re.compile(
    rf"{_AMPERSAND}#(?:0{{0,6}}([0-9]{{1,7}})|[xX]0{{0,6}}([0-9a-fA-F]{{1,6}}));?"
)
_NAMED_REFERENCE = re.compile(rf"{_AMPERSAND}([A-Za-z][A-Za-z0-9]{{1,31}};)")
_LINE_BREAK = re.compile(rf"(?:[\r\n]|{_BACKSLASH}[rn]|{_PERCENT}0[AaDd])+")
_CONTROL_CHARACTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
# A plus in a query string is often decoded to a space.
_BASE64_ALTERNATIVES = {"+": "+- ", "/": "/_"}
_MAX_ESCAPE_LENGTH = 16
# Characters that a regular expression compares before the slower search, character by character.
_LOOKAHEAD = 12
_MAX_ESCAPES = 50_000

# A decoded character and the position after it.
DecodedCharacter = tuple[str, int]


class EncodedText:
    """A text and the possible decodings of the character at each position."""

    __slots__ = ("_escaped", "_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._escaped: dict[int, list[DecodedCharacter]] = {}
        self._starts: dict[str, list[int]] | None = None

    def find_escapes(self, chars: str) -> Iterator[int]:
        """Return the positions of escapes that may decode to one of these characters."""
        if self._starts is None:
            self._starts = {}
            for match in _ESCAPE_START.finditer(self.text):
                for char in {char for char, _ in self.decode_at(match.start())}:
                    self._starts.setdefault(char, []).append(match.start())
        for char in chars:
            yield from self._starts.get(char, ())

    def decode_at(self, start: int) -> list[DecodedCharacter]:
        """Return all decodings of the character at a position; empty at the end of the text."""
        char = self.text[start : start + 1]
        if not char:
            return []
        if char not in _ESCAPES:
            return [(char, start + 1)]
        if start not in self._escaped:
            self._escaped[start] = [(char, start + 1), *self._decode_escape(start)]
        return self._escaped[start]

    def _decode_escape(self, start: int) -> Iterator[DecodedCharacter]:
        char, is_nested = self.text[start], _NESTED.match(self.text, start)
        if match := _ESCAPED_ESCAPE.match(self.text, start):
            width = 2 if char == "%" else 4
            yield from ((char, end) for end in range(start + 1, match.end() + 1, width))
        if char == "%" or is_nested:
            yield from self._decode_bytes(start)
        if char == "&" or is_nested:
            yield from self._decode_reference(start)
        if char == "\\" or is_nested:
            yield from self._decode_backslash(start)
        if is_nested:
            yield from self._decode_utf16(start)

    def _decode_backslash(self, start: int) -> Iterator[DecodedCharacter]:
        if match := _AFTER_BACKSLASH.match(self.text, start):
            yield match[1], match.end()
            yield _CONTROL_CHARACTERS.get(match[1], match[1]), match.end()
            if match[1] == "%":
                yield from self._decode_bytes(match.start(1))
        if match := _LITERAL_BACKSLASHES.match(self.text, start):
            yield from (("\\", end) for end in range(start + 1, match.end() + 1))

    def _decode_bytes(self, start: int) -> Iterator[DecodedCharacter]:
        """Decode a character from its UTF-8 bytes, and one from a single byte of Latin-1."""
        data, end = b"", start
        while len(data) < 4 and (match := _BYTE.match(self.text, end)):
            data, end = data + bytes.fromhex(match[1]), match.end()
            if len(data) == 1:
                yield data.decode("latin-1"), end
            if data[0] < 128:
                return
            try:
                yield data.decode(), end
            except ValueError:
                continue

    def _decode_utf16(self, start: int) -> Iterator[DecodedCharacter]:
        match = _UTF16_UNIT.match(self.text, start)
        if match is None:
            return
        yield chr(int(match[1], 16)), match.end()
        if low := _UTF16_UNIT.match(self.text, match.end()):
            pair = bytes.fromhex(match[1] + low[1]).decode("utf-16-be", "replace")
            if len(pair) == 1:
                yield pair, low.end()

    def _decode_reference(self, start: int) -> Iterator[DecodedCharacter]:
        if match := _NUMERIC_REFERENCE.match(self.text, start):
            number = int(match[1]) if match[1] else int(match[2], 16)
            if number < 0x110000:
                yield chr(number), match.end()
        if match := _NAMED_REFERENCE.match(self.text, start):
            from html import unescape

            char = unescape(f"&{match[1]}")
            if len(char) == 1:
                yield char, match.end()


def is_searchable(text: str) -> bool:
    """Return False if a text has so many escapes that the search would take seconds."""
    return sum(map(text.count, _ESCAPES)) <= _MAX_ESCAPES


class SecretPattern:
    """A sequence of steps, each a set of accepted characters, that matches an encoded secret."""

    __slots__ = ("_may_wrap", "_starts", "_steps")

    def __init__(self, steps: Iterable[str], may_wrap: bool = False) -> None:
        self._steps = tuple(steps)
        # Base64 is often wrapped: line breaks may be anywhere inside.
        self._may_wrap = may_wrap
        first, *others = map(re.escape, self._steps[:_LOOKAHEAD])
        escapes = re.escape(_ESCAPES) + ("\r\n" if may_wrap else "")
        ahead = ""
        for chars in reversed(others):
            ahead = f"(?:[{chars}]{ahead}|[{escapes}]|\\Z)"
        self._starts = re.compile(f"[{first}](?={ahead})")

    def find_spans(
        self, text: EncodedText, is_truncated: bool
    ) -> Iterator[tuple[int, int]]:
        """Return the start and end of each match, without overlaps.

        Args:
            text: the text to search.
            is_truncated: the text was cut off, so the beginning of a secret matches at its end.
        """
        end, escapes = 0, text.find_escapes(self._steps[0])
        literals = (match.start() for match in self._starts.finditer(text.text))
        for start in sorted({*escapes, *literals}):
            stop = self._find_end(text, start, is_truncated) if start >= end else 0
            if stop:
                yield start, stop
                end = stop

    def _find_end(self, text: EncodedText, start: int, is_truncated: bool) -> int:
        """Return the end of the match at `start`, or 0 if there is none."""
        positions = {start}
        for count, accepted in enumerate(self._steps):
            may_end = is_truncated and count >= MIN_SECRET_LENGTH
            if may_end and _is_near_end(text.text, positions):
                return len(text.text)
            if self._may_wrap and count:
                positions |= set(_skip_line_breaks(text.text, positions))
            positions = {
                end
                for position in positions
                for char, end in text.decode_at(position)
                if char in accepted
            }
            if not positions:
                return 0
        return max(positions)


def build_patterns(secret: str) -> Iterator[SecretPattern]:
    """Return the patterns of a secret: its text, and its base64 at each alignment."""
    yield SecretPattern(" +" if char == " " else char for char in secret)
    data = secret.encode("utf-8", "surrogatepass")
    for shift in range(3):
        yield SecretPattern(_build_base64_steps(data, shift), may_wrap=True)


def _build_base64_steps(data: bytes, shift: int) -> Iterator[str]:
    """Return the accepted characters if `shift` other bytes precede the data in its base64 group.

    The first and the last character may contain bits of the surrounding bytes.
    """
    first, last = shift * 8 // 6, -(-(shift + len(data)) * 8 // 6)
    around = (bytes([value]) for value in range(256))
    texts = [b64encode(b * shift + data + b * 2).decode()[first:last] for b in around]
    edges = {text[0] for text in texts}, {text[-1] for text in texts}
    for chars in (edges[0], *texts[0][1:-1], edges[1]):
        yield "".join(_BASE64_ALTERNATIVES.get(char, char) for char in chars)


def _skip_line_breaks(text: str, positions: set[int]) -> Iterator[int]:
    for position in positions:
        if match := _LINE_BREAK.match(text, position):
            yield match.end()


def _is_near_end(text: str, positions: set[int]) -> bool:
    """Return True if the text ends at a position, or in the middle of an escape there."""
    return any(
        position == len(text)
        or (text[position] in _ESCAPES and len(text) - position < _MAX_ESCAPE_LENGTH)
        for position in positions
    )
