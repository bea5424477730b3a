"""Operations: parameters, bodies and answers of every method on every path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specpress import ir
from specpress.build.types import TypeSpace
from specpress.resolve import Cursor

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
STYLES = {"path": "simple", "header": "simple", "query": "form", "cookie": "form"}


def build(root: Cursor, space: TypeSpace) -> Iterator[ir.Operation]:
    """Every operation of the document, in its order."""
    paths = root.get("paths")
    if paths is None or not isinstance(paths.value, dict):
        return
    for path, entry in paths.items():
        item = entry.follow(space.problems) if entry.is_ref else entry
        for method in METHODS:
            cursor = item.get(method) if isinstance(item.value, dict) else None
            if cursor is not None and isinstance(cursor.value, dict):
                yield _operation(root, item, cursor, path, method, space)


def _operation(
    root: Cursor, item: Cursor, cursor: Cursor, path: str, method: str, space: TypeSpace
) -> ir.Operation:
    spec = cursor.value
    operation_id = spec.get("operationId")
    naming = str(operation_id or f"{method} {path}")
    bodies, needed, text = _bodies(cursor, naming, space)
    tags = spec.get("tags") or [None]
    return ir.Operation(
        operation_id=str(operation_id) if operation_id else None,
        method=method.upper(),
        path=path,
        tag=str(tags[0]) if tags[0] else None,
        summary=str(spec.get("summary") or item.value.get("summary") or ""),
        description=str(spec.get("description") or item.value.get("description") or ""),
        deprecated=bool(spec.get("deprecated")),
        parameters=_parameters(item, cursor, naming, space),
        bodies=bodies,
        body_required=needed,
        body_description=text,
        answers=tuple(_answers(cursor, naming, space)),
        security=_security(root, cursor),
        servers=_servers(item, cursor),
        origin=cursor.id,
    )


def _servers(item: Cursor, cursor: Cursor) -> tuple[str, ...]:
    from specpress.build.api import servers

    return tuple(server.url for server in servers(cursor) or servers(item))


def _security(root: Cursor, cursor: Cursor) -> tuple[tuple[str, ...], ...]:
    declared = cursor.value.get("security", root.value.get("security"))
    listed = declared if isinstance(declared, list) else []
    return tuple(tuple(map(str, entry)) for entry in listed if isinstance(entry, dict))


def _parameters(
    item: Cursor, cursor: Cursor, naming: str, space: TypeSpace
) -> tuple[ir.Parameter, ...]:
    found: dict[tuple[str, str], ir.Parameter] = {}
    for holder in (item, cursor):
        listed = holder.get("parameters")
        if listed is None or not isinstance(listed.value, list):
            continue
        for entry in listed.elements():
            target = entry.follow(space.problems) if entry.is_ref else entry
            if isinstance(target.value, dict) and "name" in target.value:
                parameter = _parameter(target, naming, space)
                found[parameter.location, parameter.wire] = parameter
    return tuple(found.values())


def _parameter(cursor: Cursor, naming: str, space: TypeSpace) -> ir.Parameter:
    spec = cursor.value
    location, wire = str(spec.get("in")), str(spec["name"])
    style = str(spec.get("style") or STYLES.get(location, "form"))
    name = ir.Naming(wire) if cursor.path[0] == "components" else ir.Naming(naming, (wire,))
    media_type, schema = _content(cursor)
    schema = schema or cursor.get("schema")
    return ir.Parameter(
        wire=wire,
        location=location,
        style=style,
        explode=bool(spec.get("explode", style == "form")),
        required=bool(spec.get("required")) or location == "path",
        type=space.build(schema, name) if schema else space.anything(cursor, name),
        default=schema.value.get("default") if schema and isinstance(schema.value, dict) else None,
        description=str(spec.get("description") or ""),
        deprecated=bool(spec.get("deprecated")),
        content_type=media_type,
        allow_reserved=bool(spec.get("allowReserved")),
        origin=cursor.id,
    )


def _content(cursor: Cursor) -> tuple[str | None, Cursor | None]:
    """The first media type of a `content` map and its schema."""
    content = cursor.get("content")
    if content is None or not isinstance(content.value, dict):
        return None, None
    for media_type, entry in content.items():
        return media_type, entry.get("schema")
    return None, None


def _bodies(
    cursor: Cursor, naming: str, space: TypeSpace
) -> tuple[tuple[ir.Body, ...], bool, str]:
    body = cursor.get("requestBody")
    body = body.follow(space.problems) if body is not None and body.is_ref else body
    if body is None or not isinstance(body.value, dict):
        return (), False, ""
    name = ir.Naming(naming, ("Body",))
    bodies = tuple(ir.Body(media, type_id) for media, type_id in _media(body, name, space))
    return bodies, bool(body.value.get("required")), str(body.value.get("description") or "")


def _media(
    holder: Cursor, naming: ir.Naming, space: TypeSpace
) -> Iterator[tuple[str, ir.TypeId | None]]:
    """The media types of a body or response with their types."""
    for media_type, entry in _entries(holder):
        schema = entry.get("schema")
        yield media_type, space.build(schema, naming) if schema is not None else None


def _entries(holder: Cursor) -> Iterator[tuple[str, Cursor]]:
    content = holder.get("content")
    if content is not None and isinstance(content.value, dict):
        yield from content.items()


def _example(response: Cursor, media_type: str | None) -> Any:
    """The example of a response; None where there is none."""
    for name, entry in _entries(response):
        if name == media_type and isinstance(entry.value, dict):
            return entry.value.get("example")
    return None


def _answers(cursor: Cursor, naming: str, space: TypeSpace) -> Iterator[ir.Answer]:
    responses = cursor.get("responses")
    if responses is None or not isinstance(responses.value, dict):
        return
    for status, entry in responses.items():
        if status.startswith("x-"):
            continue
        response = entry.follow(space.problems) if entry.is_ref else entry
        spec: dict[str, Any] = response.value if isinstance(response.value, dict) else {}
        name = ir.Naming(naming, ("Response",) if status.startswith("2") else ("Error", status))
        headers = tuple(map(str, spec.get("headers") or ()))
        media: list[tuple[str | None, ir.TypeId | None]] = [*_media(response, name, space)]
        media = media or [(None, None)]
        for media_type, type_id in media:
            yield ir.Answer(
                status=status.upper() if status != "default" else status,
                media_type=media_type,
                type=type_id,
                description=str(spec.get("description") or ""),
                headers=headers,
                example=_example(response, media_type),
                origin=entry.id,
            )
