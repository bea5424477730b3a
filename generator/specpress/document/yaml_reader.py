"""Parse YAML text to a tree, with the scalars of YAML 1.2 and the position of each value.

Nodes are composed from parser events in a loop. PyYAML's composer recurses for each level,
in C with libyaml, so a deeply nested document would crash the process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.composer import ComposerError
from yaml.reader import Reader

from specpress.document.json_reader import (
    MAX_DEPTH,
    depth_error,
    duplicate_key,
    line_and_column,
    parse_float,
)
from specpress.document.lines import excerpt
from specpress.document.problems import (
    DocumentError,
    Position,
    Problem,
    Step,
    document_error,
    warning,
)

# Values that aliases may repeat, in addition to ten times what is written: a few lines of
# nested aliases can expand to billions of values.
MAX_REPEATED = 100_000

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Longer integers exceed the range of float, as `json_reader.MAX_DIGITS`.
_INT = re.compile(r"[-+]?[0-9]{1,308}\Z|0o[0-7]{1,340}\Z|0x[0-9a-fA-F]{1,255}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_UNPRINTABLE = Reader.NON_PRINTABLE
_MERGE = "tag:yaml.org,2002:merge"
_STRING = "tag:yaml.org,2002:str"
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


# Key node and value node by key or index; both are the item node in a sequence.
Entries = dict[Step, tuple[yaml.Node, yaml.Node]]


@dataclass(frozen=True, slots=True)
class YamlPositions:
    """Positions of the values of a YAML text."""

    root: yaml.Node | None
    # Entries of nodes by id: a document with many problems looks up the same nodes again.
    entries: dict[int, Entries] = field(default_factory=dict)

    def find(self, path: tuple[Step, ...], key: bool) -> tuple[int, int]:
        """Return line and column of the value at `path` (of its key), or of its nearest existing ancestor."""
        key_node = node = self.root
        for step in path:
            entry = self._find_entry(node, step)
            if entry is None:
                break
            key_node, node = entry
        chosen = key_node if key else node
        return _mark_position(chosen.start_mark) if chosen is not None else (1, 1)

    def find_text(self, path: tuple[Step, ...]) -> str | None:
        """Return the scalar at `path` as it is written; None if it is in another place."""
        node = self.root
        for step in path:
            entry = self._find_entry(node, step)
            node = entry[1] if entry is not None else None
        return node.value if isinstance(node, yaml.ScalarNode) else None

    def _find_entry(
        self, node: yaml.Node | None, step: Step
    ) -> tuple[yaml.Node, yaml.Node] | None:
        """Return the key node and value node of one entry; the last of duplicate keys."""
        if id(node) not in self.entries:
            self.entries[id(node)] = _entries(node)
        return self.entries[id(node)].get(step)


def parse(name: str, text: str, warnings: list[Problem]) -> tuple[Any, YamlPositions]:
    """Parse a YAML text; recoverable problems are added to `warnings`.

    Raises:
        DocumentError: the text is not YAML, is nested too deeply, or its aliases expand to too many values.
    """
    unprintable = _UNPRINTABLE.search(text)
    if unprintable:
        position = Position(name, *line_and_column(text, unprintable.start()))
        message = f"not valid YAML: character {unprintable[0]!r} is not allowed"
        raise document_error(position, message, code="invalid-yaml")
    try:
        root = _compose(name, text)
    except yaml.MarkedYAMLError as error:
        line, column = _mark_position(error.problem_mark or error.context_mark)
        position = Position(name, *_clip_to_text(text, line, column))
        if "maximum nesting depth" in str(error.problem):
            # Some versions of libyaml enforce a limit, and reach it while reading ahead.
            raise depth_error(position, text) from error
        message = f"not valid YAML: {error.problem}"
        raise document_error(
            position, message, error.context, text, code="invalid-yaml"
        ) from error
    builder = _TreeBuilder(name, text, warnings)
    tree = builder.build(root) if root is not None else None
    if builder.errors:
        raise DocumentError(builder.errors)
    return tree, YamlPositions(root)


def _compose(name: str, text: str) -> yaml.Node | None:
    composer = _Composer()
    for event in yaml.parse(text, Loader=Loader):
        composer.add_event(event)
        if len(composer.open) > MAX_DEPTH:
            position = Position(name, *_mark_position(event.start_mark))
            raise depth_error(position, text)
    return composer.root


class _Composer:
    """Composes nodes from parser events; an alias becomes the node of its anchor."""

    def __init__(self) -> None:
        self.root: yaml.Node | None = None
        self.open: list[yaml.Node] = []
        self.anchors: dict[str, yaml.Node] = {}

    def add_event(self, event: Any) -> None:
        """Process the next event."""
        if isinstance(event, yaml.CollectionEndEvent):
            self._close()
        elif isinstance(event, yaml.NodeEvent):
            node = self._create_node(event)
            self._append(node)
            if isinstance(event, yaml.CollectionStartEvent):
                self.open.append(node)

    def _create_node(self, event: Any) -> yaml.Node:
        if isinstance(event, yaml.AliasEvent):
            return self._resolve_alias(event)
        mark = event.start_mark
        node: yaml.Node
        if isinstance(event, yaml.ScalarEvent):
            is_plain = event.tag is None and event.style in (None, "")
            tag = _MERGE if is_plain and event.value == "<<" else event.tag or ""
            node = yaml.ScalarNode(tag, event.value, mark, None, event.style)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = yaml.SequenceNode("", [], mark)
        else:
            node = yaml.MappingNode("", [], mark)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def _resolve_alias(self, event: Any) -> yaml.Node:
        if event.anchor in self.anchors:
            return self.anchors[event.anchor]
        message = f"alias {event.anchor!r} is used before its anchor is defined"
        raise ComposerError(None, None, message, event.start_mark)

    def _append(self, node: yaml.Node) -> None:
        if self.open:
            self.open[-1].value.append(node)
        elif self.root is None:
            self.root = node
        else:
            message = "expected a single document in this file"
            raise ComposerError(None, None, message, node.start_mark)

    def _close(self) -> None:
        node = self.open.pop()
        # Keys and values of a mapping arrive as one flat list.
        if isinstance(node, yaml.MappingNode):
            flat: list[Any] = node.value
            node.value = list(zip(flat[::2], flat[1::2], strict=True))


class _TreeBuilder:
    """Builds the tree of YAML nodes with the scalars of YAML 1.2."""

    def __init__(self, name: str, text: str, warnings: list[Problem]) -> None:
        self.name = name
        self.text = text
        self.warnings = warnings
        self.errors: list[Problem] = []
        self.open: set[int] = set()
        self.built: set[int] = set()
        self.repeated = 0

    def build(self, node: yaml.Node) -> Any:
        """Return the value of a node."""
        self._check_size(node)
        if isinstance(node, yaml.ScalarNode):
            return _parse_scalar(node)
        if id(node) in self.open:
            return self._cut_recursion(node)
        self.open.add(id(node))
        value = self._build_collection(node)
        self.open.discard(id(node))
        return value

    def _check_size(self, node: yaml.Node) -> None:
        """Reject aliases that expand to too many values, or too deeply nested ones."""
        self.repeated += id(node) in self.built
        self.built.add(id(node))
        if len(self.open) > MAX_DEPTH:
            raise depth_error(self._position(node), self.text)
        limit = MAX_REPEATED + 10 * len(self.built)
        if self.repeated > limit:
            message = f"aliases expand to more than {limit:,} values"
            raise document_error(
                self._position(node), message, text=self.text, code="too-many-aliases"
            )

    def _build_collection(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item) for item in node.value]
        entries: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                self._add_error(key_node, "a key must be a string")
            elif key_node.tag == _MERGE:
                value = self.build(value_node)
                for source in value if isinstance(value, list) else [value]:
                    merged = (
                        {**source, **merged} if isinstance(source, dict) else merged
                    )
            else:
                if key in entries:
                    position = self._position(key_node)
                    self.warnings.append(duplicate_key(key, position, self.text))
                entries[key] = self.build(value_node)
        # Keys written in the mapping override merged ones (`<<`), wherever the merge key is.
        return {**merged, **entries}

    def _cut_recursion(self, node: yaml.Node) -> Any:
        """Return an empty collection for an alias inside the value that it repeats."""
        message = "value contains an alias to itself; the alias is read as empty"
        hint = "use `$ref` for recursive schemas"
        self.warnings.append(
            warning(
                message, hint, self._position(node), self.text, code="recursive-alias"
            )
        )
        return [] if isinstance(node, yaml.SequenceNode) else {}

    def _add_error(self, node: yaml.Node, message: str) -> None:
        position = self._position(node)
        lines = excerpt(self.text, position.line)
        self.errors.append(
            Problem(message, position=position, excerpt=lines, code="invalid-yaml")
        )

    def _position(self, node: yaml.Node) -> Position:
        return Position(self.name, *_mark_position(node.start_mark))


def _parse_scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style not in (None, "") or node.tag == _STRING:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.match(text):
        # int() with base 0 rejects leading zeros, which YAML 1.2 reads as decimal.
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    return parse_float(text) if _FLOAT.match(text) else text


def _entries(node: yaml.Node | None) -> Entries:
    """Return the entries of a collection, by key or index."""
    if isinstance(node, yaml.SequenceNode):
        return {index: (item, item) for index, item in enumerate(node.value)}
    if not isinstance(node, yaml.MappingNode):
        return {}
    # Keys written in the mapping override merged ones.
    merged = [value for key, value in node.value if key.tag == _MERGE]
    sources = [s for v in merged for s in (v.value if _is_list(v) else [v])]
    mappings = [s.value for s in reversed(sources) if isinstance(s, yaml.MappingNode)]
    return {
        key.value: (key, value)
        for pairs in (*mappings, node.value)
        for key, value in pairs
        if isinstance(key, yaml.ScalarNode)
    }


def _is_list(node: yaml.Node) -> bool:
    return isinstance(node, yaml.SequenceNode)


def _clip_to_text(text: str, line: int, column: int) -> tuple[int, int]:
    """Return the position, or the end of the text if the position is beyond it."""
    lines = text.splitlines() or [""]
    return (line, column) if line <= len(lines) else (len(lines), len(lines[-1]) + 1)


def _mark_position(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
