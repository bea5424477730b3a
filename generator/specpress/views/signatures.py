"""The view of how payloads are signed: one constant."""

from __future__ import annotations

from dataclasses import fields

from specpress import ir
from specpress.layout import call, literal


def constant(source: ir.Signature | None) -> list[str]:
    """The statement; nothing where the document does not say."""
    if source is None:
        return []
    arguments = [f"{f.name}={_value(getattr(source, f.name))}" for f in fields(source)]
    return call("SIGNATURE = Signature(", arguments)


def _value(found: str | tuple[tuple[str, str], ...]) -> str:
    if isinstance(found, str):
        return literal(found)
    pairs = [f"({literal(name)}, {literal(header)})" for name, header in found]
    return f"({pairs[0]},)" if len(pairs) == 1 else f"({', '.join(pairs)})"
