"""Conversion of XML to JSON values; document type declarations, and so entities, are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from ..json.json import loads
from ..response_reader import decode_text
from .codec import InvalidDataError, invalid_data
from .xml_schemas import ATTRIBUTE, TEXT, Node, Shape, find_shape

MAX_DEPTH = 100
_EXCERPT_LENGTH = 200
_BOOLEANS = {"true": True, "false": False, "1": True, "0": False}
# Bounded, as `int` limits the length of its argument.
_INTEGER = re.compile(r"[+-]?[0-9]{1,1000}")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,999})(\.[0-9]+)?([eE][+-]?[0-9]+)?")


@dataclass(slots=True)
class Element:
    """An element; names without their prefixes."""

    name: str
    namespace: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    is_nil: bool = False

    @property
    def text(self) -> str:
        """The text directly in the element."""
        return "".join(self.texts)


def read_xml(root: Node, content: bytes, content_type: str) -> Any:
    """Return the JSON value of an XML document.

    Raises:
        InvalidDataError: the content is not XML, has a document type declaration, or is nested too
            deeply.
    """
    try:
        return read_element(root, _parse(content, content_type))
    except InvalidDataError:
        raise
    except (expat.ExpatError, ValueError, LookupError):
        excerpt = content[:_EXCERPT_LENGTH].decode("utf-8", "replace")
        raise invalid_data("XML", excerpt) from None


def _parse(content: bytes, content_type: str) -> Element:
    encoding = None
    if "charset" in content_type.lower():
        # The charset of the media type takes precedence over that of the XML declaration.
        content, encoding = decode_text(content, content_type).encode(), "utf-8"
    builder, parser = _Builder(), expat.ParserCreate(encoding)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.add_text
    parser.Parse(content, True)
    return builder.root.children[0]


def _refuse_doctype(*declaration: Any) -> None:
    raise invalid_data("XML without a document type declaration", "<!DOCTYPE")


class _Builder:
    """Builds the elements from the events of the parser."""

    def __init__(self) -> None:
        self.root = Element("", "", {})
        self._open = [self.root]
        # Namespaces by prefix, the innermost last; and the prefixes that each open element declares.
        self._namespaces: dict[str, list[str]] = {}
        self._declared: list[list[str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Add an element.

        Raises:
            InvalidDataError: the element is nested too deeply.
        """
        if len(self._open) > MAX_DEPTH:
            raise invalid_data("XML nested less deeply", name)
        declared = [n for n in attributes if n == "xmlns" or n.startswith("xmlns:")]
        for key in declared:
            prefix = key.partition(":")[2]
            self._namespaces.setdefault(prefix, []).append(attributes[key])
        prefix, _, local = name.rpartition(":")
        namespace = self._namespaces.get(prefix, [""])[-1]
        element = Element(local, namespace, attributes)
        element.is_nil = attributes.get("xsi:nil") in ("true", "1")
        self._open[-1].children.append(element)
        self._open.append(element)
        self._declared.append(declared)

    def end(self, name: str) -> None:
        """Close the element."""
        self._open.pop()
        for key in self._declared.pop():
            prefix = key.partition(":")[2]
            self._namespaces[prefix].pop()
            if not self._namespaces[prefix]:
                del self._namespaces[prefix]

    def add_text(self, text: str) -> None:
        """Add text to the element."""
        self._open[-1].texts.append(text)


def read_element(node: Node, element: Element) -> Any:
    """Return the value of an element."""
    if element.is_nil:
        return None
    shape, text = find_shape(node), element.text
    if not shape.types:
        return _read_anything(element)
    is_blank = not text.strip()
    has_parts = bool(element.children or _list_attributes(element))
    has_text = any(n.kind in ("text", "cdata") for n in shape.fields.values())
    is_text = not (has_parts or has_text) and _takes_text(shape, is_blank)
    if "object" in shape.types and not is_text:
        return _read_object(shape, element)
    if "array" in shape.types and not is_text:
        items = shape.name_items(node)
        return [read_element(items, child) for child in element.children]
    return read_text(text, shape.types)


def _takes_text(shape: Shape, is_blank: bool) -> bool:
    """Return whether an element without parts is text: also if text contradicts its schema."""
    return not is_blank or not {"object", "array"} >= {*shape.types} - {"null"}


def _read_anything(element: Element) -> Any:
    """Return the value of an element without a schema: text, or an object of its parts."""
    value: dict[str, Any] = {}
    for name, text in _list_attributes(element).items():
        value[f"{ATTRIBUTE}{name}"] = text
    for child in element.children:
        _add_part(value, (child.name,), read_element(Node(), child), False)
    if not value:
        return element.text
    return value | ({TEXT: element.text} if element.text.strip() else {})


def _list_attributes(element: Element) -> dict[str, str]:
    """Return the attributes that are neither declarations of namespaces nor for all XML."""
    reserved = ("xmlns:", "xsi:", "xml:")
    return {
        name: text
        for name, text in element.attributes.items()
        if name != "xmlns" and not name.startswith(reserved)
    }


@dataclass(frozen=True, slots=True)
class _Part:
    """A node inside an element, with the keys of its value; `is_item` if it is repeated."""

    keys: tuple[str, ...]
    node: Node
    is_item: bool = False

    @property
    def name(self) -> str:
        """Name without prefix."""
        return self.node.name.rpartition(":")[2]


def _list_parts(shape: Shape, keys: tuple[str, ...] = ()) -> Iterator[_Part]:
    """Yield the nodes inside an element."""
    for key, node in shape.fields.items():
        path, inner = (*keys, key), find_shape(node)
        is_placed = node.kind in ("", "none")
        if is_placed and "array" in inner.types:
            yield _Part(path, inner.name_items(node), is_item=True)
        elif node.kind == "none" and inner.fields:
            yield from _list_parts(inner, path)
        else:
            yield _Part(path, node)


def _read_object(shape: Shape, element: Element) -> dict[str, Any]:
    parts, value = [*_list_parts(shape)], dict[str, Any]()
    _read_attributes(value, parts, shape, element)
    for part in parts:
        if part.node.kind in ("text", "cdata") and element.text.strip():
            types = find_shape(part.node).types
            _add_part(value, part.keys, read_text(element.text, types), False)
    children = [part for part in parts if part.node.kind in ("", "wrapped", "none")]
    for child in element.children:
        match = _find_part(children, child, value)
        if match is None:
            extra = read_element(shape.extra, child)
            _add_part(value, (child.name,), extra, False)
        else:
            item = read_element(match.node, child)
            _add_part(value, match.keys, item, match.is_item)
    for key in shape.required:
        value.setdefault(key, element.text if shape.fields[key].kind else [])
    return value


def _read_attributes(
    value: dict[str, Any], parts: list[_Part], shape: Shape, element: Element
) -> None:
    """Add the values of attributes; the items of an array are separated by blanks."""
    undeclared = _list_attributes(element)
    for part in parts:
        if part.node.kind != "attribute":
            continue
        names = [part.node.name, *(n for n in undeclared if _local(n) == part.name)]
        name = next((n for n in names if n in element.attributes), None)
        if name is not None:
            undeclared.pop(name, None)
            text = element.attributes[name]
            _add_part(value, part.keys, _read_attribute(part.node, text), False)
    for name, text in undeclared.items():
        value[f"{ATTRIBUTE}{name}"] = _read_attribute(shape.extra, text)


def _read_attribute(node: Node, text: str) -> Any:
    shape = find_shape(node)
    if "array" in shape.types:
        types = find_shape(shape.items).types
        return [read_text(item, types) for item in text.split()]
    return read_text(text, shape.types)


def _find_part(
    parts: list[_Part], child: Element, value: dict[str, Any]
) -> _Part | None:
    """Return the part of a child: by name, then by namespace, then the first without a value."""
    matches = [part for part in parts if part.name == child.name]
    if len(matches) > 1:
        same = [part for part in matches if part.node.namespace == child.namespace]
        matches = same or matches
        free = [p for p in matches if p.is_item or p.keys[0] not in value]
        matches = free or matches
    return matches[0] if matches else None


def _add_part(
    value: dict[str, Any], keys: tuple[str, ...], item: Any, is_item: bool
) -> None:
    """Add a value; values of a repeated element become a list."""
    *parents, key = keys
    for parent in parents:
        inner = value.setdefault(parent, {})
        if not isinstance(inner, dict):  # of an undeclared element with this name
            inner = value[parent] = {TEXT: inner}
        value = inner
    if key not in value:
        value[key] = [item] if is_item else item
        return
    if not isinstance(value[key], list):
        value[key] = [value[key]]
    # Appended, as many copies would take quadratic time.
    value[key].append(item)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def read_text(text: str, types: tuple[str, ...]) -> Any:
    """Return the value of a text by the JSON types that it may have; else the text itself."""
    plain = text.strip()
    if "boolean" in types and plain in _BOOLEANS:
        is_digit = plain in ("0", "1")
        if not is_digit or not {"integer", "number"} & {*types}:
            return _BOOLEANS[plain]
    if {"integer", "number"} & {*types}:
        if _NUMBER.fullmatch(plain):
            return loads(plain)
        if _INTEGER.fullmatch(plain):
            return int(plain)
    is_null = plain == "null" or not plain
    return None if "null" in types and "string" not in types and is_null else text
