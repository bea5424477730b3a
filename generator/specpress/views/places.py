"""Places: where the document declares each model and union, and each field that does not stand where its type does."""

from __future__ import annotations

from collections.abc import Iterator

from specpress import ir
from specpress.ir import place
from specpress.layout import literal
from specpress.resolve import escape_step
from specpress.views.space import PythonTypes


def places(python: PythonTypes) -> list[str]:
    """The statement of the table, by name: "Issue", or "Issue.number" on the wire."""
    found = (
        entry for made in python.named.values() for entry in _entries(python, made)
    )
    lines = [f"    {literal(name)}: {literal(at)}," for name, at in sorted(found)]
    head = "PLACES: dict[str, str] = {"
    return [head, *lines, "}"] if lines else [f"{head}}}"]


def _entries(python: PythonTypes, found: ir.Type) -> Iterator[tuple[str, str]]:
    name, at = python.names[found.id], place(found.id)
    yield name, at
    for field in found.fields if isinstance(found, ir.Object) else ():
        declared = place(field.origins[-1])
        if declared != f"{at}/properties/{escape_step(field.wire)}":
            yield f"{name}.{field.wire}", declared
