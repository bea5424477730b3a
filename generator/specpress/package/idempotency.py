"""Idempotency: the arguments of an operation table that control retries."""

from __future__ import annotations

from specpress import ir
from specpress.package.models import name_fields
from specpress.package.responses import list_error_decodings
from specpress.python.layout import format_call, format_literal
from specpress.python.types import PythonTypes

IDEMPOTENCY_KEY = "idempotency-key"  # suffix, as APIs prefix the header with their name


def build_arguments(
    source: ir.Operation, names: dict[str, str], python: PythonTypes, indent: int
) -> list[str]:
    """Return the arguments that differ from the defaults of the HTTP method."""
    pad, lines = " " * indent, []
    if source.idempotent is not None:
        lines.append(f"{pad}idempotent={source.idempotent},")
    key = _find_key_argument(source, names)
    if key is not None:
        lines.append(f"{pad}idempotency_key={format_literal(key)},")
    if source.transient_statuses:
        lines.append(
            f"{pad}transient_statuses={format_numbers(source.transient_statuses)},"
        )
    flag = find_retryable_field(source, python)
    if flag is not None:
        lines.append(f"{pad}retryable_field={format_literal(flag[0])},")
    if source.confirmation is not None:
        lines += _build_confirmation(source.confirmation, indent)
    return lines


def format_numbers(numbers: tuple[int, ...]) -> str:
    """Return a tuple of numbers as code."""
    items = ", ".join(map(str, numbers))
    return f"({items},)" if len(numbers) == 1 else f"({items})"


def _find_key_argument(source: ir.Operation, names: dict[str, str]) -> str | None:
    return next(
        (
            names[f"{p.location} {p.wire}"]
            for p in source.parameters
            if p.location == "header" and p.wire.lower().endswith(IDEMPOTENCY_KEY)
        ),
        None,
    )


def find_retryable_field(
    source: ir.Operation, python: PythonTypes
) -> tuple[str, str] | None:
    """Return the field of an error with the retryable flag, and its JSON key."""
    for decoding in list_error_decodings(python, source):
        schema = python.plain(decoding.type) if decoding.type is not None else None
        if isinstance(schema, ir.Object):
            names = name_fields(schema)
            for field in schema.fields:
                if field.retryable or _is_flag(field, python):
                    return names[field.wire], field.wire
    return None


def _is_flag(field: ir.Field, python: PythonTypes) -> bool:
    schema = python.plain(field.type)
    is_boolean = isinstance(schema, ir.Scalar) and schema.kind is ir.ScalarKind.BOOLEAN
    return field.wire == "retryable" and is_boolean


def _build_confirmation(source: ir.Confirmation, indent: int) -> list[str]:
    values = ", ".join(map(format_literal, source.values))
    arguments = [
        f"refusal_statuses={format_numbers(source.refused)}",
        f"path={format_literal(source.path)}",
        f"property={format_literal(source.property)}",
        f"values=({values},)" if len(source.values) == 1 else f"values=({values})",
    ]
    return format_call("confirmation=Confirmation(", arguments, indent, "),")
