"""Cases of pages for the generated tests: a first page, and the request for the second one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from specpress import ir
from specpress.document.pointers import split_pointer
from specpress.evidence.sample_values import NoSampleValue

NEXT_PATH = "/next-page"  # of a page whose URL the server sends
MANY = 1_000_000  # a number of items that no test reaches


def build_page_case(
    pagination: ir.Pagination,
    names: Mapping[str, str],
    required: Mapping[str, Any],
    responses: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any] | None:
    """Return the case of an operation with sample responses; None if no sample has items.

    Args:
        names: The arguments by location and name of the parameter.
        required: The sample values of the arguments that must be given.

    Raises:
        NoSampleValue: the sample has no cursor, or a required argument no number, that can be sent as it is.
    """
    for status, values in responses.items():
        for shape, value in values.items():
            items = _get(value, pagination.items or "")
            if isinstance(items, list) and items:
                first = required.get(names.get(f"query {pagination.parameter}", ""))
                size = required.get(names.get(f"query {pagination.size}", ""))
                case = _build_case(pagination, value, first, size)
                omitted = [
                    names[key]
                    for name in (pagination.parameter, pagination.size)
                    if (key := f"query {name}") in names and names[key] not in required
                ]
                location = {"status": status, "shape": shape, "omitted": omitted}
                return {**location, "items": pagination.items or "", **case}
    return None


def _build_case(
    pagination: ir.Pagination, value: Any, first: Any, size: Any
) -> dict[str, Any]:
    """Return the changes of the sample, and the next request; `first` and `size` are what a call must give."""
    changes: dict[str, Any] = {pagination.more: True, pagination.last: False}
    changes |= {pagination.total: MANY, pagination.pages: MANY}
    count = pagination.default_size or 1 if size is None else size
    if not isinstance(count, int) or count < 1:
        raise NoSampleValue
    case: dict[str, Any] = {"copies": count}
    match pagination.style:
        case "link":
            case |= {"link": NEXT_PATH, "path": NEXT_PATH}
        case "url":
            changes[pagination.next] = NEXT_PATH
            case["path"] = NEXT_PATH
        case "cursor":
            case["query"] = [pagination.parameter, _read_cursor(value, pagination.next)]
        case "item":
            pointer = f"{pagination.items}/0{pagination.next}"
            case["query"] = [pagination.parameter, _read_cursor(value, pointer)]
        case _:
            number = _get_next_number(pagination, first, count)
            case["query"] = [pagination.parameter, str(number)]
    changes.pop("", None)
    return {**case, "changes": changes}


def _get_next_number(pagination: ir.Pagination, first: Any, count: int) -> int:
    is_offset = pagination.style == "offset"
    if first is None:
        first = pagination.first
    if first is None:
        first = 0 if is_offset else 1
    if not isinstance(first, int):
        raise NoSampleValue
    return first + (count if is_offset else 1)


def _read_cursor(value: Any, pointer: str) -> str:
    cursor = _get(value, pointer)
    is_sendable = isinstance(cursor, (int, str)) and not isinstance(cursor, bool)
    if not is_sendable or cursor in ("", "0", 0, -1):
        raise NoSampleValue
    return str(cursor)


def _get(value: Any, pointer: str) -> Any:
    for step in split_pointer(pointer):
        if isinstance(value, list):
            value = value[int(step)] if int(step) < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value
