"""Subtypes: components that extend a base schema with a discriminator through `allOf`."""

from __future__ import annotations

from dataclasses import dataclass, field

from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.schema.table import CHOICES


@dataclass(slots=True)
class SubtypeIndex:
    """Components by the id of the base schema that they extend."""

    extensions: dict[str, list[Cursor]] = field(default_factory=dict)

    def subtypes(self, base: Cursor) -> list[Cursor]:
        """Return all components that extend `base`, directly or not.

        Empty unless `base` declares a discriminator. A base that lists its variants in
        `oneOf` or `anyOf` is an ordinary union and has no subtypes.
        """
        schema = base.value
        if not isinstance(schema, dict) or not schema.keys().isdisjoint(CHOICES):
            return []
        if not isinstance(schema.get("discriminator"), dict):
            return []
        subtypes: dict[str, Cursor] = {}
        self._collect(base.id, subtypes)
        # allOf may refer back to the base: a schema is not its own subtype.
        subtypes.pop(base.id, None)
        return list(subtypes.values())

    def _collect(self, base_id: str, subtypes: dict[str, Cursor]) -> None:
        for component in self.extensions.get(base_id, ()):
            if component.id not in subtypes:
                subtypes[component.id] = component
                self._collect(component.id, subtypes)


def index_subtypes(schemas: list[Cursor], problems: Problems) -> SubtypeIndex:
    """Index components by the schemas that their `allOf` refers to."""
    index = SubtypeIndex()
    for schema in schemas:
        members = schema.get("allOf") if isinstance(schema.value, dict) else None
        for member in members.elements() if members is not None else ():
            if member.is_ref:
                base = member.follow(problems)
                index.extensions.setdefault(base.id, []).append(schema)
    return index
