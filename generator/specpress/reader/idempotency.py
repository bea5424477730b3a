"""Idempotency of operations: `x-idempotent` and `x-retryable`.

`x-idempotent` is a boolean, or an object for an operation that refuses a repeated request without
harm: `refused` lists the statuses of these refusals, and `confirm` describes how to read the state
then: the `path` of a GET with the same path parameters, and the `property` of its response that has
one of `values` if the first request succeeded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from specpress import ir
from specpress.document import nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.document.uris import with_slash

IDEMPOTENT = "x-idempotent"
RETRYABLE = "x-retryable"
_NAME = re.compile(r"\{([^}]*)\}")


def read_idempotent(operation: Cursor, problems: Problems) -> bool | None:
    """Return whether the operation is idempotent, or None if it does not declare it."""
    extension = operation.get(IDEMPOTENT)
    if extension is None or isinstance(extension.value, bool):
        return extension.value if extension is not None else None
    if isinstance(extension.value, dict):
        return True
    hint = "write true, false, or an object with `refused` and `confirm`"
    problems.error(extension, f"{IDEMPOTENT} must be a boolean or an object", hint)
    return None


def read_confirmation(
    operation: Cursor, path: str, problems: Problems
) -> ir.Confirmation | None:
    """Return how to confirm a refused repetition, or None if the operation does not declare it."""
    extension = operation.get(IDEMPOTENT)
    if extension is None or not isinstance(extension.value, dict):
        return None
    refused = nodes.get_list(extension, "refused", problems)
    confirm = nodes.get_mapping(extension, "confirm", problems)
    if refused is None or confirm is None:
        hint = (
            "as in `refused: [409]` and `confirm: {path: …, property: …, values: […]}`"
        )
        problems.error(
            extension, f"{IDEMPOTENT} requires `refused` and `confirm`", hint
        )
        return None
    values = nodes.get_list(confirm, "values", problems)
    confirmation = ir.Confirmation(
        refused=tuple(_get_statuses(refused, problems)),
        path=_read_confirm_path(confirm, problems),
        property=nodes.get_text(confirm, "property"),
        values=tuple(map(str, values.value)) if values is not None else (),
    )
    _check(confirmation, confirm, path, problems)
    return confirmation


def _get_statuses(statuses: Cursor, problems: Problems) -> Iterator[int]:
    for entry in statuses.elements():
        if isinstance(entry.value, int) and 400 <= entry.value <= 499:
            yield entry.value
        else:
            hint = "a refusal has a status from 400 to 499"
            problems.error(entry, f"{entry.value!r} is not a status of a refusal", hint)


def _read_confirm_path(confirm: Cursor, problems: Problems) -> str:
    declared = nodes.get_text(confirm, "path")
    path = with_slash(declared)
    if path != declared:
        message = f"path {declared!r} must begin with a slash"
        problems.warning(confirm.get("path"), message, f"{path!r} is used")
    return path


def _check(
    confirmation: ir.Confirmation, confirm: Cursor, path: str, problems: Problems
) -> None:
    if not (confirmation.path and confirmation.property and confirmation.values):
        hint = "as in `{path: /things/{id}, property: status, values: [DONE]}`"
        message = "`confirm` requires `path`, `property` and `values`"
        problems.error(confirm, message, hint)
    unknown = set(_NAME.findall(confirmation.path)) - set(_NAME.findall(path))
    for name in sorted(unknown):
        hint = f"use parameters of {path}"
        problems.error(confirm.get("path"), f"{path} has no parameter {name!r}", hint)


def read_transient_statuses(operation: Cursor, problems: Problems) -> tuple[int, ...]:
    """Return the error statuses with `x-retryable: true`."""
    return tuple(
        int(status)
        for status, response in nodes.get_entries(operation, "responses", problems)
        if ir.STATUS.fullmatch(status) and nodes.get_flag(response, RETRYABLE)
    )
