"""Match the operations of two documents: by method and path, then by operationId."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from specpress import ir

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class OperationMatches:
    """The operations of two documents that correspond to each other, and the others."""

    pairs: list[tuple[ir.Operation, ir.Operation]]
    removed: list[ir.Operation]
    added: list[ir.Operation]


def match_operations(
    old: Sequence[ir.Operation], new: Sequence[ir.Operation]
) -> OperationMatches:
    """Match operations by method and path, with less of the path each time; then by id."""
    pairs: dict[str, tuple[ir.Operation, ir.Operation]] = {}
    used: set[str] = set()
    # With the names of parameters; without them; without a slash at the end.
    for identify in (_get_endpoint, _get_route, _get_stripped_route, _get_id):
        rest = _index(identify, (o for o in new if o.origin not in used))
        for operation in old:
            key = identify(operation)
            if operation.origin in pairs or not key:
                continue
            match = rest.pop(key, None)
            if match is not None:
                pairs[operation.origin] = (operation, match)
                used.add(match.origin)
    return OperationMatches(
        [pairs[o.origin] for o in old if o.origin in pairs],
        [o for o in old if o.origin not in pairs],
        [o for o in new if o.origin not in used],
    )


def _index(identify, operations: Iterable[ir.Operation]) -> dict[str, ir.Operation]:  # type: ignore[no-untyped-def]
    """Return the operations by a key; the first one of several."""
    index: dict[str, ir.Operation] = {}
    for operation in operations:
        index.setdefault(identify(operation), operation)
    return index


def _get_endpoint(operation: ir.Operation) -> str:
    return f"{operation.method} {operation.path}"


def _get_route(operation: ir.Operation) -> str:
    return f"{operation.method} {_PLACEHOLDER.sub('{}', operation.path)}"


def _get_stripped_route(operation: ir.Operation) -> str:
    return _get_route(operation).rstrip("/")


def _get_id(operation: ir.Operation) -> str:
    return operation.operation_id or ""
