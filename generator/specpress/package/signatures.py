"""Signatures: the constant that describes how the API signs its requests."""

from __future__ import annotations

from dataclasses import fields

from specpress import ir
from specpress.python.expressions import PyCall, PyName, make_call


def build_signature(source: ir.Signature | None) -> PyCall | None:
    """Return the value of the constant; None if the document declares no signature."""
    if source is None:
        return None
    values = {f.name: getattr(source, f.name) for f in fields(source)}
    return make_call(PyName("Signature"), **values)
