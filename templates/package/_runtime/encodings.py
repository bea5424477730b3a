r"""Find a secret in a text, however its characters are encoded.

Each character may be literal, escaped as in JSON (`\u0073`, `\/`, `\x73`), percent-encoded (`%73`) or an HTML
reference (`&#x73;`, `&amp;`), all in one text and nested a few times. A base64 form is searched for at
each of the three alignments, in both alphabets.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator

SHORTEST = 4
"""Minimum length of a secret that is searched for: a shorter one would match ordinary words."""
_ESCAPES = "\\%&"
_PERCENT = "%(?:25){0,3}"
_BACKSLASH = rf"(?:\\++|(?:{_PERCENT}5[Cc]|&#92;|&#[xX]5[Cc];){{1,4}}\\*+)"
_PERCENT_SIGN = rf"(?:{_PERCENT}|{_BACKSLASH}u0025(?:25){{0,3}}|&#37;|&#[xX]25;)"
_AMPERSAND = rf"(?:&|{_BACKSLASH}u0026|{_PERCENT}26)(?:amp;|#38;|#[xX]26;){{0,3}}"
_BYTE = re.compile(rf"(?:{_PERCENT_SIGN}|{_BACKSLASH}x)([0-9a-fA-F]{{2}})")
_UNIT = re.compile(rf"{_BACKSLASH}[uU](?:0000)?([0-9a-fA-F]{{4}})")
_AFTER_BACKSLASH = re.compile(rf"{_BACKSLASH}([^\\])")
_LITERAL_BACKSLASHES = re.compile(rf"(?:\\|{_PERCENT}5[Cc]){{1,4}}")
_NESTED = re.compile(
    rf"\\++[uUx]|{_PERCENT}(?:5[Cc]|26)|&#(?:37|92);|&#[xX](?:25|5[Cc]);"
)
_ITSELF = re.compile("%(?:25){1,3}|&(?:amp;){1,3}")
_ESCAPE = re.compile(r"(?<!\\)\\|[%&]")
_NUMBER = re.compile(
    rf"{_AMPERSAND}#(?:0{{0,6}}([0-9]{{1,7}})|[xX]0{{0,6}}([0-9a-fA-F]{{1,6}}));?"
)
_NAME = re.compile(rf"{_AMPERSAND}([A-Za-z][A-Za-z0-9]{{1,31}};)")
_LINE_BREAK = re.compile(rf"(?:[\r\n]|{_BACKSLASH}[rn]|{_PERCENT}0[AaDd])+")
_CONTROLS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_BASE64 = {"+": "+- ", "/": "/_"}
_LONGEST_ESCAPE = 16
# Characters that a literal beginning must have before it is read step by step: this is fast.
_LOOKAHEAD = 12
_MAX_ESCAPES = 50_000

Reading = tuple[str, int]
"""A character, and where the text continues after it."""


class Reader:
    """A text, and the ways to read one character at each position."""

    __slots__ = ("_escaped", "_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._escaped: dict[int, list[Reading]] = {}
        self._starts: dict[str, list[int]] | None = None

    def escapes_of(self, chars: str) -> Iterator[int]:
        """Return the positions of escapes that may be read as one of these characters."""
        if self._starts is None:
            self._starts = {}
            for match in _ESCAPE.finditer(self.text):
                for char in {char for char, _ in self.at(match.start())}:
                    self._starts.setdefault(char, []).append(match.start())
        for char in chars:
            yield from self._starts.get(char, ())

    def at(self, place: int) -> list[Reading]:
        """Return every reading of the character at a position; empty at the end of the text."""
        char = self.text[place : place + 1]
        if not char:
            return []
        if char not in _ESCAPES:
            return [(char, place + 1)]
        if place not in self._escaped:
            self._escaped[place] = [(char, place + 1), *self._decoded(place)]
        return self._escaped[place]

    def _decoded(self, place: int) -> Iterator[Reading]:
        char, is_nested = self.text[place], _NESTED.match(self.text, place)
        if match := _ITSELF.match(self.text, place):
            width = 2 if char == "%" else 4
            yield from ((char, end) for end in range(place + 1, match.end() + 1, width))
        if char == "%" or is_nested:
            yield from self._of_bytes(place)
        if char == "&" or is_nested:
            yield from self._of_reference(place)
        if char == "\\" or is_nested:
            yield from self._of_backslash(place)
        if is_nested:
            yield from self._of_unit(place)

    def _of_backslash(self, place: int) -> Iterator[Reading]:
        if match := _AFTER_BACKSLASH.match(self.text, place):
            yield match[1], match.end()
            yield _CONTROLS.get(match[1], match[1]), match.end()
            if match[1] == "%":
                yield from self._of_bytes(match.start(1))
        if match := _LITERAL_BACKSLASHES.match(self.text, place):
            yield from (("\\", end) for end in range(place + 1, match.end() + 1))

    def _of_bytes(self, place: int) -> Iterator[Reading]:
        """Read one character from its UTF-8 bytes, or from one byte of Latin-1."""
        data, end = b"", place
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

    def _of_unit(self, place: int) -> Iterator[Reading]:
        match = _UNIT.match(self.text, place)
        if match is None:
            return
        yield chr(int(match[1], 16)), match.end()
        if low := _UNIT.match(self.text, match.end()):
            pair = bytes.fromhex(match[1] + low[1]).decode("utf-16-be", "replace")
            if len(pair) == 1:
                yield pair, low.end()

    def _of_reference(self, place: int) -> Iterator[Reading]:
        if match := _NUMBER.match(self.text, place):
            number = int(match[1]) if match[1] else int(match[2], 16)
            if number < 0x110000:
                yield chr(number), match.end()
        if match := _NAME.match(self.text, place):
            from html import unescape

            char = unescape(f"&{match[1]}")
            if len(char) == 1:
                yield char, match.end()


def is_searchable(text: str) -> bool:
    """Return False if a text has so many escapes that reading all of them would take seconds."""
    return sum(map(text.count, _ESCAPES)) <= _MAX_ESCAPES


class Form:
    """A secret as a row of characters to search for; at each step one of several is accepted."""

    __slots__ = ("_may_wrap", "_starts", "_steps")

    def __init__(self, steps: Iterable[str], may_wrap: bool = False) -> None:
        self._steps = tuple(steps)
        self._may_wrap = may_wrap
        """Line breaks may be anywhere inside."""
        first, *others = map(re.escape, self._steps[:_LOOKAHEAD])
        escapes = re.escape(_ESCAPES) + ("\r\n" if may_wrap else "")
        ahead = ""
        for chars in reversed(others):
            ahead = f"(?:[{chars}]{ahead}|[{escapes}]|\\Z)"
        self._starts = re.compile(f"[{first}](?={ahead})")

    def spans(self, reader: Reader, is_cut: bool) -> Iterator[tuple[int, int]]:
        """Return where the secret begins and ends.

        Args:
            reader: the text.
            is_cut: the end of the text is missing, so the beginning of the secret counts at its end.
        """
        end, escapes = 0, reader.escapes_of(self._steps[0])
        literals = (match.start() for match in self._starts.finditer(reader.text))
        for start in sorted({*escapes, *literals}):
            stop = self._end(reader, start, is_cut) if start >= end else 0
            if stop:
                yield start, stop
                end = stop

    def _end(self, reader: Reader, start: int, is_cut: bool) -> int:
        """Return where the secret ends that begins at `start`; 0 if none does."""
        places = {start}
        for count, accepted in enumerate(self._steps):
            if is_cut and count >= SHORTEST and _may_end(reader.text, places):
                return len(reader.text)
            if self._may_wrap and count:
                places |= set(_after_line_breaks(reader.text, places))
            places = {
                end
                for place in places
                for char, end in reader.at(place)
                if char in accepted
            }
            if not places:
                return 0
        return max(places)


def forms_of(secret: str) -> Iterator[Form]:
    """Return the forms of one secret: its text, and its base64 at each alignment."""
    yield Form(" +" if char == " " else char for char in secret)
    data = secret.encode("utf-8", "surrogatepass")
    for shift in range(3):
        yield Form(_base64_steps(data, shift), may_wrap=True)


def _base64_steps(data: bytes, shift: int) -> Iterator[str]:
    """Return the accepted characters, where `shift` other bytes come before the data.

    The first and the last character may contain bits of what is around the data.
    """
    first, last = shift * 8 // 6, -(-(shift + len(data)) * 8 // 6)
    around = (bytes([value]) for value in range(256))
    texts = [b64encode(b * shift + data + b * 2).decode()[first:last] for b in around]
    edges = {text[0] for text in texts}, {text[-1] for text in texts}
    for chars in (edges[0], *texts[0][1:-1], edges[1]):
        yield "".join(_BASE64.get(char, char) for char in chars)


def _after_line_breaks(text: str, places: set[int]) -> Iterator[int]:
    for place in places:
        if match := _LINE_BREAK.match(text, place):
            yield match.end()


def _may_end(text: str, places: set[int]) -> bool:
    """Return whether the text ends at one of the places, or in the middle of an escape there."""
    return any(
        place == len(text)
        or (text[place] in _ESCAPES and len(text) - place < _LONGEST_ESCAPE)
        for place in places
    )
