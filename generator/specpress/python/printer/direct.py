"""Lay out the usual long statements in one pass over their text.

The other modules of this package lay out every statement, but slowly. The functions here return
None for any statement whose layout depends on more than one pair of brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from specpress.python.source_text import MAX_WIDTH

_STRING = re.compile(r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"')
# Text outside of strings that only the other modules lay out.
_UNUSUAL = re.compile(
    r"""[^\w .,:="$|*()\[\]{}]|==|:=|,[ ]*[)\]}]|[)\]}][.(\[]|\$[ ]*[bBfFrRuU]*"|\*[ ]
    |(?<!,[ ])(?<![(\[{*])\*
    |\b(?:if|else|for|in|is|and|or|not|lambda|await|yield|from|async)\b""",
    re.VERBOSE,
)
_ONE_TUPLE = re.compile(r"(?<=[=( ])(\((?:[^(),\[\]{}]|\([^()]*\))*),\)")
_BRACKET_OR_DELIMITER = re.compile(r"[()\[\]{},|]")
_BRACKET = re.compile(r"[()\[\]{}]")
_WORD = re.compile(r"return (?:await )?|await |raise |class |@|")
_VALUE = re.compile(r"[\w.]+[(\[]|[\[{]")
_FUNCTION = re.compile(r"[\w.]+\(")
_TARGET = re.compile(r"[\w.]+(?:: (?=\w)| = (?!\())")
# Assignments of a name or a string, and of None to an optional field, in masked text.
_ATOM = re.compile(r"([\w.]+(?:: [\w.]+)?) = ([\w.]+|\"+\$)")
_OPTIONAL = re.compile(r"(\w+): ([\w.]+(?:\[[\w.]+\])? \| None) = None")
_SIMPLE_VALUE = re.compile(r" = [\w.]+")
_IMPORT = re.compile(r"from [\w.]+ import (?=\(?[\w, ]+\)?$)")
_DEFINITION = re.compile(r"(?:async )?def \w+\(")
# The first line of an annotated call with an argument per line.
_CALL = re.compile(r"(\w+: [\w.]+\[)([\w.\[\], |]+)\] = ([\w.]+\()")
_RETURN = re.compile(r"\)(?: -> [\w.\[\], |]*[\w\]])?:(?: \.\.\.)?")
_STATEMENT = re.compile(
    r"(?:if|elif|else|while|with|for|async|try|except|finally|del|assert|import|from|global"
    r"|nonlocal|not|lambda|yield|def|pass|break|continue|(?:match|case|type|print|exec)(?!: | = ))\b"
)


class _UnusualError(Exception):
    """A statement that has no direct layout."""


def _mask(string: re.Match[str]) -> str:
    """Return quotes of the length of a string, with a last `$`."""
    return '"' * (len(string[0]) - 1) + "$"


class _Text:
    """A statement, and the same text with masked strings."""

    __slots__ = ("masked", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.masked = text
        if "$" in text and "$" in _STRING.sub("", text):
            raise _UnusualError
        if '"' in text:
            self.masked = _STRING.sub(_mask, text)

    def check(self, start: int, end: int) -> None:
        """Raise an error if a range has unusual text."""
        match = _UNUSUAL.search(self.masked, start, end)
        if not match:
            return
        # Twice: tuples of security schemes are nested.
        rest = _ONE_TUPLE.sub(r"\1)", self.masked[start:end])
        if _UNUSUAL.search(_ONE_TUPLE.sub(r"\1)", rest)):
            raise _UnusualError

    def closer(self, opener: int) -> int:
        """Return the position of the bracket that closes another."""
        depth = 0
        for match in _BRACKET.finditer(self.masked, opener):
            depth += 1 if match[0] in "([{" else -1
            if not depth:
                return match.start()
        raise _UnusualError

    def body(self, opener: int, closer: int, indent: int) -> list[str]:
        """Return the lines inside brackets."""
        if closer - opener < 2:
            raise _UnusualError
        before = self.masked[opener - 1] if opener else " "
        is_atom = not (before.isalnum() or before in "_$])")
        return self.items(opener + 1, closer, indent + 4, is_atom)

    def items(self, start: int, end: int, indent: int, is_atom: bool) -> list[str]:
        """Return the lines of the elements in a range, on one line if they fit."""
        is_short = indent + end - start <= MAX_WIDTH
        if is_short and not is_atom:
            return [" " * indent + self.text[start:end]]
        commas, unions = self.delimiters(start, end)
        if not commas or commas == [end - 1]:
            if is_short:
                return [" " * indent + self.text[start:end]]
            return self._element(start, end, indent, unions)
        lines: list[str] = []
        pad = " " * indent
        if commas[-1] != end - 1:
            commas.append(end)
        for comma in commas:
            if indent + comma + 1 - start <= MAX_WIDTH:
                lines.append(f"{pad}{self.text[start:comma]},")
            else:
                inside = [union for union in unions if start < union < comma]
                lines += self._element(start, comma, indent, inside, ",")
            start = comma + 1
            if self.text[start : start + 1] == " ":
                start += 1
        return lines

    def delimiters(self, start: int, end: int) -> tuple[list[int], list[int]]:
        """Return the positions of the commas and of the operators `|` outside of brackets."""
        commas: list[int] = []
        unions: list[int] = []
        depth = 0
        for match in _BRACKET_OR_DELIMITER.finditer(self.masked, start, end):
            text = match[0]
            if text in "([{":
                depth += 1
            elif text in ")]}":
                depth -= 1
            elif not depth:
                (commas if text == "," else unions).append(match.start())
        return commas, unions

    def _element(
        self, start: int, end: int, indent: int, unions: list[int], comma: str = ""
    ) -> list[str]:
        """Return the lines of an element that is too long."""
        if unions:
            return self.union(start, end, indent, unions, comma)
        match = _BRACKET.search(self.masked, start, end)
        if not match:
            return [f"{' ' * indent}{self.text[start:end]}{comma}"]
        opener = match.start()
        closer = self.closer(opener)
        tail = self.text[closer:end]
        if tail[1:] not in ("", ",") or indent + opener + 1 - start > MAX_WIDTH:
            raise _UnusualError
        pad = " " * indent
        body = self.body(opener, closer, indent)
        return [f"{pad}{self.text[start : opener + 1]}", *body, f"{pad}{tail}{comma}"]

    def union(
        self, start: int, end: int, indent: int, unions: list[int], comma: str = ""
    ) -> list[str]:
        """Return one line for each member of a union."""
        pad = " " * indent
        bounds = [start, *unions, end]
        pairs = pairwise(bounds)
        lines = [pad + self.text[left:right].rstrip() for left, right in pairs]
        lines[-1] += comma
        if max(map(len, lines)) > MAX_WIDTH:
            raise _UnusualError
        return lines


def lay_out_directly(line: str, indent: int, scope: str) -> list[str] | None:
    """Return the lines of a usual statement or element, None for others."""
    if scope == "parameters" or not line.isascii():
        return None
    try:
        if "\n" in line:
            return None if scope else _open_call(line.split("\n"), indent)
        source = _Text(line.strip())
        if scope:
            source.check(0, len(source.text))
            return source.items(0, len(source.text), indent, is_atom=False)
        lines = list(_statement(source, indent))
    except _UnusualError:
        return None
    is_import = source.text.startswith("from ")
    is_short = max(len(lines[0]), len(lines[-1])) <= MAX_WIDTH
    return lines if is_import or is_short else None


def _open_call(lines: list[str], indent: int) -> list[str]:
    """Split the first line of an annotated call with an argument per line."""
    pad = " " * indent
    first, *arguments, last = lines
    match = _CALL.fullmatch(first, indent)
    if not match or last != f"{pad})":
        raise _UnusualError
    target, annotation, function = match.groups()
    head = f"{pad}{target}{annotation}] = ("
    if len(head) <= MAX_WIDTH:
        inner = _arguments(arguments, indent, indent + 8)
        return [head, f"{pad}    {function}", *inner, f"{pad}    )", last]
    if "," in annotation or indent + max(len(target), len(annotation) + 4) > MAX_WIDTH:
        raise _UnusualError
    inner = _arguments(arguments, indent, indent + 4)
    head = f"{pad}{target}"
    return [head, f"{pad}    {annotation}", f"{pad}] = {function}", *inner, last]


def _arguments(lines: list[str], old_indent: int, indent: int) -> Iterator[str]:
    """Lay out arguments, one per line, at another indentation."""
    pad = " " * (old_indent + 4)
    for line in lines:
        text = line.removeprefix(pad)
        if text[:1] in (" ", "") or len(text) == len(line) or text[-1] != ",":
            raise _UnusualError
        source = _Text(text)
        source.check(0, len(text))
        yield from source.items(0, len(text), indent, is_atom=False)


def _statement(source: _Text, indent: int) -> Iterator[str]:
    masked = source.masked
    match = _DEFINITION.match(masked)
    if match:
        return _definition(source, indent, match.end() - 1)
    match = _IMPORT.match(masked)
    if match:
        return _import(source, indent, match.end())
    if _STATEMENT.match(masked):
        raise _UnusualError
    match = _WORD.match(masked)
    start = match.end() if match else 0
    source.check(start, len(masked))
    if not start:
        target = _TARGET.match(masked)
        if target:
            return _assignment(source, indent, target)
    return _trailer(source, indent, start)


def _trailer(source: _Text, indent: int, start: int) -> Iterator[str]:
    """Split at the brackets at the end of a value."""
    match = _VALUE.match(source.masked, start)
    if not match:
        raise _UnusualError
    opener = match.end() - 1
    closer = source.closer(opener)
    tail = source.text[closer:]
    if tail[1:] != (":" if source.text.startswith("class ") else ""):
        raise _UnusualError
    return _bracketed(source, indent, opener, closer)


def _bracketed(source: _Text, indent: int, opener: int, closer: int) -> Iterator[str]:
    pad = " " * indent
    yield pad + source.text[: opener + 1]
    yield from source.body(opener, closer, indent)
    yield pad + source.text[closer:]


def _assignment(source: _Text, indent: int, target: re.Match[str]) -> Iterator[str]:
    masked, start = source.masked, target.end()
    atom = _ATOM.fullmatch(masked)
    if atom and indent + 4 + max(map(len, atom.groups())) <= MAX_WIDTH:
        return _parenthesized(source, indent, atom.start(2), [])
    optional = _OPTIONAL.fullmatch(masked)
    if optional:
        return _optional(source, indent, optional)
    if masked[start - 2] == "=":
        return _value(source, indent, start)
    equal = masked.find(" = ", start)
    match = _VALUE.match(masked, start, equal if equal >= 0 else len(masked))
    if match:
        closer = source.closer(match.end() - 1)
        if closer + 1 == len(masked):
            return _bracketed(source, indent, match.end() - 1, closer)
        if equal == closer + 1 and _SIMPLE_VALUE.fullmatch(masked, equal):
            if indent + equal + 3 < MAX_WIDTH:
                return _parenthesized(source, indent, equal + 3, [])
            return _bracketed(source, indent, match.end() - 1, closer)
        if equal == closer + 1 and _is_call_too_long(source, indent, equal):
            return _annotated_call(source, indent, match.end() - 1, equal)
    if equal < 0:
        raise _UnusualError
    return _value(source, indent, equal + 3)


def _is_call_too_long(source: _Text, indent: int, equal: int) -> bool:
    """Return whether the value is a call that does not begin on the line of its target."""
    call = _FUNCTION.match(source.masked, equal + 3)
    if not call or source.closer(call.end() - 1) + 1 != len(source.text):
        return False
    return indent + call.end() > MAX_WIDTH


def _annotated_call(
    source: _Text, indent: int, opener: int, equal: int
) -> Iterator[str]:
    """Put a call in parentheses, or else split the annotation before it."""
    pad, start = " " * indent, equal + 3
    if indent + start < MAX_WIDTH:
        yield f"{pad}{source.text[:start]}("
        yield from _call(source, indent + 4, start, start)
        yield pad + ")"
        return
    yield pad + source.text[: opener + 1]
    yield from source.body(opener, equal - 1, indent)
    yield from _call(source, indent, equal - 1, start)


def _call(source: _Text, indent: int, start: int, function: int) -> Iterator[str]:
    """Return the lines of a call at the end of a statement, with the text before it."""
    pad, end = " " * indent, len(source.text)
    if indent + end - start <= MAX_WIDTH:
        yield pad + source.text[start:]
        return
    opener = source.masked.index("(", function)
    yield pad + source.text[start : opener + 1]
    yield from source.body(opener, end - 1, indent)
    yield pad + ")"


def _optional(source: _Text, indent: int, match: re.Match[str]) -> Iterator[str]:
    """Put the default None in parentheses, or else the annotation."""
    if indent + match.end(2) + len(" = (") <= MAX_WIDTH:
        return _parenthesized(source, indent, match.start(2) + len(match[2]) + 3, [])
    if indent + 4 + max(map(len, match.groups())) > MAX_WIDTH:
        raise _UnusualError
    return _annotation(source, indent, match)


def _annotation(source: _Text, indent: int, match: re.Match[str]) -> Iterator[str]:
    pad = " " * indent
    yield f"{pad}{match[1]}: ("
    yield f"{pad}    {match[2]}"
    yield f"{pad}) = None"


def _value(source: _Text, indent: int, start: int) -> Iterator[str]:
    """Split the value of an assignment."""
    commas, unions = source.delimiters(start, len(source.text))
    if commas or len(unions) == 1:
        raise _UnusualError
    if unions:
        return _parenthesized(source, indent, start, unions)
    return _trailer(source, indent, start)


def _parenthesized(
    source: _Text, indent: int, start: int, unions: list[int]
) -> Iterator[str]:
    """Put a value in parentheses."""
    pad, end = " " * indent, len(source.text)
    yield f"{pad}{source.text[:start]}("
    if indent + 4 + end - start <= MAX_WIDTH:
        yield f"{pad}    {source.text[start:]}"
    else:
        yield from source.union(start, end, indent + 4, unions)
    yield pad + ")"


def _import(source: _Text, indent: int, start: int) -> Iterator[str]:
    """Put each imported name on a line, unless they fit without their parentheses."""
    pad = " " * indent
    names = source.text[start:].strip("(), ")
    if indent + start + len(names) <= MAX_WIDTH:
        raise _UnusualError
    yield f"{pad}{source.text[:start]}("
    for name in names.split(","):
        yield f"{pad}    {name.strip()},"
    yield pad + ")"


def _definition(source: _Text, indent: int, opener: int) -> Iterator[str]:
    """Split at the parentheses of the parameters."""
    closer = source.closer(opener)
    if ": (" in source.masked or not _RETURN.fullmatch(source.masked, closer):
        raise _UnusualError
    source.check(opener + 1, closer)
    commas, _ = source.delimiters(opener + 1, closer)
    pad = " " * indent
    yield pad + source.text[: opener + 1]
    if commas:
        lines = source.body(opener, closer, indent)
    elif opener + 1 < closer and "," not in source.masked[opener:closer]:
        lines = [f"{pad}    {source.text[opener + 1 : closer]},"]
    else:
        raise _UnusualError
    # A parameter that is too long can have parentheses around its annotation.
    is_complete = len(lines) in (1, len(commas) + 1)
    if not is_complete or max(map(len, lines)) > MAX_WIDTH:
        raise _UnusualError
    yield from lines
    yield pad + source.text[closer:]
