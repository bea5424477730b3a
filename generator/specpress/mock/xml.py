"""Encode JSON values as XML by the ``xml`` objects of their schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from specpress.schema.dialect import Schema, cursor_id
from specpress.schema.table import COMPOSED_LISTS
from specpress.schema.validation import Schemas
from specpress.schema.xml_names import to_xml_name

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
# Characters that XML 1.0 cannot represent, not even escaped.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class XmlNaming:
    """Looks up names and ``xml`` objects in schemas."""

    schemas: Schemas

    def subschemas(
        self, schema: Schema, visited: set[str] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Yield a schema and the targets and members of its references and unions, each once."""
        if not isinstance(schema, dict):
            return
        visited = set() if visited is None else visited
        yield schema
        uri = schema.get("$ref")
        if uri is not None and uri not in visited:
            visited.add(uri)
            yield from self.subschemas(self.schemas.resolve(uri), visited)
        for key in COMPOSED_LISTS:
            for member in schema.get(key, ()):
                yield from self.subschemas(member, visited)

    def xml_object(self, schema: Schema) -> dict[str, Any]:
        """Return the ``xml`` object of a schema, empty without one."""
        declared = (part.get("xml") for part in self.subschemas(schema))
        return next((xml for xml in declared if isinstance(xml, dict)), {})

    def root_name(self, schema: Schema) -> str:
        """Return the name of the root element, by default that of the component."""
        default, target, visited = "root", schema, set[str]()
        # The first reference may be to an inline schema that only refers to the component.
        while isinstance(target, dict) and target.get("$ref") not in (None, *visited):
            uri = target["$ref"]
            visited.add(uri)
            default = cursor_id(uri).rpartition("/")[2]
            target = self.schemas.resolve(uri)
        return str(self.xml_object(schema).get("name") or default)

    def property_schema(self, schema: Schema, name: str) -> Schema:
        """Return the schema of a property, empty if none declares it."""
        declared = (
            part["properties"][name]
            for part in self.subschemas(schema)
            if name in part.get("properties", ())
        )
        return next(declared, {})

    def list_properties(self, schema: Schema) -> dict[str, Schema]:
        """Return the schemas of all declared properties."""
        declared: dict[str, Schema] = {}
        for part in self.subschemas(schema):
            for name, entry in part.get("properties", {}).items():
                declared.setdefault(name, entry)
        return declared

    def name_property(self, owner: Schema, key: str) -> tuple[str, str]:
        """Return the names of the element or attribute of a property, and of its items.

        Where elements would have the same name, those named by a referenced schema have the name of
        the property.
        """
        properties = self.list_properties(owner)
        names = [self._name_element(k, entry) for k, entry in properties.items()]
        schema = properties.get(key, {})
        item, own_name = self.item_schema(schema), self._name_element(key, schema)
        name = str(self.xml_object(schema).get("name") or key)
        item_name = str(self.xml_object(item).get("name") or name)
        if own_name and names.count(own_name) > 1:
            name = key if _is_reference(schema) else name
            item_name = name if _is_reference(item) else item_name
        return name, item_name

    def _name_element(self, key: str, schema: Schema) -> str:
        """Return the name of the elements that a property places in its parent."""
        node_type = self.node_type(schema)
        if node_type in ("attribute", "text", "cdata"):
            return ""
        name = str(self.xml_object(schema).get("name") or key)
        if self.is_array(schema) and node_type != "element":
            name = str(self.xml_object(self.item_schema(schema)).get("name") or name)
        return name

    def is_required(self, schema: Schema, key: str) -> bool:
        """Return whether a property is required."""
        return any(key in part.get("required", ()) for part in self.subschemas(schema))

    def node_type(self, schema: Schema) -> str:
        """Return the node type of a schema: ``wrapped`` means ``element`` for an array."""
        xml = self.xml_object(schema)
        if xml.get("attribute") is True:
            return "attribute"
        return "element" if xml.get("wrapped") is True else str(xml.get("nodeType", ""))

    def has_structure(self, schema: Schema) -> bool:
        """Return whether a schema describes properties or items."""
        types = [part.get("type", ()) for part in self.subschemas(schema)]
        has_type = any("object" in t or "array" in t for t in types)
        return has_type or bool(self.list_properties(schema)) or self.is_array(schema)

    def is_array(self, schema: Schema) -> bool:
        """Return whether a schema describes an array."""
        parts = [*self.subschemas(schema)]
        types = [part.get("type", ()) for part in parts]
        return any("array" in type_name for type_name in types) or any(
            "items" in part for part in parts
        )

    def item_schema(self, schema: Schema) -> Schema:
        """Return the schema of the items, empty if none declares it."""
        return next(
            (part["items"] for part in self.subschemas(schema) if "items" in part), {}
        )


def _is_reference(schema: Schema) -> bool:
    return isinstance(schema, dict) and "$ref" in schema and "xml" not in schema


def encode_xml(value: Any, schema: Schema, naming: XmlNaming) -> bytes:
    """Return `value` as an XML document."""
    schema = schema if schema is not None else {}
    root = ElementTree.Element(
        _element_name(naming.root_name(schema), naming.xml_object(schema))
    )
    _fill_element(root, value, schema, naming)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    # Parsers read an unescaped carriage return as a line feed.
    return text.replace(b"\r", b"&#13;")


def _fill_element(
    element: ElementTree.Element, value: Any, schema: Schema, naming: XmlNaming
) -> None:
    if isinstance(value, dict):
        for key, entry in value.items():
            _add_property(element, key, entry, schema, naming)
    elif isinstance(value, list):
        item = naming.item_schema(schema)
        name = str(naming.xml_object(item).get("name") or "item")
        for entry in value:
            _add_element(element, name, entry, item, naming)
    elif value is None:
        element.set(NIL, "true")
    else:
        _add_text(element, _scalar_text(value))


def _add_text(element: ElementTree.Element, text: str) -> None:
    """Add text after the content of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _add_property(
    element: ElementTree.Element,
    key: str,
    value: Any,
    owner: Schema,
    naming: XmlNaming,
) -> None:
    schema = naming.property_schema(owner, key)
    xml, node_type = naming.xml_object(schema), naming.node_type(schema)
    name, item_name = naming.name_property(owner, key)
    is_scalar = value is not None and not isinstance(value, dict | list)
    if node_type == "attribute" and (is_scalar or value is None):
        if value is not None:
            element.set(_element_name(name, xml), _scalar_text(value))
    elif node_type in ("text", "cdata") and is_scalar:
        _add_text(element, _scalar_text(value))
    elif node_type == "none" and isinstance(value, dict):
        _fill_element(element, value, schema, naming)
    elif isinstance(value, list):
        is_wrapped = node_type == "element"
        parent = (
            ElementTree.SubElement(element, _element_name(name, xml))
            if is_wrapped
            else element
        )
        for entry in value:
            _add_element(parent, item_name, entry, naming.item_schema(schema), naming)
    else:
        _add_element(element, name, value, schema, naming)


def _add_element(
    parent: ElementTree.Element,
    name: str,
    value: Any,
    schema: Schema,
    naming: XmlNaming,
) -> None:
    qualified = _element_name(name, naming.xml_object(schema))
    element = ElementTree.SubElement(parent, qualified)
    _fill_element(element, value, schema, naming)


def _element_name(name: str, xml: dict[str, Any]) -> str:
    """Return a valid XML name, in the notation of ElementTree for namespaces."""
    namespace, valid_name = xml.get("namespace"), to_xml_name(name.rpartition(":")[2])
    return f"{{{namespace}}}{valid_name}" if isinstance(namespace, str) else valid_name


def _scalar_text(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return _CONTROL.sub("", text)
