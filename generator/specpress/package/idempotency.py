"""Idempotency: the arguments of an operation table that control retries."""

from __future__ import annotations

from collections.abc import Iterable

from specpress import ir
from specpress.package.forms import name_class
from specpress.package.responses import Decoding
from specpress.python.expressions import PyCall, make_call
from specpress.python.types import PythonTypes

IDEMPOTENCY_KEY = "idempotency-key"  # suffix, as APIs prefix the header with their name


def find_key_argument(source: ir.Operation, names: dict[str, str]) -> str | None:
    """Return the argument with the idempotency key."""
    return next(
        (
            names[f"{p.location} {p.wire}"]
            for p in source.parameters
            if p.location == "header" and p.wire.lower().endswith(IDEMPOTENCY_KEY)
        ),
        None,
    )


def find_retryable_field(
    errors: Iterable[Decoding], python: PythonTypes
) -> tuple[str, str] | None:
    """Return the field of an error with the retryable flag, and its JSON key."""
    for decoding in errors:
        schema = python.plain(decoding.type) if decoding.type is not None else None
        if isinstance(schema, ir.Object):
            for field in schema.fields:
                if field.retryable or _is_flag(field, python):
                    return python.name_fields(schema)[field.wire], field.wire
    return None


def _is_flag(field: ir.Field, python: PythonTypes) -> bool:
    if field.wire != "retryable":
        return False
    schema = python.plain(field.type)
    return isinstance(schema, ir.Scalar) and schema.kind is ir.ScalarKind.BOOLEAN


def build_confirmation(
    source: ir.Confirmation | None, python: PythonTypes
) -> PyCall | None:
    """Return the request that confirms a refused retry; None if the document declares none."""
    if source is None:
        return None
    return make_call(
        name_class("Confirmation", "lifecycle.confirmation", python),
        refusal_statuses=source.refused,
        path=source.path,
        property=source.property,
        values=source.values,
    )
