"""Names by extensions and by tags, as Fern and Speakeasy make them."""

from __future__ import annotations

from collections.abc import Sequence

from specpress import ir
from specpress.document.resolve import Cursor
from specpress.migrate.documents import find_operation, note_read
from specpress.migrate.plan import Plan


def keep_operation(
    plan: Plan,
    operation: ir.Operation,
    groups: Sequence[str],
    words: Sequence[str],
    source: Cursor,
) -> None:
    """Keep the name of a method; groups inside of groups are one resource."""
    resource = "_".join(group for group in groups if group)
    if not resource:
        # A method of the client itself.
        resource, _ = plan.subject.find_group(operation)
    name = f"{resource}.{'_'.join(words)}"
    plan.keep(plan.subject.identify(operation), name, source)


def read_group(plan: Plan, entry: Cursor, groups: Sequence[str]) -> None:
    """Note the extension with the groups of an operation; groups inside of groups have no counterpart."""
    if find_operation(plan, entry) is None:
        plan.account.leave(entry, "it is at no operation", "move it to an operation")
    elif len(groups) > 1:
        plan.account.leave(
            entry,
            f"resources are not nested: {'.'.join(groups)} is {'_'.join(groups)}",
            f"write client.{'_'.join(groups)} in the calls",
        )
    else:
        note_read(plan, entry)


def keep_class(plan: Plan, schema: Cursor, name: str, source: Cursor) -> None:
    """Keep the name of the class of a schema."""
    plan.keep(plan.subject.identify_class(schema), name, source)


def keep_field(plan: Plan, entry: Cursor, name: str, source: Cursor) -> None:
    """Keep the name of a property, which is an entry of the properties of an object."""
    properties = entry.parent
    owner = properties.parent if properties is not None else None
    part = plan.subject.identify_class(owner) if owner is not None else None
    if part is not None:
        plan.keep(("field", part[1], str(entry.key)), name, source)
