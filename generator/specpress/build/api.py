"""The whole document: components and operations, collected into `ir.Api`."""

from __future__ import annotations

from collections import Counter

from specpress import ir
from specpress.build import (
    finish,
    lifecycle,
    operations,
    read,
    security,
    servers,
    signatures,
)
from specpress.build.families import families
from specpress.build.naming import naming_of
from specpress.build.twins import twins
from specpress.build.types import TypeSpace
from specpress.problems import Problems
from specpress.resolve import Cursor


def build(root: Cursor, problems: Problems) -> ir.Api:
    """Read a document into the intermediate representation; faults go to `problems`."""
    components = read.mapping(root, "components", problems) or root.emptied()
    named = root.workspace.schemas = read.mapping(components, "schemas", problems)
    schemas = [schema for _, schema in named.items()] if named is not None else []
    space = TypeSpace(problems, families(schemas, problems))
    for schema in schemas:
        _component(schema, space)
    info = read.mapping(root, "info", problems) or root.emptied()
    schemes = security.schemes(components, problems)
    found = tuple(operations.build(root, space))
    found = security.settled(root, found, schemes, problems)
    webhooks = tuple(operations.webhooks(root, space))
    _note_repeated_ids(root, found, problems)
    types = finish.finish(space, found, webhooks)
    return ir.Api(
        title=read.text(info, "title") or "API",
        version=read.text(info, "version"),
        description=read.text(info, "description") or read.text(info, "summary"),
        tags=_tags(root, problems),
        servers=servers.build(root, problems),
        schemes=schemes,
        operations=found,
        webhooks=webhooks,
        signature=signatures.build(root, problems),
        lifecycles=lifecycle.build(space, types, found),
        types=types,
        superseded=frozenset(space.superseded),
        twins=twins(types, set(space.lives)),
    )


def _component(schema: Cursor, space: TypeSpace) -> None:
    """A component keeps its name, also where it only refers to another schema."""
    target = space.build(schema)
    if target != schema.id:
        space.add(ir.Alias(schema.id, naming_of(schema), "", False, target))


def _note_repeated_ids(
    root: Cursor, found: tuple[ir.Operation, ...], problems: Problems
) -> None:
    """Note an operationId where it is taken already; where a shared path item repeats it, at its only place."""
    counted = Counter(o.operation_id for o in found if o.operation_id)
    places: dict[str, dict[str, Cursor]] = {}
    for operation in found:
        name = operation.operation_id
        if name and counted[name] > 1:
            cursor = root.workspace.find(operation.origin) or root
            places.setdefault(name, {})[cursor.id] = cursor
    for operation_id, cursors in places.items():
        message = f"the operationId {operation_id!r} is used {counted[operation_id]} times"
        hint = "each operation comes out, named by its method and path"
        first, *others = cursors.values()
        for cursor in others or [first]:
            problems.warning(cursor.get("operationId"), message, hint)


def _tags(root: Cursor, problems: Problems) -> dict[str, str]:
    listed = read.sequence(root, "tags", problems)
    tags = (
        read.followed(tag, problems)
        for tag in (listed.elements() if listed is not None else ())
    )
    return {
        read.text(tag, "name"): read.text(tag, "description") or read.text(tag, "summary")
        for tag in filter(None, tags)
    }
