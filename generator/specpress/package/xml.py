"""The JSON table of XML schemas: how the values of types are written as elements and attributes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from specpress import ir
from specpress.document.pointers import unescape_step
from specpress.package.forms import list_xml_parts, name_xml_schema
from specpress.package.media import body_kind, has_xml_structure
from specpress.python.types import PythonTypes
from specpress.schema.xml_names import to_xml_name

NO_XML = ir.Xml(None, "", "", "")
SCALAR_TYPES = {
    ir.ScalarKind.INTEGER: "integer",
    ir.ScalarKind.NUMBER: "number",
    ir.ScalarKind.BOOLEAN: "boolean",
}
# Node types that differ from the default of a value.
KINDS = ("attribute", "text", "cdata", "none")


@dataclass(frozen=True, slots=True)
class XmlTable:
    """The table: an entry for the root of each content, and one for each shape of a value."""

    roots: dict[str, dict[str, Any]]
    """The root element of each content, by its name in the tables of operations."""
    shapes: dict[str, dict[str, Any]]
    """Elements and attributes of the values, by the id of their shape."""


def build_xml_table(api: ir.Api, python: PythonTypes) -> XmlTable | None:
    """Return the table; None if no content in XML has a structure."""
    types = [*dict.fromkeys(list_xml_types(api, python))]
    builder = _TableBuilder(api, python)
    roots = {name_xml_schema(type_id): builder.build_root(type_id) for type_id in types}
    return XmlTable(roots, builder.shapes) if roots else None


def list_xml_types(api: ir.Api, python: PythonTypes) -> Iterator[ir.TypeId]:
    """Yield the types of structured content in XML, also several times."""
    operations = (*api.operations, *(w.operation for w in api.webhooks))
    for operation in operations:
        for body in operation.bodies:
            if body_kind(body, python) == "xml" and body.type is not None:
                yield body.type
            if body_kind(body, python) == "multipart":
                yield from (type_id for _, type_id in list_xml_parts(body, python))
        contents = [
            *((p.content_type, p.type) for p in operation.parameters),
            *((r.media_type, r.type) for r in operation.responses),
        ]
        for media_type, type_id in contents:
            if type_id is not None and has_xml_structure(media_type, type_id, python):
                yield type_id


@dataclass(slots=True)
class _TableBuilder:
    api: ir.Api
    python: PythonTypes
    shapes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def build_root(self, type_id: ir.TypeId) -> dict[str, Any]:
        """Return the node of complete content, named like its component by default."""
        schema = self.python.plain(type_id)
        node = self._build_node([type_id], self._find_xml(type_id), "root")
        node["name"] = to_xml_name(self._name_root(type_id))
        if isinstance(schema, ir.Array):
            node["items"] = to_xml_name(self._name_root(schema.item, "item"))
        return {k: v for k, v in node.items() if k != "kind"}

    def _name_root(self, type_id: ir.TypeId, default: str = "root") -> str:
        name = self._find_xml(type_id).name
        schema_id = ir.schema_id(type_id)
        if name is None and ir.is_component(schema_id):
            return unescape_step(schema_id.rpartition("/")[2])
        return name or default

    def _find_xml(self, *locations: str) -> ir.Xml:
        """Return the XML Object of the first location that has one."""
        described = filter(ir.is_described, locations)
        objects = (self.api.xml.get(ir.schema_id(location)) for location in described)
        return next(filter(None, objects), NO_XML)

    def _build_node(
        self, type_ids: list[ir.TypeId], xml: ir.Xml, default_name: str
    ) -> dict[str, Any]:
        """Return the node of a value of one of several types."""
        types = self._list_types(type_ids)
        is_array = "array" in types
        kind = xml.kind if xml.kind in KINDS else ""
        if is_array:
            kind = {"element": "wrapped", "none": ""}.get(xml.kind, kind)
        name = xml.name or default_name
        name = to_xml_name(name) if name else ""
        entries = {
            "name": name if name != default_name else None,
            "shape": self._build_shape(type_ids, types),
            "kind": kind,
            "namespace": xml.namespace,
            "prefix": xml.prefix,
        }
        return {key: value for key, value in entries.items() if value}

    def _build_shape(
        self, type_ids: list[ir.TypeId], types: list[str]
    ) -> str | list[str]:
        """Return the key of a shape with parts, or the JSON types of a scalar."""
        if not {"object", "array"} & {*types}:
            return types
        schemas = [*self._list_plain(type_ids)]
        key = " | ".join(dict.fromkeys(name_xml_schema(s.id) for s in schemas))
        if key not in self.shapes:
            shape = self.shapes[key] = {"types": types}
            shape |= self._build_parts(schemas)
        return key

    def _list_plain(
        self, type_ids: Iterable[ir.TypeId], visited: frozenset[str] = frozenset()
    ) -> Iterator[ir.Type]:
        """Yield the types without unions, aliases and null."""
        for type_id in type_ids:
            schema = self.python.plain(type_id)
            if not isinstance(schema, ir.Union):
                yield schema
            elif schema.id not in visited:
                variants = (*schema.variants, *filter(None, [schema.default_variant]))
                yield from self._list_plain(variants, visited | {schema.id})

    def _list_types(self, type_ids: list[ir.TypeId]) -> list[str]:
        """Return the JSON types; empty if any value is allowed."""
        types = [_name_type(schema) for schema in self._list_plain(type_ids)]
        if None in types:
            return []
        names = dict.fromkeys(name for name in types if name)
        is_nullable = any(self.python.accepts_null(t) for t in type_ids)
        return [*names, *(["null"] if is_nullable and "null" not in names else [])]

    def _build_parts(self, schemas: list[ir.Type]) -> dict[str, Any]:
        """Return the parts of objects and arrays; those of several variants are merged."""
        fields: dict[str, list[ir.Field]] = {}
        items: list[ir.TypeId] = []
        extra: list[ir.TypeId] = []
        for schema in schemas:
            match schema:
                case ir.Object(fields=declared, additional=additional):
                    for entry in declared:
                        fields.setdefault(entry.wire, []).append(entry)
                    extra += [additional] if additional is not None else []
                case ir.Map(value=value):
                    extra.append(value)
                case ir.Array(item=item):
                    items.append(item)
                case ir.Tuple(items=first, rest=rest):
                    items += [*first, *filter(None, [rest])]
        nodes = self._build_fields(fields)
        required = [key for key, uses in fields.items() if self._may_be_empty(uses)]
        parts: dict[str, Any] = {"fields": nodes, "required": required}
        if items:
            parts["items"] = self._build_node(items, self._find_xml(*items), "")
        if extra:
            parts["extra"] = self._build_node(extra, replace(NO_XML), "")
        return {key: value for key, value in parts.items() if value}

    def _build_fields(
        self, fields: dict[str, list[ir.Field]]
    ) -> dict[str, dict[str, Any]]:
        """Return the nodes of properties.

        Where elements would have the same name, those that a component names are named by their
        property: otherwise they could not be read.
        """
        nodes = {key: self._build_field(uses) for key, uses in fields.items()}
        names = {key: self._name_element(key, node) for key, node in nodes.items()}
        counts = Counter(filter(None, names.values()))
        for key, uses in fields.items():
            if counts[names[key]] > 1:
                self._use_own_name(key, nodes[key], uses[0].type)
        return nodes

    def _name_element(self, key: str, node: dict[str, Any]) -> str:
        """Return the name of the elements that a property places in the parent; "" for others."""
        kind, shape = node.get("kind", ""), self.shapes.get(str(node.get("shape")), {})
        if kind in KINDS:
            return ""
        is_placed = "array" in shape.get("types", ()) and not kind
        items = shape.get("items", {}).get("name", "") if is_placed else ""
        return str(items or node.get("name", key))

    def _use_own_name(self, key: str, node: dict[str, Any], type_id: ir.TypeId) -> None:
        """Name a node, or its items, by the property if a component names it."""
        schema = self.python.plain(type_id)
        if not isinstance(schema, ir.Array):
            if ir.is_component(ir.schema_id(schema.id)):
                node["name"] = to_xml_name(key)
        elif ir.is_component(ir.schema_id(schema.item)):
            node["items"] = node.get("name", to_xml_name(key))

    def _build_field(self, uses: list[ir.Field]) -> dict[str, Any]:
        types = [*dict.fromkeys(use.type for use in uses)]
        origins = [origin for use in uses for origin in use.origins]
        return self._build_node(types, self._find_xml(*origins, *types), uses[0].wire)

    def _may_be_empty(self, uses: list[ir.Field]) -> bool:
        """Return whether a required property may have no nodes: an array, or text of the parent."""
        kind = self._build_field(uses).get("kind", "")
        types = self._list_types([use.type for use in uses])
        expected = (
            "string" if kind in ("text", "cdata") else "array" if not kind else ""
        )
        is_possible = expected in types and "null" not in types
        return is_possible and all(use.required for use in uses)


def _name_type(schema: ir.Type) -> str | None:
    """Return the JSON type of a type; None if any value is allowed."""
    match schema:
        case ir.Scalar(kind=kind) | ir.Enum(kind=kind):
            return SCALAR_TYPES.get(kind, "string")
        case ir.Const(value=value):
            return _name_value_type(value)
        case ir.Object() | ir.Map():
            return "object"
        case ir.Array() | ir.Tuple():
            return "array"
        case ir.Anything():
            return None
        case _:
            return "string"


def _name_value_type(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    return "number" if isinstance(value, float) else "string"
