"""The part of an operation's table that tells when it is sent again: lines of keyword arguments."""

from __future__ import annotations

from specpress import ir
from specpress.layout import call, literal
from specpress.views.models import field_names
from specpress.views.python_types import PythonTypes
from specpress.views.responses import failures

KEY = "idempotency-key"
"""How the name of a header ends that makes a repetition harmless."""


def lines(
    source: ir.Operation, names: dict[str, str], python: PythonTypes, indent: int
) -> list[str]:
    """What differs from what the method alone tells."""
    pad, found = " " * indent, []
    if source.idempotent is not None:
        found.append(f"{pad}idempotent={source.idempotent},")
    key = _idempotency_key(source, names)
    if key is not None:
        found.append(f"{pad}idempotency_key={literal(key)},")
    if source.transient_statuses:
        found.append(f"{pad}passing={numbers(source.transient_statuses)},")
    flag = retryable(source, python)
    if flag is not None:
        found.append(f"{pad}retryable={literal(flag[0])},")
    if source.confirmation is not None:
        found += _repetition(source.confirmation, indent)
    return found


def numbers(found: tuple[int, ...]) -> str:
    """A tuple of numbers."""
    inside = ", ".join(map(str, found))
    return f"({inside},)" if len(found) == 1 else f"({inside})"


def _idempotency_key(source: ir.Operation, names: dict[str, str]) -> str | None:
    return next(
        (
            names[f"{p.location} {p.wire}"]
            for p in source.parameters
            if p.location == "header" and p.wire.lower().endswith(KEY)
        ),
        None,
    )


def retryable(source: ir.Operation, python: PythonTypes) -> tuple[str, str] | None:
    """The attribute of an error that says whether another attempt may go well, and its key in JSON."""
    for answer in failures(python, source):
        found = python.plain(answer.type) if answer.type is not None else None
        if isinstance(found, ir.Object):
            names = field_names(found)
            for field in found.fields:
                if field.retryable or _is_flag(field, python):
                    return names[field.wire], field.wire
    return None


def _is_flag(field: ir.Field, python: PythonTypes) -> bool:
    kind = python.plain(field.type)
    is_boolean = isinstance(kind, ir.Scalar) and kind.kind is ir.ScalarKind.BOOLEAN
    return field.wire == "retryable" and is_boolean


def _repetition(source: ir.Confirmation, indent: int) -> list[str]:
    values = ", ".join(map(literal, source.values))
    arguments = [
        f"refused={numbers(source.refused)}",
        f"path={literal(source.path)}",
        f"property={literal(source.property)}",
        f"values=({values},)" if len(source.values) == 1 else f"values=({values})",
    ]
    return call("repetition=Repetition(", arguments, indent, "),")
