"""Conversion of JSON values to XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .codec import InvalidArgumentError
from .encoders import key_step
from .parameter_values import to_text
from .xml_schemas import ATTRIBUTE, TEXT, Node, Shape, find_shape

NIL = "http://www.w3.org/2001/XMLSchema-instance"
_START = (
    ":A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
)
_NAME = re.compile(f"[{_START}][{_START}.0-9\xb7\u0300-\u036f\u203f\u2040-]*")
# Characters that XML 1.0 cannot contain, not even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", 13: "&#13;"}
_ATTRIBUTE_ESCAPES = {**_ESCAPES, ord('"'): "&quot;", 9: "&#9;", 10: "&#10;"}

# Namespaces by prefix; "" is the prefix of the default namespace.
Scope = dict[str, str]


def write_xml(root: Node, value: Any) -> str:
    """Return a JSON value as an element.

    Raises:
        InvalidArgumentError: XML cannot contain the value.
    """
    writer = _Writer()
    writer.add_element(root, value, {})
    return "".join(writer.parts)


@dataclass(slots=True)
class _Writer:
    parts: list[str] = field(default_factory=list)

    def add_element(self, node: Node, value: Any, scope: Scope) -> None:
        """Add the element of a value."""
        name, attributes, scope = _qualify(node, scope)
        shape = find_shape(node)
        if value is None:
            attributes |= {"xmlns:xsi": NIL, "xsi:nil": "true"}
        elif isinstance(value, dict):
            for attribute, key in _list_attributes(shape, value):
                with _AddStep(key_step(key)):
                    _add_attribute(attributes, attribute, value[key], scope)
        texts = (f' {n}="{t}"' for n, t in attributes.items())
        start = f"<{name}{''.join(texts)}"
        self.parts.append(f"{start}>")
        size = len(self.parts)
        self._add_content(node, shape, value, scope)
        if len(self.parts) > size:
            self.parts.append(f"</{name}>")
        else:
            self.parts[-1] = f"{start}/>"

    def _add_content(self, node: Node, shape: Shape, value: Any, scope: Scope) -> None:
        """Add the content of an element: the properties, the items, or the text."""
        if isinstance(value, dict):
            for key, item in value.items():
                with _AddStep(key_step(key)):
                    self._add_property(_find_node(shape, key), item, scope)
        elif isinstance(value, list):
            items = shape.name_items(node)
            for index, item in enumerate(value):
                with _AddStep(f"[{index}]"):
                    self.add_element(items, item, scope)
        elif value is not None and value != "":
            self.parts.append(_to_text(value).translate(_ESCAPES))

    def _add_property(self, node: Node, value: Any, scope: Scope) -> None:
        match node.kind:
            case "attribute":
                return
            case "text" | "cdata" if value is not None:
                text = _to_text(value)
                is_cdata = node.kind == "cdata"
                self.parts.append(
                    _quote_cdata(text) if is_cdata else text.translate(_ESCAPES)
                )
            case "none" if isinstance(value, (dict, list)):
                self._add_content(node, find_shape(node), value, scope)
            case "" if isinstance(value, list):
                self._add_content(node, find_shape(node), value, scope)
            case "" | "wrapped" | "none":
                self.add_element(node, value, scope)


class _AddStep:
    """Adds a step to the path of an error."""

    def __init__(self, step: str) -> None:
        self._step = step

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, kind: Any, error: object, traceback: Any) -> None:
        if isinstance(error, InvalidArgumentError):
            error.add(self._step)


def _find_node(shape: Shape, key: str) -> Node:
    """Return the node of a property; an undeclared one is named by its key.

    Raises:
        InvalidArgumentError: the key is not a name in XML.
    """
    node = shape.fields.get(key)
    if node is not None:
        return node
    if key == TEXT:
        return Node(key, kind="text")
    is_attribute = key.startswith(ATTRIBUTE)
    name = key.removeprefix(ATTRIBUTE)
    if not _NAME.fullmatch(name):
        raise InvalidArgumentError("a key that is a name in XML", key)
    return Node(name, shape.extra.shape, "attribute" if is_attribute else "")


def _list_attributes(shape: Shape, value: dict[str, Any]) -> Iterator[tuple[Node, str]]:
    """Yield the attributes of an element, with the keys of their properties."""
    for key, item in value.items():
        if item is not None and (key in shape.fields or key.startswith(ATTRIBUTE)):
            node = _find_node(shape, key)
            if node.kind == "attribute":
                yield node, key


def _add_attribute(
    attributes: dict[str, str], node: Node, value: Any, scope: Scope
) -> None:
    """Add an attribute, with the declaration of its namespace; items are separated by blanks."""
    if isinstance(value, dict):
        raise InvalidArgumentError("a value that an attribute can contain", value)
    if node.namespace and not node.prefix:
        # The default namespace does not apply to attributes.
        node = Node(node.name, (), "", node.namespace, f"ns{len(scope)}")
    name, declared, inner = _qualify(node, scope)
    scope.update(inner)
    items = value if isinstance(value, list) else [value]
    text = " ".join(map(_to_text, items))
    attributes |= {**declared, name: text.translate(_ATTRIBUTE_ESCAPES)}


def _qualify(node: Node, scope: Scope) -> tuple[str, dict[str, str], Scope]:
    """Return the name with its prefix, a declaration of the namespace if needed, and the scope."""
    prefix, namespace = node.prefix, node.namespace
    name = f"{prefix}:{node.name}" if prefix else node.name
    if not namespace:
        return (name if prefix in scope else node.name), {}, dict(scope)
    if scope.get(prefix) == namespace:
        return name, {}, dict(scope)
    declaration = f"xmlns:{prefix}" if prefix else "xmlns"
    text = namespace.translate(_ATTRIBUTE_ESCAPES)
    return name, {declaration: text}, {**scope, prefix: namespace}


def _to_text(value: Any) -> str:
    text = to_text(value)
    if _FORBIDDEN.search(text):
        raise InvalidArgumentError("text that XML can contain", value)
    return text


def _quote_cdata(text: str) -> str:
    """Return a CDATA section; what it cannot contain is outside of it."""
    inner = text.replace("]]>", "]]]]><![CDATA[>")
    inner = inner.replace("\r", "]]>&#13;<![CDATA[")
    return f"<![CDATA[{inner}]]>"
