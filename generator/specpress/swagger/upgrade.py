"""The upgrade of a document: its parts, and the parts of other files that it refers to."""

from __future__ import annotations

from dataclasses import replace

from specpress.document.load import Document, Upgrade
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor, Workspace
from specpress.swagger.bodies import convert_body_entry, get_location
from specpress.swagger.context import CONVERTED, Context
from specpress.swagger.media import read_media_types, select_media_types
from specpress.swagger.operations import convert_paths
from specpress.swagger.parameters import BODY, FORM, convert_parameter
from specpress.swagger.parts import (
    ObjectBuilder,
    Part,
    Path,
    find_origin,
    keep,
    substitute,
)
from specpress.swagger.responses import convert_response
from specpress.swagger.schemas import convert_schema
from specpress.swagger.security import convert_schemes
from specpress.swagger.servers import build_servers

VERSION = "3.0.4"


def upgrade(written: Workspace, problems: Problems) -> Workspace:
    """Return the OpenAPI 3.0 documents for a Swagger 2.0 document and those that it refers to.

    Each value keeps the position where it is written.
    """
    context = Context(written, problems)
    root = written.root
    context.consumes = read_media_types(root, "consumes") or ()
    context.produces = read_media_types(root, "produces") or ()
    parts = {written.main.uri: _convert_root(root, context)}
    context.convert_pending()
    for uri, replaced in context.parts.items():
        whole = parts.get(uri) or keep(written.root_of(written.documents[uri]))
        parts[uri] = substitute(whole, replaced)
    context.rewrite_references()
    upgraded = {
        document.uri: _create_document(document, parts[document.uri], context)
        for document in {d.uri: d for d in written.documents.values()}.values()
        if document.uri in parts
    }
    return replace(
        written,
        main=upgraded[written.main.uri],
        documents={
            uri: upgraded.get(document.uri, document)
            for uri, document in written.documents.items()
        },
        written=written,
        written_references=context.written,
        anchors={},
        refused={},
        roots={},
        by_label={},
        targets={},
        resources={},
    )


def _create_document(document: Document, part: Part, context: Context) -> Document:
    moves = context.moves.get(document.uri, {})
    return replace(
        document,
        tree=part.value,
        origin=part.origin,
        upgrade=Upgrade(document, moves),
    )


def _convert_root(root: Cursor, context: Context) -> Part:
    result = ObjectBuilder(find_origin(root))
    result.set("openapi", VERSION, find_origin(root.child("swagger")))
    result.keep(root, [key for key in root.value if key not in CONVERTED])
    result.add("servers", build_servers(root, context))
    components = _convert_components(root, context)
    paths = convert_paths(root, context)
    result.add("paths", paths)
    if components.value:
        result.add("components", components)
    return result.build()


def _convert_components(root: Cursor, context: Context) -> Part:
    _declare_shared(root, context)
    components = ObjectBuilder(find_origin(root))
    schemes = root.get("securityDefinitions")
    if schemes is not None:
        components.add("securitySchemes", convert_schemes(schemes, context))
    parameters, bodies = _convert_parameters(root, context)
    components.add("parameters", parameters)
    components.add("requestBodies", bodies)
    components.add("responses", _convert_section(root, "responses", context))
    components.add("schemas", _convert_section(root, "definitions", context))
    return components.build()


def _declare_shared(root: Cursor, context: Context) -> None:
    """Record the media types of shared bodies and responses: those of the whole document."""
    for key, names in (
        ("parameters", context.consumes),
        ("responses", context.produces),
    ):
        section = root.get(key)
        for _, entry in section.items() if section is not None else ():
            if isinstance(entry.value, dict) and not entry.is_ref:
                selected = select_media_types(names, entry.get("schema"))
                context.media_types[entry.id] = selected


def _convert_parameters(
    root: Cursor, context: Context
) -> tuple[Part | None, Part | None]:
    """Return the shared parameters, and those in the body as shared bodies.

    Fields of forms are a part of each body that has them.
    """
    section = root.get("parameters")
    if section is None or not isinstance(section.value, dict):
        return None, None
    parameters = ObjectBuilder(find_origin(section))
    bodies = ObjectBuilder(find_origin(section))
    for name, entry in section.items():
        location = get_location(entry)
        if location == BODY:
            place: Path = ("components", "requestBodies", name)
            context.move(entry, place)
            bodies.add(name, _convert_shared_body(entry, place, context))
        elif location != FORM:
            place = ("components", "parameters", name)
            context.move(entry, place)
            parameters.add(name, convert_parameter(entry, place, context))
    return (
        parameters.build() if parameters.value else None,
        bodies.build() if bodies.value else None,
    )


def _convert_shared_body(entry: Cursor, place: Path, context: Context) -> Part:
    return convert_body_entry(entry, context.consumes, place, context)


def _convert_section(root: Cursor, key: str, context: Context) -> Part | None:
    """Convert the definitions or the shared responses."""
    section = root.get(key)
    kind = "schemas" if key == "definitions" else key
    place = ("components", kind)
    if section is None:
        return None
    context.move(section, place)
    if section.is_ref:
        holder = dict(section.value)
        context.refer(
            holder, section, lambda c, p: _convert_entries(c, kind, p, context)
        )
        return Part(holder, find_origin(section))
    return _convert_entries(section, kind, place, context)


def _convert_entries(cursor: Cursor, kind: str, place: Path, context: Context) -> Part:
    if not isinstance(cursor.value, dict):
        return keep(cursor)
    result = ObjectBuilder(find_origin(cursor))
    for name, entry in cursor.items():
        if kind == "schemas":
            result.add(name, convert_schema(entry, context))
        else:
            at = (*place, name)
            part = convert_response(entry, context.produces, at, context)
            result.add(name, part)
    return result.build()
