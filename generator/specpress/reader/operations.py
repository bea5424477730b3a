"""Operations: every method of every path, webhook and callback."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from specpress import ir
from specpress.document import nodes
from specpress.document.descriptions import describe_path, describe_type
from specpress.document.fields import (
    METHODS,
    NAME_HINT,
    OTHER_METHODS,
    describe_unsendable,
    is_token,
)
from specpress.document.pointers import escape_step
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.document.selection import DeclaredOperation
from specpress.document.uris import with_slash
from specpress.reader import (
    idempotency,
    media,
    pagination,
    parameters,
    security,
    servers,
)
from specpress.reader.api_docs import describe_external_docs
from specpress.reader.types import TypeSpace
from specpress.schema.name_dialects import (
    MethodNameRule,
    read_method_name_rules,
    read_name,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OperationSource:
    """An operation object, the path items that contain it, and its id.

    Two paths may refer to one path item: these are two operations with different ids. Keywords
    beside such a reference apply too, so that there may be two path items.
    """

    cursor: Cursor
    items: tuple[Cursor, ...]
    method: str
    origin: str


def build(root: Cursor, space: TypeSpace) -> Iterator[ir.Operation]:
    """Yield all operations in document order."""
    for path, source in _find_all(root, "paths", space):
        name = f"{source.method} {path}"
        yield _build_operation(root, source, with_slash(path), name, space)


def build_webhooks(root: Cursor, space: TypeSpace) -> Iterator[ir.Webhook]:
    """Yield the webhooks of the API and the callbacks of its operations."""
    seen: set[str] = set()
    for name, source in _find_all(root, "webhooks", space):
        operation = _build_operation(root, source, "", name, space)
        yield ir.Webhook(name, operation)
        yield from _build_callbacks(root, source, name, space, seen)
    for path, source in _find_all(root, "paths", space):
        prefix = (
            nodes.get_text(source.cursor, "operationId") or f"{source.method} {path}"
        )
        yield from _build_callbacks(root, source, prefix, space, seen)


def _build_callbacks(
    root: Cursor, holder: OperationSource, prefix: str, space: TypeSpace, seen: set[str]
) -> Iterator[ir.Webhook]:
    """Yield the callbacks of an operation, and of its callbacks; shared ones once, by their key."""
    for name, callback in nodes.get_entries(holder.cursor, "callbacks", space.problems):
        is_inline = callback.id.startswith(f"{holder.cursor.id}/")
        is_shared = callback.parent is not None and not is_inline
        full_name = str(callback.key) if is_shared else f"{prefix} {name}"
        for expression, entry in callback.items():
            if expression.startswith("x-"):
                continue
            for source in find_operations(entry, space.problems):
                if source.origin not in seen:
                    seen.add(source.origin)
                    operation = _build_operation(root, source, "", full_name, space)
                    yield ir.Webhook(full_name, operation, expression)
                    yield from _build_callbacks(root, source, full_name, space, seen)


def _find_all(
    root: Cursor, key: str, space: TypeSpace
) -> Iterator[tuple[str, OperationSource]]:
    path_items = nodes.get_mapping(root, key, space.problems)
    for name, entry in path_items.items() if path_items is not None else ():
        if key == "webhooks" or not name.startswith("x-"):
            for source in find_operations(entry, space.problems):
                if not root.workspace.is_left_out(source.origin):
                    yield name, source


def find_operations(entry: Cursor, problems: Problems) -> Iterator[OperationSource]:
    """Yield the operations of a path item."""
    target = nodes.resolve_mapping(entry, problems)
    siblings = (entry,) if entry.is_ref else ()
    items = siblings if target is None else (*siblings, target)
    operations: dict[str, tuple[str, Cursor]] = {}
    for item in items:
        for method in METHODS:
            declared = item.get(method)
            cursor = _resolve(declared, problems) if declared is not None else None
            if cursor is not None:
                operations.setdefault(f"{entry.id}/{method}", (method, cursor))
        others = nodes.get_mapping(item, OTHER_METHODS, problems)
        for method, declared in others.items() if others is not None else ():
            cursor = None if method.startswith("x-") else _resolve(declared, problems)
            origin = f"{entry.id}/{OTHER_METHODS}/{escape_step(method)}"
            if cursor is None:
                continue
            if is_token(method):
                operations.setdefault(origin, (method, cursor))
            else:
                message = describe_unsendable("method", method)
                omits = f"operation {method!r}"
                problems.omission(
                    cursor, omits, message, NAME_HINT, key=True, code="unsendable-name"
                )
    for origin, (method, cursor) in operations.items():
        yield OperationSource(cursor, items, method, origin)


def _resolve(operation: Cursor, problems: Problems) -> Cursor | None:
    """Resolve the reference of an operation; report an omission if it is not an object."""
    target = operation.follow(problems) if operation.is_ref else operation
    if isinstance(target.value, dict):
        return target
    name = str(operation.key)
    actual = describe_type(target.value)
    message = f"{describe_path(target.path)} must be an object, got {actual}"
    problems.omission(
        operation, f"operation {name!r}", message, "ignored", code="wrong-type"
    )
    return None


def _build_operation(
    root: Cursor, source: OperationSource, path: str, name: str, space: TypeSpace
) -> ir.Operation:
    cursor, method, problems = source.cursor, source.method, space.problems
    holders = (cursor, *source.items)
    operation_id = nodes.get_text(cursor, "operationId")
    naming = operation_id or name
    bodies, body_required, body_description = media.build_bodies(cursor, space)
    declared = parameters.build(holders, path, naming, space)
    return ir.Operation(
        operation_id=operation_id or None,
        method=method.upper() if method in METHODS else method,
        path=parameters.normalize_path(path, [p.wire for p in declared]),
        tag=_get_tag(cursor, problems),
        summary=_get_first(nodes.get_text(holder, "summary") for holder in holders)
        or "",
        description=_get_first(nodes.get_text(h, "description") for h in holders) or "",
        deprecated=nodes.get_flag(cursor, "deprecated"),
        parameters=declared,
        bodies=bodies,
        body_required=body_required,
        body_description=body_description,
        responses=tuple(media.build_responses(cursor, method, space)),
        security=security.get_requirements(root, cursor, problems),
        servers=_get_first(servers.build(holder, problems) for holder in holders) or (),
        links=tuple(_describe_links(cursor, space)),
        origin=source.origin,
        scopes=security.list_scopes(cursor),
        external_docs=describe_external_docs(cursor),
        idempotent=idempotency.read_idempotent(cursor, problems),
        confirmation=idempotency.read_confirmation(cursor, path, problems),
        pagination=pagination.build(cursor, declared, problems),
        transient_statuses=idempotency.read_transient_statuses(cursor, problems),
        name=read_name(cursor, "operation", problems)
        or _find_method_name(space.method_names, operation_id),
        resource=read_name(cursor, "resource", problems),
    )


def _find_method_name(rules: list[MethodNameRule], operation_id: str) -> str | None:
    """Return the name of the first rule for an operation id."""
    return next(
        (r.name for r in rules if operation_id and r.matches(operation_id)), None
    )


def _get_first(values: Iterator[T]) -> T | None:
    """Return the first value that is not empty."""
    return next(filter(None, values), None)


def _get_tag(cursor: Cursor, problems: Problems) -> str | None:
    """Return the first tag, which determines the resource."""
    node = nodes.get_list(cursor, "tags", problems)
    tags = [t for t in node.value if isinstance(t, str) and t] if node else []
    return tags[0] if tags else None


def list_whole(root: Cursor, built: Iterable[ir.Operation]) -> Iterator[ir.Operation]:
    """Yield all operations of the document in its order; none without a selection.

    Those that are left out have only what the names of others depend on.
    """
    selection = root.workspace.selection
    by_origin = {operation.origin: operation for operation in built}
    rules = read_method_name_rules(root, Problems()) if selection else []
    for declared in selection.operations if selection is not None else ():
        yield by_origin.get(declared.origin) or _build_stub(declared, rules)


def _build_stub(
    declared: DeclaredOperation, rules: list[MethodNameRule]
) -> ir.Operation:
    cursor, method, problems = declared.cursor, declared.method, Problems()
    operation_id = nodes.get_text(cursor, "operationId")
    return ir.Operation(
        operation_id=operation_id or None,
        method=method.upper() if method in METHODS else method,
        path=with_slash(declared.path),
        tag=_get_tag(cursor, problems),
        summary="",
        description="",
        deprecated=False,
        parameters=(),
        bodies=(),
        body_required=False,
        body_description="",
        responses=(),
        security=(),
        servers=(),
        links=(),
        origin=declared.origin,
        name=read_name(cursor, "operation", problems)
        or _find_method_name(rules, operation_id),
        resource=read_name(cursor, "resource", problems),
    )


def _describe_links(cursor: Cursor, space: TypeSpace) -> Iterator[str]:
    """Yield one line for each link of the responses to an operation that the client has."""
    for _, response in nodes.get_entries(cursor, "responses", space.problems):
        for name, link in nodes.get_entries(response, "links", space.problems):
            operation_id = nodes.get_text(link, "operationId")
            reference = nodes.get_text(link, "operationRef")
            target = operation_id or reference
            selection = cursor.workspace.selection
            if selection and selection.is_left_out(operation_id, reference):
                continue
            mapping = link.value.get("parameters")
            pairs = [*mapping.items()] if isinstance(mapping, dict) else []
            if "requestBody" in link.value:
                pairs.append(("body", link.value["requestBody"]))
            arguments = ", ".join(
                f"{key} = {_format_argument(value)}" for key, value in pairs
            )
            description = nodes.get_text(link, "description")
            head = f"{name}: {target}({arguments})"
            yield f"{head}: {description}" if description else head


def _format_argument(value: object) -> str:
    """Return a runtime expression unchanged, and a constant as JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)
