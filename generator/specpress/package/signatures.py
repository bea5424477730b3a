"""Signatures: the constant that describes how the API signs its requests."""

from __future__ import annotations

from dataclasses import fields

from specpress import ir
from specpress.python.layout import format_call, format_literal


def build_constant(source: ir.Signature | None) -> list[str]:
    """Return the statement; empty if the document declares no signature."""
    if source is None:
        return []
    arguments = [
        f"{f.name}={_format_value(getattr(source, f.name))}" for f in fields(source)
    ]
    return format_call("SIGNATURE = Signature(", arguments)


def _format_value(value: str | tuple[tuple[str, str], ...]) -> str:
    if isinstance(value, str):
        return format_literal(value)
    pairs = [
        f"({format_literal(name)}, {format_literal(header)})" for name, header in value
    ]
    return f"({pairs[0]},)" if len(pairs) == 1 else f"({', '.join(pairs)})"
