"""Idempotency of operations: the extensions `idempotent` and `retryable`.

The first one is a boolean, or an object for an operation that refuses a repeated request without
harm: `refused` lists the statuses of these refusals, and `confirm` describes how to read the state
then: the `path` of a GET with the same path parameters, and the `property` of its response that has
one of `values` if the first request succeeded.
"""

from __future__ import annotations

import re

from specpress import ir
from specpress.document import nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.document.uris import with_slash
from specpress.schema.extensions import IDEMPOTENT, RETRYABLE
from specpress.validate import extensions

_NAME = re.compile(r"\{([^}]*)\}")


def read_idempotent(operation: Cursor, problems: Problems) -> bool | None:
    """Return whether the operation is idempotent, or None if it does not declare it."""
    extension = extensions.find(operation, IDEMPOTENT, problems)
    if extension is None:
        return None
    return extension.value if isinstance(extension.value, bool) else True


def read_confirmation(
    operation: Cursor, path: str, problems: Problems
) -> ir.Confirmation | None:
    """Return how to confirm a refused repetition, or None if the operation does not declare it."""
    extension = extensions.find(operation, IDEMPOTENT, problems)
    if extension is None or not isinstance(extension.value, dict):
        return None
    confirm = extension.child("confirm")
    confirmation = ir.Confirmation(
        refused=tuple(extension.value["refused"]),
        path=_read_confirm_path(confirm, problems),
        property=confirm.value["property"],
        values=tuple(map(str, confirm.value["values"])),
    )
    _check(confirmation, confirm, path, problems)
    return confirmation


def _read_confirm_path(confirm: Cursor, problems: Problems) -> str:
    declared = nodes.get_text(confirm, "path")
    path = with_slash(declared)
    if path != declared:
        message = f"path {declared!r} must begin with a slash"
        problems.warning(
            confirm.get("path"),
            message,
            f"{path!r} is used",
            code="invalid-confirmation",
        )
    return path


def _check(
    confirmation: ir.Confirmation, confirm: Cursor, path: str, problems: Problems
) -> None:
    unknown = set(_NAME.findall(confirmation.path)) - set(_NAME.findall(path))
    for name in sorted(unknown):
        hint = f"use parameters of {path}"
        problems.error(
            confirm.get("path"),
            f"{path} has no parameter {name!r}",
            hint,
            code="invalid-confirmation",
        )


def read_transient_statuses(operation: Cursor, problems: Problems) -> tuple[int, ...]:
    """Return the error statuses that a retry may resolve."""
    return tuple(
        int(status)
        for status, response in nodes.get_entries(operation, "responses", problems)
        if ir.STATUS.fullmatch(status) and is_retryable(response, problems)
    )


def is_retryable(holder: Cursor, problems: Problems) -> bool:
    """Return whether a response or a property is marked as retryable."""
    extension = extensions.find(holder, RETRYABLE, problems)
    return extension is not None and extension.value is True
