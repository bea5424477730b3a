"""The whole document: components and operations, collected into `ir.Api`."""

from __future__ import annotations

from typing import Any

from specpress import ir
from specpress.build import operations
from specpress.build.types import TypeSpace
from specpress.problems import Problems
from specpress.resolve import Cursor

SCHEME_KINDS = {"oauth2": "bearer", "openIdConnect": "bearer", "apiKey": "apikey"}


def build(root: Cursor, problems: Problems) -> ir.Api:
    """Read a document into the intermediate representation; faults go to `problems`."""
    space = TypeSpace(problems)
    for name, schema in entries(root, "components", "schemas"):
        space.build(schema, ir.Naming(name))
        if schema.is_ref:
            target = space.build(schema, ir.Naming(name))
            space.add(ir.Alias(schema.id, ir.Naming(name), "", False, target))
    info: dict[str, Any] = root.value.get("info") or {}
    return ir.Api(
        title=str(info.get("title") or "API"),
        version=str(info.get("version") or ""),
        description=str(info.get("description") or ""),
        tags=_tags(root),
        servers=servers(root),
        schemes=tuple(_scheme(n, c) for n, c in entries(root, "components", "securitySchemes")),
        operations=tuple(operations.build(root, space)),
        types=space.types,
    )


def entries(root: Cursor, *path: str) -> list[tuple[str, Cursor]]:
    """The entries of a mapping somewhere below `root`; none where it is not there."""
    cursor: Cursor | None = root
    for step in path:
        cursor = cursor.get(step) if cursor is not None else None
    if cursor is None or not isinstance(cursor.value, dict):
        return []
    return [(name, entry) for name, entry in cursor.items() if isinstance(entry.value, dict)]


def servers(holder: Cursor) -> tuple[ir.Server, ...]:
    """The servers that a document, path or operation names, variables filled with their defaults."""
    found = holder.value.get("servers")
    listed = found if isinstance(found, list) else []
    return tuple(
        ir.Server(
            url=_url(server),
            name=server.get("name") or server.get("x-server-name"),
            description=str(server.get("description") or ""),
        )
        for server in listed
        if isinstance(server, dict)
    )


def _url(server: dict[str, Any]) -> str:
    url = str(server.get("url") or "")
    for name, variable in (server.get("variables") or {}).items():
        url = url.replace(f"{{{name}}}", str(variable.get("default", "")))
    return url.rstrip("/")


def _tags(root: Cursor) -> dict[str, str]:
    tags = root.value.get("tags")
    listed = tags if isinstance(tags, list) else []
    return {str(t.get("name")): str(t.get("description") or "") for t in listed if isinstance(t, dict)}


def _scheme(name: str, cursor: Cursor) -> ir.Scheme:
    scheme = cursor.value
    kind = scheme.get("type")
    if kind == "http":
        kind = "basic" if str(scheme.get("scheme")).lower() == "basic" else "bearer"
    return ir.Scheme(
        name=name,
        kind=SCHEME_KINDS.get(str(kind), str(kind)),
        location=str(scheme.get("in") or "header"),
        wire=str(scheme.get("name") or "Authorization"),
        description=str(scheme.get("description") or ""),
    )
