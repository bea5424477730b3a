"""Read XML as raw values, by the ``xml`` objects of a schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from specpress.mock.limits import MAX_DEPTH, MAX_TEXTS, TooLarge
from specpress.mock.text_values import RawValue
from specpress.mock.xml import NIL, XmlNaming
from specpress.schema.dialect import Schema
from specpress.schema.xml_names import to_xml_name


class _Builder(ElementTree.TreeBuilder):
    """Builds the elements; refuses document type declarations, which can declare entities."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0

    def start(self, tag: Any, attrs: Any) -> ElementTree.Element:
        """Add an element.

        Raises:
            ValueError: There are too many elements or attributes, or levels of them.
        """
        self._depth += 1
        self._count += 1 + len(attrs)
        if self._depth > MAX_DEPTH:
            raise ValueError(f"XML has more than {MAX_DEPTH} levels")
        if self._count > MAX_TEXTS:
            raise TooLarge(f"more than {MAX_TEXTS} XML elements and attributes")
        return super().start(tag, attrs)

    def end(self, tag: str) -> ElementTree.Element:
        """Complete an element."""
        self._depth -= 1
        return super().end(tag)

    def doctype(self, *declaration: Any) -> None:
        """Refuse a document type declaration.

        Raises:
            ValueError: Always.
        """
        raise ValueError("XML has a document type declaration")


def read_xml(content: bytes, schema: Schema, naming: XmlNaming) -> RawValue:
    """Return the raw value of an XML document.

    Raises:
        ValueError: The content is not XML.
    """
    # Without declarations there are no entities to expand.
    parser = ElementTree.XMLParser(target=_Builder())  # noqa: S314
    try:
        parser.feed(content)
        root = parser.close()
    except (ElementTree.ParseError, LookupError) as error:
        # A `LookupError` is an unknown encoding.
        raise ValueError(str(error)) from error
    return _read_element(root, schema, naming)


def _read_element(
    element: ElementTree.Element, schema: Schema, naming: XmlNaming
) -> RawValue:
    if element.get(NIL) in ("true", "1"):
        return "null"
    properties = naming.list_properties(schema)
    is_array = naming.is_array(schema)
    if is_array and not properties:
        items = naming.item_schema(schema)
        return [_read_element(child, items, naming) for child in element]
    if not (properties or len(element) or element.attrib):
        is_object = _is_object(schema, naming)
        return (
            {} if is_object and not _get_text(element).strip() else _get_text(element)
        )
    value: dict[str, RawValue] = {}
    claimed: set[ElementTree.Element] = set()
    for key, entry in properties.items():
        names = naming.name_property(schema, key)
        read = [*_read_property(element, names, entry, naming, claimed)]
        is_array = naming.is_array(entry) and naming.node_type(entry) == ""
        if read:
            value[key] = read[0]
        elif is_array and naming.is_required(schema, key):
            value[key] = []
    for child in element:
        if child not in claimed:
            value.setdefault(_local(child.tag), _read_element(child, {}, naming))
    return value


def _is_object(schema: Schema, naming: XmlNaming) -> bool:
    return any("object" in part.get("type", ()) for part in naming.subschemas(schema))


def _read_property(
    element: ElementTree.Element,
    names: tuple[str, str],
    schema: Schema,
    naming: XmlNaming,
    claimed: set[ElementTree.Element],
) -> Iterator[RawValue]:
    """Yield the value of a property, if it is present."""
    node_type = naming.node_type(schema)
    name, item_name = names
    if node_type == "attribute":
        yield from (
            t
            for n, t in element.attrib.items()
            if _local(n) == to_xml_name(_local(name))
        )
    elif node_type in ("text", "cdata"):
        yield from filter(str.strip, [_get_text(element)])
    elif node_type == "none" and not naming.is_array(schema):
        yield _read_element(element, schema, naming)
        claimed.update(element)
    elif naming.is_array(schema) and node_type != "element":
        item = naming.item_schema(schema)
        items = _find(element, item_name)
        claimed.update(items)
        if items:
            yield [_read_element(child, item, naming) for child in items]
    else:
        children = _find(element, name)
        claimed.update(children)
        yield from (_read_element(child, schema, naming) for child in children)


def _find(element: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [
        child for child in element if _local(child.tag) == to_xml_name(_local(name))
    ]


def _get_text(element: ElementTree.Element) -> str:
    """Return the text directly in an element."""
    return "".join([element.text or "", *(child.tail or "" for child in element)])


def _local(name: str) -> str:
    """Return a name without its namespace or prefix."""
    return name.rpartition("}")[2].rpartition(":")[2]
