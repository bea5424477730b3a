"""Operations: every method of every path, webhook and callback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from specpress import ir
from specpress.build import (
    media,
    pagination,
    parameters,
    read,
    repetition,
    security,
    servers,
)
from specpress.build.types import TypeSpace
from specpress.problems import kind_of
from specpress.resolve import Cursor, escape_step
from specpress.uris import with_slash

T = TypeVar("T")
OTHERS = "additionalOperations"
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


@dataclass(frozen=True, slots=True)
class Site:
    """An operation in the document: itself, the path items that hold it, and where it is reached.

    Two paths may refer to one path item: they are two operations. What stands beside such a reference
    holds too.
    """

    cursor: Cursor
    items: tuple[Cursor, ...]
    method: str
    origin: str


def build(root: Cursor, space: TypeSpace) -> Iterator[ir.Operation]:
    """Every operation of the document, in its order."""
    for path, site in _sites(root, "paths", space):
        name = f"{site.method} {path}"
        yield _operation(root, site, with_slash(path), name, space)


def webhooks(root: Cursor, space: TypeSpace) -> Iterator[ir.Webhook]:
    """What the API sends: its webhooks, and the callbacks of its operations."""
    done: set[str] = set()
    for name, site in _sites(root, "webhooks", space):
        operation = _operation(root, site, "", name, space)
        yield ir.Webhook(name, operation)
        yield from _callbacks(root, site, name, space, done)
    for path, site in _sites(root, "paths", space):
        origin = read.text(site.cursor, "operationId") or f"{site.method} {path}"
        yield from _callbacks(root, site, origin, space, done)


def _callbacks(
    root: Cursor, holder: Site, origin: str, space: TypeSpace, done: set[str]
) -> Iterator[ir.Webhook]:
    """The callbacks of an operation, and theirs; one that operations share is one, and has a name of its own."""
    for name, callback in read.entries(holder.cursor, "callbacks", space.problems):
        own = callback.id.startswith(f"{holder.cursor.id}/")
        shared = callback.path and not own
        whole = str(callback.path[-1]) if shared else f"{origin} {name}"
        for expression, entry in callback.items():
            if expression.startswith("x-"):
                continue
            for site in sites(entry, space):
                if site.origin not in done:
                    done.add(site.origin)
                    operation = _operation(root, site, "", whole, space)
                    yield ir.Webhook(whole, operation, expression)
                    yield from _callbacks(root, site, whole, space, done)


def _sites(root: Cursor, key: str, space: TypeSpace) -> Iterator[tuple[str, Site]]:
    found = read.mapping(root, key, space.problems)
    for name, entry in found.items() if found is not None else ():
        if key == "webhooks" or not name.startswith("x-"):
            for site in sites(entry, space):
                yield name, site


def sites(entry: Cursor, space: TypeSpace) -> Iterator[Site]:
    """The operations of a path item."""
    target = read.followed(entry, space.problems)
    own = (entry,) if entry.is_ref else ()
    items = own if target is None else (*own, target)
    found: dict[str, tuple[str, Cursor]] = {}
    for item in items:
        for method in METHODS:
            declared = item.get(method)
            cursor = _declared(declared, space) if declared is not None else None
            place = f"{entry.id}/{method}"
            if cursor is not None:
                found.setdefault(place, (method, cursor))
        for method, cursor in read.entries(item, OTHERS, space.problems):
            place = f"{entry.id}/{OTHERS}/{escape_step(method)}"
            found.setdefault(place, (method, cursor))
    for place, (method, cursor) in found.items():
        yield Site(cursor, items, method, place)


def _declared(operation: Cursor, space: TypeSpace) -> Cursor | None:
    """Return an operation, its reference followed; None, and an omission, if it is not a mapping."""
    target = operation.follow(space.problems) if operation.is_ref else operation
    if isinstance(target.value, dict):
        return target
    name = str(operation.path[-1])
    message = f"`{name}` must be a mapping, not {kind_of(target.value)}"
    space.problems.omission(target, f"operation {name!r}", message, "it is left out")
    return None


def _operation(
    root: Cursor, site: Site, path: str, name: str, space: TypeSpace
) -> ir.Operation:
    cursor, method, problems = site.cursor, site.method, space.problems
    holders = (cursor, *site.items)
    operation_id = read.text(cursor, "operationId")
    naming = operation_id or name
    bodies, needed, text = media.bodies(cursor, space)
    found = parameters.build(holders, path, naming, space)
    return ir.Operation(
        operation_id=operation_id or None,
        method=method.upper() if method in METHODS else method,
        path=parameters.plain_path(path, [p.wire for p in found]),
        tag=_tag(cursor, space),
        summary=_first(read.text(holder, "summary") for holder in holders) or "",
        description=_first(read.text(h, "description") for h in holders) or "",
        deprecated=read.flag(cursor, "deprecated"),
        parameters=found,
        bodies=bodies,
        body_required=needed,
        body_description=text,
        answers=tuple(media.answers(cursor, space)),
        security=security.required(root, cursor, problems),
        servers=_first(servers.build(holder, problems) for holder in holders) or (),
        links=tuple(_links(cursor, space)),
        origin=site.origin,
        idempotent=repetition.idempotent(cursor, problems),
        repetition=repetition.repetition(cursor, path, problems),
        pagination=pagination.build(cursor, found, problems),
        passing=repetition.passing(cursor, problems),
    )


def _first(found: Iterator[T]) -> T | None:
    """The first of them that says something."""
    return next(filter(None, found), None)


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
            pairs = [*taken.items()] if isinstance(taken, dict) else []
            if "requestBody" in link.value:
                pairs.append(("body", link.value["requestBody"]))
            arguments = ", ".join(f"{key} = {_written(value)}" for key, value in pairs)
            told = read.text(link, "description")
            head = f"{name}: {target}({arguments})"
            yield f"{head}: {told}" if told else head


def _written(value: object) -> str:
    """A runtime expression as it is; a constant as JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)
