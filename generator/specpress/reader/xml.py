"""XML Objects: how the values of schemas are written in XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from specpress import ir
from specpress.document.media_types import is_xml
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor, Workspace
from specpress.schema.table import COMPOSED_LISTS


def read_xml_objects(
    workspace: Workspace,
    types: Mapping[ir.TypeId, ir.Type],
    operations: Iterable[ir.Operation],
) -> dict[str, ir.Xml]:
    """Return the XML Objects by location; empty if no operation has content in XML."""
    if not any(map(_has_xml, operations)):
        return {}
    locations = dict.fromkeys(ir.schema_id(type_id) for type_id in types)
    for type_ in types.values():
        fields = type_.fields if isinstance(type_, ir.Object) else ()
        locations |= dict.fromkeys(origin for f in fields for origin in f.origins)
    objects = ((location, _find(workspace, location)) for location in locations)
    return {location: xml for location, xml in objects if xml is not None}


def _has_xml(operation: ir.Operation) -> bool:
    """Return whether an operation has a body, a part of it, a parameter or a response in XML."""
    bodies = [body.media_type for body in operation.bodies]
    parts = [e.content_type for body in operation.bodies for e in body.encodings]
    parameters = [parameter.content_type for parameter in operation.parameters]
    responses = [response.media_type for response in operation.responses]
    media_types = (*bodies, *parts, *parameters, *responses)
    return any(is_xml(media_type) for media_type in media_types if media_type)


def _find(workspace: Workspace, location: str) -> ir.Xml | None:
    """Return the first XML Object of a schema, the target of its reference, and their members."""
    cursor = workspace.find(location)
    if cursor is None:
        return None
    for schema in _list_schemas(cursor, set()):
        xml = schema.value.get("xml")
        if isinstance(xml, dict):
            return _build(xml)
    return None


def _list_schemas(cursor: Cursor, visited: set[Cursor]) -> Iterator[Cursor]:
    """Yield a schema, the target of its reference, and the members of its compositions."""
    if cursor in visited or not isinstance(cursor.value, dict):
        return
    visited.add(cursor)
    yield cursor
    target = cursor.target(Problems()) if cursor.is_ref else None
    if target is not None:
        yield from _list_schemas(target, visited)
    for key in COMPOSED_LISTS:
        members = cursor.get(key)
        for member in members.elements() if members is not None else ():
            yield from _list_schemas(member, visited)


def _build(xml: dict[str, object]) -> ir.Xml:
    kind = xml.get("nodeType")
    if xml.get("attribute") is True:
        kind = "attribute"
    elif xml.get("wrapped") is True:
        kind = "element"
    texts = (xml.get(key) for key in ("name", "namespace", "prefix"))
    name, namespace, prefix = (t if isinstance(t, str) else "" for t in texts)
    return ir.Xml(
        name or None, namespace, prefix, kind if isinstance(kind, str) else ""
    )
