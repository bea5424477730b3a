"""Load: a file becomes a `Document`: its text, its tree, and where each node stands."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from specpress.problems import DocumentError, Place, Problem

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Step = str | int
_INT = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
QUOTED = ("'", '"', "|", ">")
_CONSTANTS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
}
_CONSTANTS |= dict.fromkeys(("true", "True", "TRUE"), True)
_CONSTANTS |= dict.fromkeys(("false", "False", "FALSE"), False)


@dataclass(slots=True)
class Document:
    """A document in memory. `uri` is its identity, `name` how it is shown."""

    uri: str
    name: str
    text: str
    tree: Any
    _nodes: yaml.Node | None = field(default=None, repr=False)

    def place(self, path: tuple[Step, ...], *, key: bool = False) -> Place:
        """Where the value at `path` stands (its key, with `key`); the nearest place that there is."""
        node = self._root()
        spot = node
        for step in path:
            found = _step(node, step)
            if found is None:
                break
            spot, node = found
        chosen = spot if key else node
        mark = chosen.start_mark if chosen is not None else None
        return Place(
            self.name, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1
        )

    def excerpt(self, line: int) -> tuple[tuple[int, str], ...]:
        """The line and its neighbours."""
        lines = self.text.splitlines()
        first, last = max(1, line - 1), min(len(lines), line + 1)
        return tuple((n, lines[n - 1]) for n in range(first, last + 1))

    def _root(self) -> yaml.Node | None:
        if self._nodes is None:
            # A tab is white space in JSON, but not in YAML; as one character it moves no column.
            self._nodes = yaml.compose(self.text.replace("\t", " "), Loader=Loader)
        return self._nodes


def load(path: Path) -> Document:
    """Read a YAML or JSON document.

    Raises:
        DocumentError: it cannot be read, is not YAML or JSON, or repeats a key; with the place.
    """
    name = _shown(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _refuse(
            name, f"cannot be read: {error.strerror}", "check the path"
        ) from error
    except UnicodeDecodeError as error:
        raise _refuse(name, "is not UTF-8 text", "save it as UTF-8") from error
    try:
        return _parse(path, name, text)
    except RecursionError as error:
        raise _refuse(name, "is nested too deeply", None) from error


def _parse(path: Path, name: str, text: str) -> Document:
    if text.lstrip()[:1] in "{[":
        try:
            tree = json.loads(text, object_pairs_hook=_unique)
            return _checked(Document(str(path), name, text, tree))
        except ValueError:
            pass_to_yaml = (
                True  # flow YAML looks like JSON: let YAML say what is wrong, and where
            )
    else:
        pass_to_yaml = False
    return _parse_yaml(path, name, text, pass_to_yaml)


def _parse_yaml(path: Path, name: str, text: str, flow: bool) -> Document:
    try:
        node = yaml.compose(text.replace("\t", " ") if flow else text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (
            Place(name, mark.line + 1, mark.column + 1) if mark else Place(name, 1, 1)
        )
        excerpt = Document(str(path), name, text, None).excerpt(place.line)
        problem = Problem(
            f"not valid {'JSON' if flow else 'YAML'}: {error.problem}",
            error.context,
            place=place,
            excerpt=excerpt,
        )
        raise DocumentError([problem]) from error
    except yaml.YAMLError as error:
        raise _refuse(name, f"is not valid YAML: {error}", None) from error
    builder = _Builder(name)
    tree = builder.build(node) if node is not None else None
    document = Document(str(path), name, text, tree, node)
    if builder.problems:
        raise DocumentError(builder.problems)
    return _checked(document)


class _Builder:
    """Builds the tree of YAML nodes with YAML 1.2's scalars."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.open: set[int] = set()

    def build(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if id(node) in self.open:
            self._refuse(node, "this alias stands inside what it repeats")
            return None
        self.open.add(id(node))
        built = self._collection(node)
        self.open.discard(id(node))
        return built

    def _collection(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item) for item in node.value]
        tree: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                self._refuse(key_node, "a key must be text")
            elif key == "<<" and key_node.tag.endswith(":merge"):
                merged = self.build(value_node)
                for entry in merged if isinstance(merged, list) else [merged]:
                    tree = {**entry, **tree} if isinstance(entry, dict) else tree
            elif key in tree:
                self._refuse(key_node, f"the key {key!r} stands twice in this mapping")
            else:
                tree[key] = self.build(value_node)
        return tree

    def _refuse(self, node: yaml.Node, message: str) -> None:
        mark = node.start_mark
        place = Place(self.name, mark.line + 1, mark.column + 1)
        self.problems.append(Problem(message, place=place))


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style in QUOTED:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.match(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    return float(text) if _FLOAT.match(text) else text


def _step(node: yaml.Node | None, step: Step) -> tuple[yaml.Node, yaml.Node] | None:
    """The key node and the value node one step deeper."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return (node.value[step], node.value[step]) if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    return None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    tree = dict(pairs)
    if len(tree) != len(pairs):
        raise ValueError("a key stands twice")
    return tree


def _checked(document: Document) -> Document:
    if not isinstance(document.tree, dict):
        raise _refuse(
            document.name,
            "is not an OpenAPI document: its root is not a mapping",
            "it must start with `openapi: 3.1.0`",
        )
    return document


def _refuse(name: str, message: str, hint: str | None) -> DocumentError:
    return DocumentError([Problem(f"{name} {message}", hint, place=Place(name, 1, 1))])


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
