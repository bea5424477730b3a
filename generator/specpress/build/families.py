"""Families: a base schema with a discriminator, and the components that extend it through `allOf`."""

from __future__ import annotations

from dataclasses import dataclass, field

from specpress.problems import Problems
from specpress.resolve import Cursor


@dataclass(slots=True)
class Families:
    """Who extends whom, by the id of the base."""

    extending: dict[str, list[Cursor]] = field(default_factory=dict)

    def children(self, cursor: Cursor) -> list[Cursor]:
        """The components that extend a base which has a discriminator but lists no variants."""
        schema = cursor.value
        declared = isinstance(schema, dict) and isinstance(
            schema.get("discriminator"), dict
        )
        if not declared or {"oneOf", "anyOf"} & schema.keys():
            return []
        found: dict[str, Cursor] = {}
        self._descend(cursor.id, found)
        found.pop(cursor.id, None)
        return list(found.values())

    def _descend(self, base: str, found: dict[str, Cursor]) -> None:
        for child in self.extending.get(base, ()):
            if child.id not in found:
                found[child.id] = child
                self._descend(child.id, found)


def families(schemas: list[Cursor], problems: Problems) -> Families:
    """Read who extends whom from the schema components."""
    found = Families()
    for schema in schemas:
        listed = schema.get("allOf") if isinstance(schema.value, dict) else None
        for member in listed.elements() if listed is not None else ():
            if member.is_ref:
                base = member.follow(problems).id
                found.extending.setdefault(base, []).append(schema)
    return found
