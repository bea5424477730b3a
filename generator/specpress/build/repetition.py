"""Repetition: what a document (or an overlay) says of sending an operation twice, by `x-idempotent` and `x-retryable`.

`x-idempotent: true` (or false) tells it outright. A mapping tells of an operation whose repetition is
refused although it harms nothing: `refused` lists the statuses of that refusal, and `confirm` says how
the state can be read then: the `path` of a GET with the same path parameters, and the `property` of its
answer that has one of `values` where the first attempt did its work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from specpress import ir
from specpress.build import read
from specpress.problems import Problems
from specpress.resolve import Cursor
from specpress.uris import with_slash

IDEMPOTENT = "x-idempotent"
RETRYABLE = "x-retryable"
_NAME = re.compile(r"\{([^}]*)\}")


def idempotent(operation: Cursor, problems: Problems) -> bool | None:
    """Whether sending it twice does no more than once; None where nothing is said."""
    said = operation.get(IDEMPOTENT)
    if said is None or isinstance(said.value, bool):
        return said.value if said is not None else None
    if isinstance(said.value, dict):
        return True
    hint = "write true, false, or a mapping with `refused` and `confirm`"
    problems.error(said, f"{IDEMPOTENT} must be a boolean or a mapping", hint)
    return None


def repetition(
    operation: Cursor, path: str, problems: Problems
) -> ir.Repetition | None:
    """What the refusal of a repetition is like; None where there is no such thing."""
    said = operation.get(IDEMPOTENT)
    if said is None or not isinstance(said.value, dict):
        return None
    refused = read.sequence(said, "refused", problems)
    confirm = read.mapping(said, "confirm", problems)
    if refused is None or confirm is None:
        hint = "as in `refused: [409]` and `confirm: {path: …, property: …, values: […]}`"
        problems.error(said, f"{IDEMPOTENT} needs `refused` and `confirm`", hint)
        return None
    values = read.sequence(confirm, "values", problems)
    made = ir.Repetition(
        refused=tuple(_statuses(refused, problems)),
        path=_confirm_path(confirm, problems),
        property=read.text(confirm, "property"),
        values=tuple(map(str, values.value)) if values is not None else (),
    )
    _check(made, confirm, path, problems)
    return made


def _statuses(listed: Cursor, problems: Problems) -> Iterator[int]:
    for entry in listed.elements():
        if isinstance(entry.value, int) and 400 <= entry.value <= 499:
            yield entry.value
        else:
            hint = "a refusal has a status from 400 to 499"
            problems.error(entry, f"{entry.value!r} is no status of a refusal", hint)


def _confirm_path(confirm: Cursor, problems: Problems) -> str:
    written = read.text(confirm, "path")
    path = with_slash(written)
    if path != written:
        message = f"path {written!r} must begin with a slash"
        problems.warning(confirm.get("path"), message, f"it is read as {path!r}")
    return path


def _check(
    made: ir.Repetition, confirm: Cursor, path: str, problems: Problems
) -> None:
    if not (made.path and made.property and made.values):
        hint = "as in `{path: /things/{id}, property: status, values: [DONE]}`"
        message = "`confirm` needs `path`, `property` and `values`"
        problems.error(confirm, message, hint)
    unknown = set(_NAME.findall(made.path)) - set(_NAME.findall(path))
    for name in sorted(unknown):
        hint = f"use parameters of {path}"
        problems.error(confirm.get("path"), f"{path} has no parameter {name!r}", hint)


def passing(operation: Cursor, problems: Problems) -> tuple[int, ...]:
    """The error statuses that are marked `x-retryable: true`: another attempt may go well."""
    return tuple(
        int(status)
        for status, response in read.entries(operation, "responses", problems)
        if ir.STATUS.fullmatch(status) and read.flag(response, RETRYABLE)
    )
