"""Pagination: the argument of an operation table that describes how the next page is requested."""

from __future__ import annotations

from specpress import ir
from specpress.package.forms import name_class
from specpress.python.expressions import PyCall, make_call
from specpress.python.types import PythonTypes


def build_pagination(
    source: ir.Operation, names: dict[str, str], python: PythonTypes
) -> PyCall | None:
    """Return the value of the argument; None if the document declares no pagination."""
    paging = source.pagination
    if paging is None:
        return None
    return make_call(
        name_class("Pagination", python=python),
        style=paging.style,
        argument=names[f"query {paging.parameter}"] if paging.parameter else None,
        next=paging.next or None,
        items=paging.items or None,
        more=paging.more or None,
        first=paging.first if paging.first != 1 else None,
    )
