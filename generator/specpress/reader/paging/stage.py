"""Add the pagination of each operation: declared or inferred, with the items of its pages."""

from __future__ import annotations

from dataclasses import replace

from specpress import ir
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.reader.pagination import OFF
from specpress.reader.paging.infer import Inference
from specpress.reader.paging.left_out import list_linked
from specpress.reader.paging.shapes import Shapes
from specpress.schema.extensions import PAGINATION

HINT = "declare `items`, a JSON Pointer to an array in the response"


def add_pages(root: Cursor, api: ir.Api, mode: str, problems: Problems) -> ir.Api:
    """Return the API with the pagination of its operations.

    Args:
        mode: infer, declared or off, as in the settings.
    """
    shapes = Shapes(root, api.types)
    others = list_linked(root.workspace) if mode == "infer" else ()
    inference = Inference(shapes, api.operations, others)
    operations = []
    for operation in api.operations:
        pagination = operation.pagination
        if mode == "off" or pagination is OFF:
            pagination = None
        elif pagination is not None:
            pagination = _locate(root, operation, pagination, shapes, problems)
            if pagination is not None:
                pagination = _add_limits(operation, pagination, shapes, inference)
        elif mode == "infer":
            pagination = inference.infer(operation)
        operations.append(replace(operation, pagination=pagination))
    return replace(api, operations=(*operations,))


def _locate(
    root: Cursor,
    operation: ir.Operation,
    pagination: ir.Pagination,
    shapes: Shapes,
    problems: Problems,
) -> ir.Pagination | None:
    """Return a declared pagination with its items; None if they are not clear."""
    if pagination.items is not None:
        item = shapes.find_items(operation, pagination.items)
        if item:
            return replace(pagination, item=item)
    shape = shapes.find_list(operation) if pagination.items is None else None
    if shape is not None:
        return replace(pagination, items=shape.items, item=shape.item)
    cursor = root.workspace.find(operation.origin)
    if pagination.source == PAGINATION and cursor is not None:
        at = cursor.get(PAGINATION) or cursor.get("x-pagination") or cursor
        message = f"{PAGINATION}: the items of the response are not clear; no pages"
        problems.warning(at, message, HINT, code="unclear-pages")
    return None


def _add_limits(
    operation: ir.Operation,
    pagination: ir.Pagination,
    shapes: Shapes,
    inference: Inference,
) -> ir.Pagination:
    """Add what ends the iteration, if the response contains it beside the items."""
    shape = shapes.find_list(operation)
    is_same = shape is not None and shape.items == pagination.items
    spots = shape.spots if shape is not None and is_same else ()
    return inference.add_limits(pagination, spots, operation=operation)
