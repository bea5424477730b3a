"""Values of examples as Python expressions: with dicts for objects, or with models."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specpress import ir
from specpress.package.defaults import get_default
from specpress.package.example_scalars import FILE, is_value, write_scalar
from specpress.python import unions
from specpress.python.expressions import (
    PyCall,
    PyDict,
    PyExpression,
    PyList,
    PyLiteral,
    PyName,
    PyTuple,
    as_expression,
)
from specpress.python.input_types import MODELS
from specpress.python.types import PythonTypes

PREFIX = "models."


@dataclass(frozen=True, slots=True)
class ExampleWriter:
    """Converts JSON values to expressions that a method accepts."""

    python: PythonTypes
    with_models: bool = False
    """True for models in place of dicts."""
    file: PyExpression = FILE
    """The content of a file."""

    def write(self, type_id: ir.TypeId, value: Any) -> PyExpression:
        """Return the expression of a value of a type."""
        schema = self.python.plain(type_id)
        match schema, value:
            case _, None:
                return PyLiteral(None)
            case ir.Scalar(kind=ir.ScalarKind.BINARY, is_also_text=True), str():
                return PyLiteral(value)
            case ir.Scalar(kind=ir.ScalarKind.BINARY), _:
                return self.file
            case ir.Scalar(kind=kind), _:
                return write_scalar(kind, value)
            case ir.Enum(), _:
                return self._write_member(schema, value)
            case ir.Array(item=item), list():
                return PyList(tuple(self.write(item, v) for v in value))
            case ir.Tuple(items=items), list() if len(items) == len(value):
                pairs = zip(items, value, strict=True)
                return PyTuple(tuple(self.write(i, v) for i, v in pairs))
            case ir.Map(value=item), dict():
                entries = (
                    (PyLiteral(k), self.write(item, v)) for k, v in value.items()
                )
                return PyDict(tuple(entries))
            case ir.JsonText(content=content), str():
                return self.write(content, json.loads(value))
            case ir.Object(), dict():
                return self._write_object(schema, value)
            case ir.Union(), _:
                return self._write_union(schema, value)
        return as_expression(value)

    def _write_member(self, enum: ir.Enum, value: Any) -> PyExpression:
        names = self.python.name_members(enum) if self.with_models else {}
        if str(value) not in names:
            return PyLiteral(value)
        type_id = self.python.shared_schemas.get(enum.id, enum.id)
        member = f"{self.python.names[type_id]}.{names[str(value)]}"
        return PyName(f"{PREFIX}{member}", MODELS)

    def _write_object(
        self, schema: ir.Object, value: Mapping[str, Any]
    ) -> PyExpression:
        fields = {f.wire: f for f in schema.fields}
        if self.with_models and value.keys() <= fields.keys():
            return self._write_model(schema, value)
        entries = (
            (
                PyLiteral(k),
                self.write(fields[k].type, v) if k in fields else as_expression(v),
            )
            for k, v in value.items()
        )
        return PyDict(tuple(entries))

    def _write_model(self, schema: ir.Object, value: Mapping[str, Any]) -> PyExpression:
        type_id = self.python.shared_schemas.get(schema.id, schema.id)
        name = PyName(f"{PREFIX}{self.python.names[type_id]}", MODELS)
        return PyCall(name, (), tuple(self._list_keywords(schema, value)))

    def _list_keywords(
        self, schema: ir.Object, value: Mapping[str, Any]
    ) -> Iterator[tuple[str, PyExpression]]:
        """Yield the arguments of a model; a field that always has the same value needs none."""
        names = self.python.name_fields(schema)
        root = self.python.roots[self.python.shared_schemas.get(schema.id, schema.id)]
        for source in schema.fields:
            is_fixed = (
                source.required and get_default(self.python, source, root) is not None
            )
            if source.wire in value and not is_fixed:
                yield names[source.wire], self.write(source.type, value[source.wire])

    def _write_union(self, union: ir.Union, value: Any) -> PyExpression:
        """Return the expression of a value as that of the first variant that it may belong to."""
        tag = unions.find_tag(self.python, union)
        if tag is not None and isinstance(value, dict):
            variant = tag[1].get(unions.tag_to_text(value.get(tag[0])))
            if variant is not None:
                return self.write(variant, value)
        for variant in union.variants:
            if self._may_be(variant, value):
                return self.write(variant, value)
        return as_expression(value)

    def _may_be(self, type_id: ir.TypeId, value: Any) -> bool:
        """Return whether a value has the JSON type of a variant, and its required properties."""
        schema = self.python.plain(type_id)
        match schema:
            case ir.Scalar(kind=kind):
                return is_value(kind, value)
            case ir.Const(value=constant):
                return bool(constant == value)
            case ir.Enum(members=members):
                return value in [m.value for m in members]
            case ir.Array() | ir.Tuple():
                return isinstance(value, list)
            case ir.Object(fields=fields):
                required = {f.wire for f in fields if f.required and not f.read_only}
                return isinstance(value, dict) and required <= value.keys()
            case ir.Map():
                return isinstance(value, dict)
            case _:
                return not isinstance(schema, ir.Union)
