"""Places: where the document declares each model and union."""

from __future__ import annotations

from specpress import ir
from specpress.ir import place
from specpress.layout import literal
from specpress.resolve import escape_step
from specpress.views.python_types import PythonTypes


def places(python: PythonTypes) -> list[str]:
    """The statement of the table, by name."""
    found = sorted(
        (python.names[i], _place(made))
        for i, made in python.named.items()
        if i not in python.twins and not isinstance(made, ir.Enum)
    )
    lines = [f"    {literal(name)}: {literal(at)}," for name, at in found]
    head = "PLACES: dict[str, str] = {"
    return [head, *lines, "}"] if lines else [f"{head}}}"]


def _place(found: ir.Type) -> str:
    """The place of a type; it ends in a slash where its fields stand elsewhere below, or in other schemas."""
    at = place(found.id)
    fields = found.fields if isinstance(found, ir.Object) else ()
    own = (
        f"{at}/properties/{escape_step(f.wire)}" in map(place, f.origins)
        for f in fields
    )
    return at if all(own) else f"{at}/"
