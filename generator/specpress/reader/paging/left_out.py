"""The header Link in operations that a selection leaves out, which lets the pages of others be inferred."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.document import nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor, Workspace
from specpress.document.selection import Selection
from specpress.reader.operations import OperationSource, find_operations
from specpress.reader.paging import words
from specpress.schema.json_types import get_accepted_types

SCALARS = frozenset({"string", "integer", "number"})


def list_linked(workspace: Workspace) -> Iterator[str]:
    """Yield the operations that are left out, declare the header Link and take pages."""
    selection = workspace.selection
    for source in _list_left_out(selection) if selection is not None else ():
        if _declares_link(source.cursor) and _takes_pages(source):
            yield source.origin


def _list_left_out(selection: Selection) -> Iterator[OperationSource]:
    problems = Problems()
    items = nodes.get_mapping(selection.root, "paths", problems)
    for _, item in items.items() if items is not None else ():
        for source in find_operations(item, problems):
            if source.origin in selection.left_out:
                yield source


def _declares_link(operation: Cursor) -> bool:
    problems = Problems()
    return any(
        name.lower() == "link"
        for status, response in nodes.get_entries(operation, "responses", problems)
        if status.startswith("2")
        for name, _ in nodes.get_entries(response, "headers", problems)
    )


def _takes_pages(source: OperationSource) -> bool:
    """Return whether an operation has a scalar query parameter for pages."""
    problems = Problems()
    for holder in (source.cursor, *source.items):
        entries = nodes.get_list(holder, "parameters", problems)
        for entry in entries.elements() if entries is not None else ():
            parameter = nodes.resolve_mapping(entry, problems)
            if parameter is not None and _is_control(parameter):
                return True
    return False


def _is_control(parameter: Cursor) -> bool:
    name = words.normalize(nodes.get_text(parameter, "name"))
    if nodes.get_text(parameter, "in") != "query" or name not in words.PAGE_PARAMETERS:
        return False
    schema = parameter.get("schema")
    types = get_accepted_types(schema) - {"null"} if schema is not None else SCALARS
    return bool(types) and types <= SCALARS
