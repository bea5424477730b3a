"""YAML text: takes a text, gives its tree with YAML 1.2's scalars, and where each value stands in it.

Nodes are put together from the parser's events, one after the other: PyYAML's own composer calls itself
for each level, in C, where too deep a document ends the process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.composer import ComposerError
from yaml.reader import Reader

from specpress.jsontext import DEPTH, number, position, repetition, too_deep
from specpress.problems import (
    DocumentError,
    Place,
    Problem,
    Step,
    excerpt,
    refusal,
    warning,
)

REPEATS = 100_000
"""Aliases may repeat so many values, and ten times what is written: a few lines can stand for billions."""

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]{1,4000}\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_UNREADABLE = Reader.NON_PRINTABLE
_MERGE = "tag:yaml.org,2002:merge"
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


Entries = dict[Step, tuple[yaml.Node, yaml.Node]]


@dataclass(frozen=True, slots=True)
class YamlPlaces:
    """Where the values of a YAML text stand."""

    root: yaml.Node | None
    entries: dict[int, Entries] = field(default_factory=dict)
    """The entries of nodes that were looked at: many may be asked for."""

    def find(self, path: tuple[Step, ...], key: bool) -> tuple[int, int]:
        """Line and column of the value at `path` (of its key), or of the nearest that there is."""
        spot = node = self.root
        for step in path:
            found = self._entry(node, step)
            if found is None:
                break
            spot, node = found
        chosen = spot if key else node
        return _position(chosen.start_mark) if chosen is not None else (1, 1)

    def _entry(
        self, node: yaml.Node | None, step: Step
    ) -> tuple[yaml.Node, yaml.Node] | None:
        """The key node and the value node one step deeper; of a key that stands twice, the last."""
        if id(node) not in self.entries:
            self.entries[id(node)] = _entries(node)
        return self.entries[id(node)].get(step)


def parse(name: str, text: str, notes: list[Problem]) -> tuple[Any, YamlPlaces]:
    """The tree of a YAML text; `notes` takes what is wrong with it and can be got around.

    Raises:
        DocumentError: it is not YAML, is nested too deeply, or repeats itself by aliases without measure;
            with the place.
    """
    unreadable = _UNREADABLE.search(text)
    if unreadable:
        place = Place(name, *position(text, unreadable.start()))
        message = f"not valid YAML: the character {unreadable[0]!r} may not stand in it"
        raise refusal(place, message)
    try:
        root = _compose(name, text)
    except yaml.MarkedYAMLError as error:
        found = _position(error.problem_mark or error.context_mark)
        place = Place(name, *_inside(text, *found))
        if "maximum nesting depth" in str(error.problem):
            # Some versions of libyaml have a limit of their own, and meet it while looking ahead.
            raise too_deep(place, text) from error
        message = f"not valid YAML: {error.problem}"
        raise refusal(place, message, error.context, text) from error
    builder = _Builder(name, text, notes)
    tree = builder.build(root) if root is not None else None
    if builder.problems:
        raise DocumentError(builder.problems)
    return tree, YamlPlaces(root)


def _compose(name: str, text: str) -> yaml.Node | None:
    composer = _Composer()
    for event in yaml.parse(text, Loader=Loader):
        composer.take(event)
        if len(composer.open) > DEPTH:
            raise too_deep(Place(name, *_position(event.start_mark)), text)
    return composer.root


class _Composer:
    """Puts nodes together from events; an alias gives the node that it repeats."""

    def __init__(self) -> None:
        self.root: yaml.Node | None = None
        self.open: list[yaml.Node] = []
        self.anchors: dict[str, yaml.Node] = {}

    def take(self, event: Any) -> None:
        """Take the next event."""
        if isinstance(event, yaml.CollectionEndEvent):
            self._close()
        elif isinstance(event, yaml.NodeEvent):
            node = self._node(event)
            self._add(node)
            if isinstance(event, yaml.CollectionStartEvent):
                self.open.append(node)

    def _node(self, event: Any) -> yaml.Node:
        if isinstance(event, yaml.AliasEvent):
            return self._aliased(event)
        mark = event.start_mark
        node: yaml.Node
        if isinstance(event, yaml.ScalarEvent):
            plain = event.tag is None and event.style in (None, "")
            tag = _MERGE if plain and event.value == "<<" else event.tag or ""
            node = yaml.ScalarNode(tag, event.value, mark, None, event.style)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = yaml.SequenceNode("", [], mark)
        else:
            node = yaml.MappingNode("", [], mark)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def _aliased(self, event: Any) -> yaml.Node:
        if event.anchor in self.anchors:
            return self.anchors[event.anchor]
        message = f"the alias {event.anchor!r} has no anchor before it"
        raise ComposerError(None, None, message, event.start_mark)

    def _add(self, node: yaml.Node) -> None:
        if self.open:
            self.open[-1].value.append(node)
        elif self.root is None:
            self.root = node
        else:
            message = "there is a second document in this file"
            raise ComposerError(None, None, message, node.start_mark)

    def _close(self) -> None:
        node = self.open.pop()
        if isinstance(node, yaml.MappingNode):
            flat: list[Any] = node.value
            node.value = list(zip(flat[::2], flat[1::2], strict=True))


class _Builder:
    """Builds the tree of YAML nodes with YAML 1.2's scalars."""

    def __init__(self, name: str, text: str, notes: list[Problem]) -> None:
        self.name = name
        self.text = text
        self.notes = notes
        self.problems: list[Problem] = []
        self.open: set[int] = set()
        self.built: set[int] = set()
        self.repeats = 0

    def build(self, node: yaml.Node) -> Any:
        """The value of a node and of all below it."""
        self._measure(node)
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if id(node) in self.open:
            return self._endless(node)
        self.open.add(id(node))
        built = self._collection(node)
        self.open.discard(id(node))
        return built

    def _measure(self, node: yaml.Node) -> None:
        """Aliases can make much of little: refuse what is too much, or too deep."""
        self.repeats += id(node) in self.built
        self.built.add(id(node))
        if len(self.open) > DEPTH:
            raise too_deep(self._place(node), self.text)
        most = REPEATS + 10 * len(self.built)
        if self.repeats > most:
            place = self._place(node)
            message = f"aliases repeat more than {most:,} values, this one among them"
            raise refusal(place, message, text=self.text)

    def _collection(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item) for item in node.value]
        own: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                self._refuse(key_node, "a key must be text")
            elif key_node.tag == _MERGE:
                found = self.build(value_node)
                for entry in found if isinstance(found, list) else [found]:
                    merged = {**entry, **merged} if isinstance(entry, dict) else merged
            else:
                if key in own:
                    place = self._place(key_node)
                    self.notes.append(repetition(key, place, self.text))
                own[key] = self.build(value_node)
        return {**merged, **own}

    def _endless(self, node: yaml.Node) -> Any:
        """What stands for an alias inside of what it repeats: nothing is said of it."""
        message = "an alias inside of this repeats it: it ends there, empty"
        hint = "refer to it with `$ref`"
        self.notes.append(warning(message, hint, self._place(node), self.text))
        return [] if isinstance(node, yaml.SequenceNode) else {}

    def _refuse(self, node: yaml.Node, message: str) -> None:
        place = self._place(node)
        shown = excerpt(self.text, place.line)
        self.problems.append(Problem(message, place=place, excerpt=shown))

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.name, *_position(node.start_mark))


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style not in (None, ""):
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.match(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    return number(text) if _FLOAT.match(text) else text


def _entries(node: yaml.Node | None) -> Entries:
    """The entries of a collection, by key or index."""
    if isinstance(node, yaml.SequenceNode):
        return {index: (item, item) for index, item in enumerate(node.value)}
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {
        key.value: (key, value)
        for key, value in pairs
        if isinstance(key, yaml.ScalarNode)
    }


def _inside(text: str, line: int, column: int) -> tuple[int, int]:
    """The position, or the end of the text where it stands behind that."""
    lines = text.splitlines() or [""]
    return (line, column) if line <= len(lines) else (len(lines), len(lines[-1]) + 1)


def _position(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
