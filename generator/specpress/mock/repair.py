"""SampleRepair: takes a value that was made without looking at its schema, gives one that is of the schema."""

from __future__ import annotations

from typing import Any

from specpress import ir
from specpress.mock.samples import Sampler
from specpress.mock.schemas import Schemas, ContradictoryDocument
from specpress.problems import Problems
from specpress.resolve import Cursor, Workspace


class SampleRepair:
    """Judges values by the schemas of a document, and mends them."""

    def __init__(self, workspace: Workspace, problems: Problems) -> None:
        self._workspace = workspace
        self._sampler = Sampler(Schemas("writeOnly", problems))

    def __call__(self, place: ir.TypeId, value: Any) -> Any:
        """The value where it is of the schema at a place, else a sample of that schema, where there is one."""
        cursor = self._at(place)
        if cursor is None or self.allows(place, value):
            return value
        try:
            return self._sampler.sample(self._sampler.schemas.at(cursor), place)
        except ContradictoryDocument:
            return value

    def allows(self, place: ir.TypeId, value: Any) -> bool:
        """Whether a value is of the schema at a place; of what is no schema none is."""
        cursor = self._at(place)
        schemas = self._sampler.schemas
        try:
            return cursor is None or schemas.allows(schemas.at(cursor), value)
        except ContradictoryDocument:
            return False

    def _at(self, place: ir.TypeId) -> Cursor | None:
        return self._workspace.find(ir.schema_id(place))
