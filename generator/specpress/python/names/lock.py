"""The names lock: a file with the name of each public part of a package, kept from run to run.

A part of the document keeps its Python name, also if the document changes: code that uses the
package must not get another meaning after an update.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from specpress.document.problems import UsageError

HEADER = "# Python names of the parts of the document. Commit this file: specpress keeps these names.\n"
ARROW = "->"
# Maximum number of characters of a line that a message shows.
MAX_SHOWN = 200
# The kinds of lines with earlier names, which begin with a version.
EARLIER = ("removed", "renamed")
# A word without spaces and quotes, or a JSON string.
_TOKEN = re.compile(r'("[^"\\]*+(?:\\.[^"\\]*+)*+"|[^\s"]+)(?:\s+|$)')
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Longer numbers are no version.
_MAJOR = re.compile(r"[0-9]{1,64}")
_PLAIN = re.compile(r"[^\s\"\x00-\x20\x7f\u0085\u2028\u2029]+")

# A kind and the words that identify a part of this kind: ("field", "Book", "isbn-13").
Part = tuple[str, ...]
# Kinds whose first word identifies the parent; names must differ among the parts of one parent.
KINDS_WITH_PARENT = frozenset(["argument", "field", "member"])


def get_space(part: Part) -> Part:
    """Return the beginning of a part that all parts have whose names must differ from it."""
    return part[: 2 if part[0] in KINDS_WITH_PARENT else 1]


@dataclass(frozen=True, slots=True)
class EarlierName:
    """A name of an earlier version: of a part that was removed, or that has another name now."""

    part: Part
    name: str
    major: int
    """The major version of the package in which the name was replaced."""


@dataclass(slots=True)
class NamesLock:
    """The content of the file."""

    names: dict[Part, str] = field(default_factory=dict)
    removed: list[EarlierName] = field(default_factory=list)
    """Parts that the document does not contain any more; no other part takes their names."""
    renamed: list[EarlierName] = field(default_factory=list)
    """Earlier names, for which the package has deprecated aliases."""

    @property
    def is_empty(self) -> bool:
        """True if the lock has neither present nor earlier names."""
        return not (self.names or self.removed or self.renamed)

    def to_text(self) -> str:
        """Return the lines of the file, sorted."""
        lines = [
            *(_write_line("", part, name) for part, name in self.names.items()),
            *(_write_line(f"removed {f.major} ", f.part, f.name) for f in self.removed),
            *(_write_line(f"renamed {f.major} ", f.part, f.name) for f in self.renamed),
        ]
        return HEADER + "".join(f"{line}\n" for line in sorted(lines))


def parse_lock(text: str, file: str) -> NamesLock:
    """Read the content of a lock file.

    Raises:
        UsageError: a line has another form.
    """
    lock = NamesLock()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        words = _split(line)
        if not _is_entry(words):
            raise UsageError(
                f"{file}:{number}: expected `kind identity {ARROW} name`, got {line[:MAX_SHOWN]!r};"
                " restore the file from version control, or delete it to choose new names",
                code="invalid-names-lock",
            )
        _add_line(lock, words)
    return lock


def parse_part(text: str) -> Part:
    """Return the part that a text identifies as in the file: `field Book "isbn 13"`; () if it has none."""
    words = tuple(_split(text.strip()))
    return words if len(words) > 1 else ()


def parse_names(table: Mapping[str, str]) -> dict[Part, str]:
    """Return names by hand by their parts.

    Raises:
        UsageError: a key does not identify a part.
    """
    names = {}
    for key, name in table.items():
        part = parse_part(key)
        if not part:
            raise UsageError(
                f"names: {key!r} does not identify a part of the document;"
                " use the beginning of a line of the names lock, such as 'class Book'",
                code="unknown-part",
            )
        names[part] = name
    return names


def format_part(part: Part) -> str:
    """Return the text that identifies a part in the file."""
    return " ".join(map(_quote, part))


def _is_entry(words: list[str]) -> bool:
    """Return whether a line has a part and a name, which UTF-8 can encode."""
    if len(words) < 4 or words[-2] != ARROW or _SURROGATE.search("".join(words)):
        return False
    return len(words) > 5 if words[0] in EARLIER else True


def _add_line(lock: NamesLock, words: list[str]) -> None:
    *head, _, name = words
    if head[0] in EARLIER and _MAJOR.fullmatch(head[1]):
        earlier = EarlierName(tuple(head[2:]), name, int(head[1]))
        (lock.removed if head[0] == "removed" else lock.renamed).append(earlier)
    else:
        lock.names[tuple(head)] = name


def _split(line: str) -> list[str]:
    """Return the words of a line, [] if a quotation mark or an escape is not correct."""
    if '"' not in line and not line[:1].isspace():
        return line.split()
    words, position = [], 0
    while position < len(line):
        match = _TOKEN.match(line, position)
        if match is None:
            return []
        words.append(match[1])
        position = match.end()
    try:
        return [json.loads(w) if w.startswith('"') else w for w in words]
    except ValueError:
        return []


def _write_line(prefix: str, part: Part, name: str) -> str:
    return f"{prefix}{format_part(part)} {ARROW} {name}"


# Cached: a class is in the lines of all of its fields.
@lru_cache(1 << 16)
def _quote(word: str) -> str:
    """Return a word unchanged, or as a JSON string if it has spaces, quotes or control characters."""
    return word if _PLAIN.fullmatch(word) and word != ARROW else json.dumps(word)
