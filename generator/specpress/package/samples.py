"""Samples: a constant JSON value per type, for the resources and errors of a fake."""

from __future__ import annotations

from typing import Any

from specpress import ir
from specpress.python.types import PythonTypes

SCALARS: dict[ir.ScalarKind, Any] = {
    ir.ScalarKind.INTEGER: 1,
    ir.ScalarKind.NUMBER: 1.5,
    ir.ScalarKind.BOOLEAN: False,
    ir.ScalarKind.DATETIME: "2026-01-02T03:04:05Z",
    ir.ScalarKind.DATE: "2026-01-02",
    ir.ScalarKind.TIME: "03:04:05Z",
    ir.ScalarKind.DECIMAL: "1.50",
    ir.ScalarKind.DECIMAL_NUMBER: 1.25,
    ir.ScalarKind.UUID: "00000000-0000-4000-8000-000000000001",
    ir.ScalarKind.BYTES: "AQID",
    ir.ScalarKind.BINARY: "",
}


class Samples:
    """Builds samples of the types of an API."""

    def __init__(self, python: PythonTypes) -> None:
        self.python = python

    def build_resource(
        self, source: ir.Object, example: Any, required: tuple[str, ...]
    ) -> dict[str, Any]:
        """Return the example of an object, completed with `required` and all conditional fields."""
        sample: dict[str, Any] = self.build(source.id)
        declared = example if isinstance(example, dict) else {}
        resource = {**sample, **declared}
        for field in source.fields:
            name = field.wire
            is_needed = field.availability is not None or name in required
            if is_needed and resource.get(name) is None:
                resource[name] = self.build(field.type, name, (source.id,))
            is_built = resource.get(name) is not None and declared.get(name) is None
            if is_built and field.origins:
                resource[name] = self.python.repairer(field.origins[-1], resource[name])
        return resource

    def build(
        self,
        type_id: ir.TypeId,
        text: str = "text",
        parents: tuple[ir.TypeId, ...] = (),
    ) -> Any:
        """Return a value of a type inside `parents`; strings are the `text`."""
        schema = self.python.plain(type_id)
        match schema:
            case ir.Scalar(kind=kind):
                return SCALARS.get(kind, text)
            case ir.Const(value=value):
                return value
            case ir.Enum(members=members):
                return members[0].value
            case ir.Array(item=item):
                if schema.id in parents:
                    return []
                return [self.build(item, text, (*parents, schema.id))]
            case ir.Union(variants=variants):
                return self.build(variants[0], text, (*parents, schema.id))
            case ir.Object():
                return self._build_object(schema, parents)
            case ir.Map():
                return {}
            case ir.JsonText():
                return "null"
            case _:
                return text

    def _build_object(self, source: ir.Object, parents: tuple[ir.TypeId, ...]) -> Any:
        """Return the required fields, as null if possible or if the object contains itself."""
        inside = (*parents, source.id)
        return {
            f.wire: (
                None
                if self.python.is_nullable(f.type) or inside.count(source.id) > 2
                else self.build(f.type, f.wire, inside)
            )
            for f in source.fields
            if f.is_required_in_responses
        }
