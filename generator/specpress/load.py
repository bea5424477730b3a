"""Load: takes a path, a URL or "-" (standard input), gives a `Document`: its text, its tree, and places."""

from __future__ import annotations

import codecs
import difflib
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from specpress import jsontext, yamltext
from specpress.problems import DocumentError, Place, Problem, Step, excerpt, refusal
from specpress.uris import is_url, shown

STDIN = "-"
ENDINGS = (".yaml", ".yml", ".json")
BEGINNINGS = {"OpenAPI document": "openapi: 3.1.0", "overlay": "overlay: 1.0.0"}
# The first two begin with the bytes of the next two.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Places(Protocol):
    """Knows where the values of a text stand."""

    def find(self, path: tuple[Step, ...], key: bool) -> tuple[int, int]:
        """Line and column of the value at `path` (of its key), or of the nearest that there is."""
        ...


@dataclass(slots=True)
class Document:
    """A document in memory. `uri` is its identity, `name` how it is shown.

    `origin` is set where the tree is not what the text says: it knows where each value is written.
    """

    uri: str
    name: str
    text: str
    tree: Any
    places: Places = field(repr=False)
    origin: Origin | None = field(default=None, repr=False)
    notes: list[Problem] = field(default_factory=list, repr=False)
    """What is wrong with the text and was got around."""

    def place(self, path: tuple[Step, ...], *, key: bool = False) -> Place:
        """Where the value at `path` stands (its key, with `key`); the nearest place that there is."""
        written = self.written(path)
        found = written.document.places.find(written.path, key)
        return Place(written.document.name, *found)

    def excerpt(self, path: tuple[Step, ...], line: int) -> tuple[tuple[int, str], ...]:
        """A line of the document in which the value at `path` is written, and its neighbours."""
        return excerpt(self.written(path).document.text, line)

    def written(self, path: tuple[Step, ...]) -> Origin:
        """Where the value at `path` is written."""
        found = self.origin or Origin(self, ())
        for step in path:
            found = found.child(step)
        return found


@dataclass(slots=True)
class Origin:
    """Where a value is written: a document, a path in it; `below` holds what is written elsewhere."""

    document: Document
    path: tuple[Step, ...]
    below: dict[Step, Origin] = field(default_factory=dict)

    def child(self, step: Step) -> Origin:
        """Where the entry is written; a view that is thrown away."""
        return self.below.get(step) or Origin(self.document, (*self.path, step))

    def enter(self, step: Step) -> Origin:
        """The same, to be changed: it is kept."""
        return self.below.setdefault(step, Origin(self.document, (*self.path, step)))

    def copy(self) -> Origin:
        """A copy that can be changed alone."""
        below = {step: origin.copy() for step, origin in self.below.items()}
        return Origin(self.document, self.path, below)


def load(
    source: Path | str, *, kind: str = "OpenAPI document", allow_http: bool = False
) -> Document:
    """Read a YAML or JSON document.

    Raises:
        DocumentError: it cannot be read, or is not YAML or JSON; with the place.
    """
    uri, name, data = _read(str(source), allow_http)
    text = _decode(name, data)
    notes: list[Problem] = []
    tree, places = _parse(name, text, notes)
    if not isinstance(tree, dict):
        article = "an" if kind[0] in "oO" else "a"
        message = f"{name} is not {article} {kind}: its root is not a mapping"
        hint = f"it must start with `{BEGINNINGS[kind]}`"
        raise refusal(Place(name, 1, 1), message, hint)
    return Document(uri, name, text, tree, places, notes=notes)


def _read(source: str, allow_http: bool) -> tuple[str, str, bytes]:
    """The identity, the shown name and the bytes of a document."""
    if source == STDIN:
        # References in it are relative to the folder in which the command runs.
        return str(Path.cwd() / "<stdin>"), "<stdin>", sys.stdin.buffer.read()
    if is_url(source):
        from specpress.fetch import fetch

        uri, data = fetch(source, allow_http=allow_http)
        return uri, shown(uri), data
    name = shown(source)
    try:
        return str(Path(source).resolve()), name, Path(source).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{name} cannot be read: {reason[:1].lower()}{reason[1:]}"
        raise refusal(Place(name, 1, 1), message, _beside(Path(source))) from error


def _beside(path: Path) -> str:
    """What may have been meant by the path of no file."""
    try:
        there = [p.name for p in path.parent.iterdir() if p.suffix in ENDINGS]
    except (OSError, ValueError):
        there = []
    close = difflib.get_close_matches(path.name, sorted(there), 1)
    return (
        f"did you mean {shown(str(path.with_name(close[0])))}?"
        if close
        else "check the path"
    )


def _decode(name: str, data: bytes) -> str:
    """The text, in the encoding that its first bytes name; UTF-8 where they name none."""
    encoding = next((e for mark, e in MARKS if data.startswith(mark)), "utf-8-sig")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        known = data[: error.start].decode(encoding, "replace")
        place = Place(name, *jsontext.position(known, len(known)))
        said = encoding.removesuffix("-sig").upper()
        raise refusal(
            place, f"{name} is not {said} text", "save it as UTF-8"
        ) from error


def _parse(name: str, text: str, notes: list[Problem]) -> tuple[Any, Places]:
    """The tree of a text that may be JSON; what is not JSON is YAML, which may look like JSON."""
    if text.lstrip()[:1] not in ("{", "["):
        return yamltext.parse(name, text, notes)
    try:
        return jsontext.parse(name, text, notes)
    except ValueError as error:
        notes.clear()
        return _parse_flow(name, text, notes, error)


def _parse_flow(
    name: str, text: str, notes: list[Problem], fault: ValueError
) -> tuple[Any, Places]:
    """YAML that begins with a bracket; if it is not YAML either, it was meant to be JSON."""
    try:
        return yamltext.parse(name, text.replace("\t", " "), notes)
    except DocumentError as error:
        at = getattr(fault, "pos", None)
        if at is None or not error.problems[0].message.startswith("not valid YAML"):
            raise
        place = Place(name, *jsontext.position(text, at))
        reason = getattr(fault, "msg", str(fault))
        raise refusal(place, f"not valid JSON: {reason}", text=text) from fault
