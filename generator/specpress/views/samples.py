"""Samples: a JSON value of a type, the same each time, for resources and errors of a fake."""

from __future__ import annotations

from typing import Any

from specpress import ir
from specpress.views.python_types import PythonTypes

SCALARS: dict[ir.ScalarKind, Any] = {
    ir.ScalarKind.INTEGER: 1,
    ir.ScalarKind.NUMBER: 1.5,
    ir.ScalarKind.BOOLEAN: False,
    ir.ScalarKind.DATETIME: "2026-01-02T03:04:05Z",
    ir.ScalarKind.DATE: "2026-01-02",
    ir.ScalarKind.TIME: "03:04:05Z",
    ir.ScalarKind.DECIMAL: "1.50",
    ir.ScalarKind.UUID: "00000000-0000-4000-8000-000000000001",
    ir.ScalarKind.BYTES: "AQID",
    ir.ScalarKind.BINARY: "",
}


class Samples:
    """Makes samples of the types of an API."""

    def __init__(self, python: PythonTypes) -> None:
        self.python = python

    def resource(
        self, source: ir.Object, example: Any, needed: tuple[str, ...]
    ) -> dict[str, Any]:
        """An object as the document shows one, with what is needed and everything that depends on a condition."""
        own: dict[str, Any] = self.sample(source.id)
        given = example if isinstance(example, dict) else {}
        shown = {**own, **given}
        for field in source.fields:
            wanted = field.availability is not None or field.wire in needed
            if wanted and shown.get(field.wire) is None:
                shown[field.wire] = self.sample(field.type, field.wire, (source.id,))
            if shown.get(field.wire) is not None and given.get(field.wire) is None:
                value = self.python.mend(field.origins[-1], shown[field.wire])
                shown[field.wire] = value
        return shown

    def sample(
        self, type_id: ir.TypeId, word: str = "text", around: tuple[ir.TypeId, ...] = ()
    ) -> Any:
        """A value of a type that stands inside of others; a text is the `word`."""
        found = self.python.plain(type_id)
        match found:
            case ir.Scalar(kind=kind):
                return SCALARS.get(kind, word)
            case ir.Const(value=value):
                return value
            case ir.Enum(members=members):
                return members[0].value
            case ir.Array(item=item):
                return (
                    []
                    if found.id in around
                    else [self.sample(item, word, (*around, found.id))]
                )
            case ir.Union(variants=variants):
                return self.sample(variants[0], word, (*around, found.id))
            case ir.Object():
                return self._object(found, around)
            case ir.Map():
                return {}
            case ir.JsonText():
                return "null"
            case _:
                return word

    def _object(self, source: ir.Object, around: tuple[ir.TypeId, ...]) -> Any:
        """What is required, and null where it may be; an object inside of itself can be no more than that."""
        inside = (*around, source.id)
        return {
            f.wire: (
                None
                if self.python.is_nullable(f.type) or inside.count(source.id) > 2
                else self.sample(f.type, f.wire, inside)
            )
            for f in source.fields
            if f.required
        }
