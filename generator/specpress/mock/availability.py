"""Shaping: takes a value and its type, gives the value with what its state says is there, and without what is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from specpress import ir
from specpress.mock.dialect import Schema
from specpress.mock.samples import Sampler
from specpress.resolve import Workspace

NOT_NULL: Schema = {"not": {"type": "null"}}


@dataclass(slots=True)
class AvailabilityRules:
    """Keeps the rules of availability."""

    workspace: Workspace
    api: ir.Api
    sampler: Sampler

    def plain(self, type_id: ir.TypeId) -> ir.Type:
        """The type behind other names and null."""
        found = self.api.types[type_id]
        while isinstance(found, ir.Alias | ir.Nullable):
            found = self.api.types[
                found.target if isinstance(found, ir.Alias) else found.inner
            ]
        return found

    def shaped(self, type_id: ir.TypeId, value: Any, name: str) -> Any:
        """The value, its parts shaped too; `name` tells apart what is made for it.

        Raises:
            Unsatisfiable: what must be there cannot be made.
        """
        match self.plain(type_id):
            case ir.Object() as found if isinstance(value, dict):
                fields = {f.wire: f for f in found.fields}
                inner = {
                    key: (
                        self.shaped(fields[key].type, entry, f"{name}/{key}")
                        if key in fields
                        else entry
                    )
                    for key, entry in value.items()
                }
                return self._ruled(found, inner, name)
            case ir.Array(item=item) if isinstance(value, list):
                return [
                    self.shaped(item, entry, f"{name}/{n}")
                    for n, entry in enumerate(value)
                ]
            case ir.Map(value=entries) if isinstance(value, dict):
                return {
                    k: self.shaped(entries, v, f"{name}/{k}") for k, v in value.items()
                }
            case _:
                return value

    def _ruled(
        self, found: ir.Object, value: dict[str, Any], name: str
    ) -> dict[str, Any]:
        """An object whose properties are there when they should be: one may decide on another."""
        rules = [field for field in found.fields if field.availability is not None]
        for _ in rules:
            before = dict(value)
            for field in rules:
                self._rule(field, value, name)
            if value == before:
                break
        return value

    def _rule(self, field: ir.Field, value: dict[str, Any], name: str) -> None:
        rule = field.availability
        if rule is None:
            return
        known = {clause.property: value.get(clause.property) for clause in rule.clauses}
        if rule.truth(known) is False:
            if field.required:
                value[field.wire] = None
            else:
                value.pop(field.wire, None)
        elif value.get(field.wire) is None:
            value[field.wire] = self._made(field, f"{name}/{field.wire}")

    def _made(self, field: ir.Field, name: str) -> Any:
        """A value for a property that must be there."""
        cursor = self.workspace.find(ir.schema_id(field.origins[0]))
        wanted: list[Schema] = [NOT_NULL]
        if cursor is not None:
            wanted.append(self.sampler.schemas.at(cursor))
        return self.sampler.sample({"allOf": wanted}, name)
