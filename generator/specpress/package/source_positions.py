"""Source positions: the JSON pointer of each model and union in the document."""

from __future__ import annotations

from collections.abc import Mapping

from specpress import ir
from specpress.document.pointers import escape_step
from specpress.ir import schema_id
from specpress.python.types import PythonTypes


def list_pointers(python: PythonTypes, api: ir.Api) -> dict[str, str]:
    """Return the pointers by class name, sorted."""
    entries = sorted(
        (python.names[i], _locate_schema(schema, api.written_ids))
        for i, schema in python.named.items()
        if i not in python.shared_schemas and not isinstance(schema, ir.Enum)
    )
    return dict(entries)


def _locate_schema(schema: ir.Type, written_ids: Mapping[str, str]) -> str:
    """Return the pointer of a schema, with a final slash if its fields are not all in `properties`."""
    pointer = schema_id(schema.id)
    fields = schema.fields if isinstance(schema, ir.Object) else ()
    is_direct = (
        f"{pointer}/properties/{escape_step(f.wire)}" in map(schema_id, f.origins)
        for f in fields
    )
    written = written_ids.get(pointer, pointer)
    return written if all(is_direct) else f"{written}/"
