"""Parse regular expressions in the syntax of ECMA-262, with the extensions of validators."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from specpress.samples.patterns import characters
from specpress.samples.patterns.characters import Characters

MAX_REPETITIONS = 100_000
ESCAPED_CLASSES: dict[str, Characters] = {
    "d": characters.DIGITS,
    "D": characters.complement(characters.DIGITS),
    "w": characters.WORD,
    "W": characters.complement(characters.WORD),
    "s": characters.SPACE,
    "S": characters.complement(characters.SPACE),
}
CONTROLS = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "0": 0, "a": 7, "e": 27}
# Anchors by their escapes.
ANCHORS = {"A": "start", "z": "end", "Z": "end", "b": "boundary", "B": "no boundary"}
GROUPS = (
    ("(?<=", "behind"),
    ("(?<!", "not behind"),
    ("(?=", "ahead"),
    ("(?!", "not ahead"),
    ("(?:", "group"),
    ("(?>", "group"),
)
_NAMED_GROUP = re.compile(r"\(\?P?<([A-Za-z_$][\w$]*)>")
_FLAGS = re.compile(r"\(\?([a-z]*)(?:-[a-z]+)?([:)])")
_QUANTIFIER = re.compile(r"(?:([*+?])|\{(\d+)(,?)(\d*)\})[?+]?")
_PROPERTY = re.compile(r"[pP](?:\{(\^?)([\w=]+)\}|([A-Z]))")
_CODE = re.compile(
    r"u\{([0-9A-Fa-f]+)\}|x\{([0-9A-Fa-f]+)\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})"
)
_REFERENCE = re.compile(r"([1-9]\d*)|k<([^>]+)>")
_LIMITS = {"*": (0, None), "+": (1, None), "?": (0, 1)}


class UnsupportedPattern(ValueError):
    """The pattern has syntax that is not supported."""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a pattern.

    Attributes:
        kind: ``set``, ``sequence``, ``choice``, ``repeat``, ``capture``, ``reference``, the
            kind of an anchor (``start``, ``end``, ``boundary``, ``no boundary``) or of a lookaround.
        number: The number of a capture or of the referenced capture.
    """

    kind: str
    parts: tuple[Node, ...] = ()
    characters: Characters = ()
    least: int = 0
    most: int | None = None
    number: int = 0

    @property
    def has_assertions(self) -> bool:
        """Whether the match depends on the text around it."""
        plain = ("set", "sequence", "choice", "repeat", "capture")
        return self.kind not in plain or any(p.has_assertions for p in self.parts)


def parse(pattern: str) -> Node:
    """Parse a pattern.

    Raises:
        UnsupportedPattern: The syntax is invalid or not supported.
    """
    parser = _Parser(pattern)
    node = parser.parse_choice()
    if parser.position < len(pattern):
        raise UnsupportedPattern(f"unexpected ')' in {pattern!r}")
    return node


class _Parser:
    """Recursive descent over the text of a pattern."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.captures = 0
        self.names: dict[str, int] = {}
        self.ignores_case = False
        self.dot_matches_newlines = False

    # -- structure -----------------------------------------------------------------------------

    def parse_choice(self) -> Node:
        options = [self._parse_sequence()]
        while self._take("|"):
            options.append(self._parse_sequence())
        return Node("choice", tuple(options)) if len(options) > 1 else options[0]

    def _parse_sequence(self) -> Node:
        parts: list[Node] = []
        while self.position < len(self.text) and self.text[self.position] not in "|)":
            part = self._parse_atom()
            if part is not None:
                parts.append(self._parse_quantifiers(part))
        return Node("sequence", tuple(parts))

    def _parse_quantifiers(self, part: Node) -> Node:
        match = self._match(_QUANTIFIER)
        if match is None:
            return part
        if match[1]:
            least, most = _LIMITS[match[1]]
        else:
            least = int(match[2])
            most = int(match[4]) if match[4] else None if match[3] else least
        if max(least, most or 0) > MAX_REPETITIONS:
            raise UnsupportedPattern(f"too many repetitions in {self.text!r}")
        return Node("repeat", (part,), least=least, most=most)

    def _parse_atom(self) -> Node | None:
        """Parse one part; None for flags, which match nothing."""
        character = self.text[self.position]
        if character == "(":
            return self._parse_group()
        self.position += 1
        match character:
            case "[":
                return self._set(self._parse_class())
            case ".":
                excluded = () if self.dot_matches_newlines else characters.NEWLINES
                return self._set(characters.complement(excluded))
            case "^":
                return Node("start")
            case "$":
                return Node("end")
            case "\\":
                return self._parse_escape()
            case _:
                return self._set(_single(ord(character)))

    def _parse_group(self) -> Node | None:
        named = self._match(_NAMED_GROUP)
        if named is not None:
            return self._parse_capture(named[1])
        for prefix, kind in GROUPS:
            if self._take(prefix):
                inner = self._close(self.parse_choice())
                return inner if kind == "group" else Node(kind, (inner,))
        flags = self._match(_FLAGS)
        if flags is not None:
            return self._parse_flags(flags[1], flags[2] == ":")
        self.position += 1
        return self._parse_capture("")

    def _parse_capture(self, name: str) -> Node:
        self.captures += 1
        number = self.names[name] = self.captures
        return Node("capture", (self._close(self.parse_choice()),), number=number)

    def _parse_flags(self, flags: str, has_body: bool) -> Node | None:
        before = self.ignores_case, self.dot_matches_newlines
        self.ignores_case |= "i" in flags
        self.dot_matches_newlines |= "s" in flags
        if not has_body:
            return None
        inner = self._close(self.parse_choice())
        self.ignores_case, self.dot_matches_newlines = before
        return inner

    def _close(self, node: Node) -> Node:
        if not self._take(")"):
            raise UnsupportedPattern(f"missing ')' in {self.text!r}")
        return node

    # -- characters ----------------------------------------------------------------------------

    def _set(self, members: Characters) -> Node:
        if self.ignores_case:
            members = characters.ignore_case(members)
        return Node("set", characters=members)

    def _parse_escape(self) -> Node:
        anchor = ANCHORS.get(self.text[self.position : self.position + 1])
        if anchor is not None:
            self.position += 1
            return Node(anchor)
        reference = self._match(_REFERENCE)
        if reference is None:
            return self._set(self._parse_escaped_set())
        number = int(reference[1]) if reference[1] else self.names.get(reference[2], 0)
        return Node("reference", number=number)

    def _parse_escaped_set(self) -> Characters:
        named = self._match(_PROPERTY)
        if named is not None:
            members = _property(named[2] or named[3])
            is_negated = (named[0][0] == "P") != bool(named[1])
            return characters.complement(members) if is_negated else members
        code = self._match(_CODE)
        if code is not None:
            return _single(int(next(filter(None, code.groups())), 16))
        if self.position >= len(self.text):
            raise UnsupportedPattern(f"incomplete escape in {self.text!r}")
        character = self.text[self.position]
        self.position += 1
        if character == "c" and self.position < len(self.text):
            self.position += 1
            return _single(ord(self.text[self.position - 1]) % 32)
        if character in ESCAPED_CLASSES:
            return ESCAPED_CLASSES[character]
        return _single(CONTROLS.get(character, ord(character)))

    def _parse_class(self) -> Characters:
        """Parse the members of a class, after its bracket."""
        is_negated = self._take("^")
        ranges: list[tuple[int, int]] = []
        is_first = True
        while is_first or not self._take("]"):
            is_first = False
            if is_negated is False and not ranges and self._take("]"):
                break
            ranges += self._parse_members()
        members = characters.normalize(ranges)
        return characters.complement(members) if is_negated else members

    def _parse_members(self) -> Characters:
        """Parse one character, a range or an escaped class."""
        low = self._parse_member()
        is_range = self.text.startswith("-", self.position) and not (
            self.text.startswith("-]", self.position)
        )
        if not is_range or low[0][0] != low[-1][1]:
            return low
        self.position += 1
        high = self._parse_member()
        return ((low[0][0], high[-1][1]),)

    def _parse_member(self) -> Characters:
        if self.position >= len(self.text):
            raise UnsupportedPattern(f"missing ']' in {self.text!r}")
        character = self.text[self.position]
        if character == "[":
            # Only the validator knows whether this is a nested class.
            raise UnsupportedPattern(f"nested class in {self.text!r}")
        self.position += 1
        if character != "\\":
            return _single(ord(character))
        if self._take("b"):
            return _single(8)
        return self._parse_escaped_set()

    # -- text ----------------------------------------------------------------------------------

    def _take(self, text: str) -> bool:
        is_next = self.text.startswith(text, self.position)
        self.position += len(text) if is_next else 0
        return is_next

    def _match(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        match = expression.match(self.text, self.position)
        self.position = match.end() if match is not None else self.position
        return match


def _single(code: int) -> Characters:
    return ((code, code),)


def _property(name: str) -> Characters:
    try:
        return characters.unicode_property(name)
    except ValueError as error:
        raise UnsupportedPattern(str(error)) from error


def replace_captures(node: Node, texts: dict[int, str]) -> Node:
    """Return the pattern with literal texts instead of captures and references to them."""
    if node.kind in ("capture", "reference") and node.number in texts:
        literal = (Node("set", characters=_single(ord(c))) for c in texts[node.number])
        return Node("sequence", tuple(literal))
    return replace(node, parts=tuple(replace_captures(p, texts) for p in node.parts))


def list_captures(node: Node) -> dict[int, Node]:
    """Return the captures that the pattern refers to, by their numbers."""
    nodes = [*_walk(node)]
    referenced = {n.number for n in nodes if n.kind == "reference"}
    return {
        n.number: n.parts[0]
        for n in nodes
        if n.kind == "capture" and n.number in referenced
    }


def _walk(node: Node) -> list[Node]:
    return [node, *(inner for part in node.parts for inner in _walk(part))]
