"""Apply availability rules: properties are present in some states and absent in others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from specpress import ir
from specpress.document.resolve import Workspace
from specpress.samples.samples import Sampler
from specpress.schema.dialect import Schema

NOT_NULL: Schema = {"not": {"type": "null"}}


@dataclass(slots=True)
class AvailabilityRules:
    """The availability rules of the types of an API."""

    workspace: Workspace
    api: ir.Api
    sampler: Sampler

    def resolve_type(self, type_id: ir.TypeId) -> ir.Type:
        """Return the type behind aliases and nullable types."""
        resolved = self.api.types[type_id]
        while isinstance(resolved, ir.Alias | ir.Nullable):
            resolved = self.api.types[
                resolved.target if isinstance(resolved, ir.Alias) else resolved.inner
            ]
        return resolved

    def apply(self, type_id: ir.TypeId, value: Any, name: str) -> Any:
        """Return `value` with available properties added and unavailable ones removed.

        Args:
            name: The name of the value, which seeds the samples for added properties.

        Raises:
            Unsatisfiable: A property must be present and has no valid value.
        """
        match self.resolve_type(type_id):
            case ir.Object() as resolved if isinstance(value, dict):
                types = {f.wire: f.type for f in resolved.fields}
                properties = {
                    key: (
                        self.apply(types[key], entry, f"{name}/{key}")
                        if key in types
                        else entry
                    )
                    for key, entry in value.items()
                }
                return self._apply_to_object(resolved, properties, name)
            case ir.Array(item=item) if isinstance(value, list):
                return [
                    self.apply(item, entry, f"{name}/{index}")
                    for index, entry in enumerate(value)
                ]
            case ir.Map(value=entry_type) if isinstance(value, dict):
                return {
                    key: self.apply(entry_type, entry, f"{name}/{key}")
                    for key, entry in value.items()
                }
            case _:
                return value

    def _apply_to_object(
        self, type_: ir.Object, value: dict[str, Any], name: str
    ) -> dict[str, Any]:
        fields = [field for field in type_.fields if field.availability is not None]
        # A rule may depend on a property that another rule adds or removes, so all rules
        # are repeated until nothing changes.
        for _ in fields:
            before = dict(value)
            for field in fields:
                self._apply_to_field(field, value, name)
            if value == before:
                break
        return value

    def _apply_to_field(
        self, field: ir.Field, value: dict[str, Any], name: str
    ) -> None:
        rule = field.availability
        if rule is None:
            return
        properties = {
            clause.property: value.get(clause.property) for clause in rule.clauses
        }
        if rule.evaluate(properties) is False:
            if field.required:
                value[field.wire] = None
            else:
                value.pop(field.wire, None)
        elif value.get(field.wire) is None:
            value[field.wire] = self._sample(field, f"{name}/{field.wire}")

    def _sample(self, field: ir.Field, name: str) -> Any:
        """Return a value of a property that must not be null."""
        cursor = self.workspace.find(ir.schema_id(field.origins[0]))
        conjuncts: list[Schema] = [NOT_NULL]
        if cursor is not None:
            conjuncts.append(self.sampler.schemas.reference(cursor))
        return self.sampler.sample({"allOf": conjuncts}, name)
