"""XML: takes a value, its schema and the names of schemas, gives the document as the schema's `xml` objects say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from specpress.mock.dialect import Schema, place
from specpress.mock.schemas import Schemas

_NOT_ALLOWED = re.compile(r"[^\w.-]|^(?=[^A-Za-z_])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class XmlNaming:
    """Finds what schemas say of names in XML."""

    schemas: Schemas

    def flat(
        self, schema: Schema, seen: frozenset[str] = frozenset()
    ) -> Iterator[dict[str, Any]]:
        """A schema, and those that it refers to and is made of."""
        if not isinstance(schema, dict):
            return
        yield schema
        uri = schema.get("$ref")
        if uri is not None and uri not in seen:
            yield from self.flat(self.schemas.target(uri), seen | {uri})
        for key in ("allOf", "oneOf", "anyOf"):
            for part in schema.get(key, ()):
                yield from self.flat(part, seen)

    def told(self, schema: Schema) -> dict[str, Any]:
        """The `xml` object."""
        found = (part.get("xml") for part in self.flat(schema))
        return next((xml for xml in found if isinstance(xml, dict)), {})

    def root(self, schema: Schema) -> str:
        """The name of the outermost element: of the component, where nothing else is told."""
        referred = [p["$ref"] for p in self.flat(schema) if "$ref" in p]
        own = place(referred[-1]).rpartition("/")[2] if referred else "root"
        return str(self.told(schema).get("name") or own)

    def property(self, schema: Schema, name: str) -> Schema:
        """The schema of a property."""
        found = (
            p["properties"][name]
            for p in self.flat(schema)
            if name in p.get("properties", ())
        )
        return next(found, {})

    def items(self, schema: Schema) -> Schema:
        """The schema of the items."""
        return next(
            (part["items"] for part in self.flat(schema) if "items" in part), {}
        )


def write(value: Any, schema: Schema, names: XmlNaming) -> bytes:
    """The document."""
    schema = schema if schema is not None else {}
    root = ElementTree.Element(_name(names.root(schema), names.told(schema)))
    _fill(root, value, schema, names)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _fill(
    element: ElementTree.Element, value: Any, schema: Schema, names: XmlNaming
) -> None:
    if isinstance(value, dict):
        for key, entry in value.items():
            _property(element, key, entry, names.property(schema, key), names)
    elif isinstance(value, list):
        for entry in value:
            _element(element, "item", entry, names.items(schema), names)
    elif value is not None:
        element.text = _text(value)


def _property(
    element: ElementTree.Element, key: str, value: Any, schema: Schema, names: XmlNaming
) -> None:
    told = names.told(schema)
    name = str(told.get("name") or key)
    if told.get("attribute") is True and not isinstance(value, dict | list):
        element.set(_name(name, told), _text(value))
    elif isinstance(value, list):
        wrapped = told.get("wrapped") is True
        holder = (
            ElementTree.SubElement(element, _name(name, told)) if wrapped else element
        )
        for entry in value:
            _element(holder, name, entry, names.items(schema), names)
    else:
        _element(element, key, value, schema, names)


def _element(
    holder: ElementTree.Element, key: str, value: Any, schema: Schema, names: XmlNaming
) -> None:
    told = names.told(schema)
    element = ElementTree.SubElement(holder, _name(str(told.get("name") or key), told))
    _fill(element, value, schema, names)


def _name(name: str, told: dict[str, Any]) -> str:
    """A name of XML, in its namespace."""
    space, plain = told.get("namespace"), _NOT_ALLOWED.sub("_", name) or "_"
    return f"{{{space}}}{plain}" if isinstance(space, str) else plain


def _text(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return _CONTROL.sub("", text)
