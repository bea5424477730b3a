"""Operations: every method of every path, webhook and callback."""

from __future__ import annotations

from collections.abc import Iterator

from specpress import ir
from specpress.build import media, parameters, read, repetition, security, servers
from specpress.build.types import TypeSpace
from specpress.resolve import Cursor

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


def build(root: Cursor, space: TypeSpace) -> Iterator[ir.Operation]:
    """Every operation of the document, in its order."""
    for path, item in _items(root, "paths", space):
        for method, cursor in methods(item, space):
            yield _operation(root, item, cursor, path, method, space)


def webhooks(root: Cursor, space: TypeSpace) -> Iterator[ir.Webhook]:
    """What the API sends: its webhooks, and the callbacks of its operations."""
    for name, item in _items(root, "webhooks", space):
        for method, cursor in methods(item, space):
            operation = _operation(root, item, cursor, "", method, space, name)
            yield ir.Webhook(name, operation)
    for path, item in _items(root, "paths", space):
        for method, cursor in methods(item, space):
            origin = read.text(cursor, "operationId") or f"{method} {path}"
            yield from _callbacks(root, cursor, origin, space)


def _callbacks(
    root: Cursor, holder: Cursor, origin: str, space: TypeSpace
) -> Iterator[ir.Webhook]:
    for name, callback in read.entries(holder, "callbacks", space.problems):
        for expression, entry in callback.items():
            item = None
            if not expression.startswith("x-"):
                item = read.followed(entry, space.problems)
            for method, cursor in methods(item, space) if item is not None else ():
                whole = f"{origin} {name}"
                operation = _operation(
                    root, item or entry, cursor, "", method, space, whole
                )
                yield ir.Webhook(whole, operation, expression)


def _items(root: Cursor, key: str, space: TypeSpace) -> Iterator[tuple[str, Cursor]]:
    yield from read.entries(root, key, space.problems)


def methods(item: Cursor, space: TypeSpace) -> Iterator[tuple[str, Cursor]]:
    """The operations of a path item; a reference may stand beside them."""
    for method in METHODS:
        cursor = read.mapping(item, method, space.problems)
        if cursor is not None:
            yield method, cursor
    yield from read.entries(item, "additionalOperations", space.problems)


def _operation(
    root: Cursor,
    item: Cursor,
    cursor: Cursor,
    path: str,
    method: str,
    space: TypeSpace,
    name: str = "",
) -> ir.Operation:
    operation_id = read.text(cursor, "operationId")
    naming = operation_id or name or f"{method} {path}"
    bodies, needed, text = media.bodies(cursor, naming, space)
    problems = space.problems
    found = parameters.build(item, cursor, path, naming, space)
    return ir.Operation(
        operation_id=operation_id or None,
        method=method.upper() if method in METHODS else method,
        path=parameters.plain_path(path, [p.wire for p in found]),
        tag=_tag(cursor, space),
        summary=read.text(cursor, "summary") or read.text(item, "summary"),
        description=read.text(cursor, "description") or read.text(item, "description"),
        deprecated=read.flag(cursor, "deprecated"),
        parameters=found,
        bodies=bodies,
        body_required=needed,
        body_description=text,
        answers=tuple(media.answers(cursor, naming, space)),
        security=security.required(root, cursor, problems),
        servers=servers.build(cursor, problems) or servers.build(item, problems),
        links=tuple(_links(cursor, space)),
        origin=cursor.id,
        idempotent=repetition.idempotent(cursor, problems),
        repetition=repetition.repetition(cursor, path, problems),
        passing=repetition.passing(cursor, problems),
    )


def _tag(cursor: Cursor, space: TypeSpace) -> str | None:
    """The first tag: it gives the resource."""
    listed = read.sequence(cursor, "tags", space.problems)
    named = [t for t in listed.value if isinstance(t, str) and t] if listed else []
    return named[0] if named else None


def _links(cursor: Cursor, space: TypeSpace) -> Iterator[str]:
    """What can be called next with parts of an answer, a line each."""
    for _, response in read.entries(cursor, "responses", space.problems):
        for name, link in read.entries(response, "links", space.problems):
            target = read.text(link, "operationId") or read.text(link, "operationRef")
            taken = link.value.get("parameters")
            pairs = taken.items() if isinstance(taken, dict) else ()
            arguments = ", ".join(f"{key} = {value}" for key, value in pairs)
            told = read.text(link, "description")
            head = f"{name}: {target}({arguments})"
            yield f"{head}: {told}" if told else head
