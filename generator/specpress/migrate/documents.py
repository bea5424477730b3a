"""The part of a document that all tools treat alike: extensions, and operations that are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from specpress import ir
from specpress.document.resolve import Cursor
from specpress.migrate.account import Reasons
from specpress.migrate.plan import Plan

METHODS = frozenset(
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]
)
Handler = Callable[[Plan, Cursor], None]


def list_extensions(root: Cursor, prefix: str) -> Iterator[Cursor]:
    """Yield the values of all extensions with a prefix, in document order."""
    pending = [root]
    while pending:
        holder = pending.pop()
        children = [*(entry for _, entry in holder.items()), *holder.elements()]
        for entry in children:
            if str(entry.key).startswith(prefix):
                yield entry
        pending += [
            entry
            for entry in reversed(children)
            if isinstance(entry.value, (dict, list))
            and not str(entry.key).startswith("x-")
        ]


def read_extensions(
    plan: Plan, prefix: str, handlers: Mapping[str, Handler], reasons: Reasons
) -> None:
    """Find a place for each extension of a tool: a handler, or the reason that there is none."""
    account = plan.account
    for entry in list_extensions(plan.subject.root, prefix):
        name = str(entry.key)
        if name in handlers:
            handlers[name](plan, entry)
            account.settle(entry)
        elif name in reasons:
            account.leave(entry, *reasons[name])
        else:
            account.add_unknown_extension(entry, {*handlers, *reasons})


def find_operation(plan: Plan, entry: Cursor) -> ir.Operation | None:
    """Return the operation that has an extension."""
    holder = entry.parent
    if holder is None:
        return None
    return next((o for o in plan.subject.operations if o.origin == holder.id), None)


def list_operations_below(plan: Plan, holder: Cursor) -> list[ir.Operation]:
    """Return the operations at or below a value: one, or all of a path item."""
    return [
        o
        for o in plan.subject.operations
        if o.origin == holder.id or o.origin.startswith(f"{holder.id}/")
    ]


def exclude_ignored(plan: Plan, entry: Cursor) -> None:
    """Leave out the operations with an extension that is true."""
    holder = entry.parent
    if entry.value is not True or holder is None:
        plan.account.carry(entry, "nothing: it is not true")
        return
    operations = list_operations_below(plan, holder)
    for operation in operations:
        plan.exclude(operation.operation_id, operation.method, operation.path)
    if operations:
        plan.account.carry(entry, "setting `exclude`")
    else:
        plan.account.leave(
            entry,
            "only operations are left out, not schemas, properties or parameters",
            "remove the part of the document with an action `remove: true` of an overlay",
        )


def set_global_header(plan: Plan, header: str, argument: str, entry: Cursor) -> None:
    """Make a header an argument of the client, if operations declare it."""
    declared = {
        p.wire.lower(): p.wire
        for operation in plan.subject.operations
        for p in operation.parameters
        if p.location == "header"
    }
    if header.lower() not in declared:
        plan.account.leave(
            entry,
            f"no operation of the document has the header {header}",
            f"declare it in an overlay, or pass headers={{{header!r}: …}} to the client",
        )
        return
    plan.set_entry("client-parameters", declared[header.lower()], argument, entry)


def note_read(plan: Plan, entry: Cursor) -> None:
    """Note an extension that `specpress generate` reads from the document."""
    plan.account.carry(entry, "read from the document")


def read_pagination(plan: Plan, entry: Cursor) -> None:
    """Note whether the pagination of another tool is read from the document."""
    operation = find_operation(plan, entry)
    if operation is None:
        # The default of all operations.
        note_read(plan, entry)
        return
    pagination = operation.pagination
    if pagination is not None and pagination.source == entry.key:
        note_read(plan, entry)
    else:
        plan.account.leave(
            entry,
            "its requests or responses have a form that pages do not have here",
            "write x-specpress-pagination into an overlay, or request pages in a loop",
        )
