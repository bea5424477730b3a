"""The table of XML schemas: the `xml` objects of the document, which `_xml_schemas.json` contains."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pkgutil import get_data
from typing import Any

from ..operation import PACKAGE

# Names of undeclared attributes and of undeclared text in JSON objects.
ATTRIBUTE, TEXT = "@", "#text"


@dataclass(frozen=True, slots=True)
class Node:
    """The node of a value in XML: an element unless `kind` has another name.

    `kind` is attribute, text, cdata, wrapped (an element with the items of an array) or none (the
    nodes of the parts of the value are placed in the parent).
    """

    name: str = ""
    """Empty for the items of an array that have the same name as the array."""
    shape: str | tuple[str, ...] = ()
    """Key of a shape in the table, or the JSON types of a scalar; empty for any value."""
    kind: str = ""
    namespace: str = ""
    prefix: str = ""
    items: str = ""
    """Name of the items of an array, if it differs from that in their shape."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The parts of a value."""

    types: tuple[str, ...] = ()
    """JSON types; empty for any value."""
    fields: Mapping[str, Node] = field(default_factory=dict)
    """Nodes of the properties of an object."""
    items: Node = Node()
    extra: Node = Node()
    """Node of undeclared properties, which have their own names."""
    required: tuple[str, ...] = ()
    """Required properties that may have no nodes: arrays without items, and empty text."""

    def name_items(self, owner: Node) -> Node:
        """Return the node of the items of an array at `owner`."""
        items = self.items
        if not owner.items and items.name:
            return items
        source = items if items.name else owner
        name = owner.items or owner.name
        return Node(name, items.shape, "", source.namespace, source.prefix)


@dataclass(frozen=True, slots=True)
class Table:
    """The schemas of XML content, by their pointers in the document."""

    roots: Mapping[str, Node]
    shapes: Mapping[str, Shape]


ANYTHING = Shape()


def find_root(key: str) -> Node:
    """Return the root of the content with a schema."""
    return load_table().roots[key]


def find_shape(node: Node) -> Shape:
    """Return the shape of the value at a node."""
    if isinstance(node.shape, str):
        return load_table().shapes[node.shape]
    return Shape(node.shape) if node.shape else ANYTHING


@cache
def load_table() -> Table:
    """Return the table: read with the first XML content."""
    return parse_table(get_data(PACKAGE, "_xml_schemas.json") or b"")


def parse_table(content: bytes) -> Table:
    """Return the table in a file."""
    table = json.loads(content)
    roots = {key: _build_node(key, entry) for key, entry in table["roots"].items()}
    shapes = {key: _build_shape(entry) for key, entry in table["shapes"].items()}
    return Table(roots, shapes)


def _build_node(name: str, entry: dict[str, Any]) -> Node:
    shape = entry.get("shape", ())
    shape = shape if isinstance(shape, str) else tuple(shape)
    fields: dict[str, Any] = {"name": name, **entry, "shape": shape}
    return Node(**fields)


def _build_shape(entry: dict[str, Any]) -> Shape:
    parts: dict[str, Any] = {"types": tuple(entry["types"])}
    fields = entry.get("fields", {})
    parts["fields"] = {key: _build_node(key, node) for key, node in fields.items()}
    parts["required"] = tuple(entry.get("required", ()))
    for part in ("items", "extra"):
        if part in entry:
            parts[part] = _build_node("", entry[part])
    return Shape(**parts)
