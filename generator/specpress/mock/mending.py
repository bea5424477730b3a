"""Mending: takes a value that was made without looking at its schema, gives one that is of the schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from specpress import ir
from specpress.mock.samples import Sampler, Unsatisfiable
from specpress.mock.schemas import Schemas
from specpress.problems import Problems
from specpress.resolve import Workspace

Mend = Callable[[ir.TypeId, Any], Any]


def mending(workspace: Workspace, problems: Problems) -> Mend:
    """What keeps a value that is of the schema at a place, and else gives a sample of that schema."""
    schemas = Schemas("writeOnly", problems)
    sampler = Sampler(schemas)

    def mended(place: ir.TypeId, value: Any) -> Any:
        cursor = workspace.find(ir.place(place))
        if cursor is None or schemas.allows(schemas.at(cursor), value):
            return value
        try:
            return sampler.sample(schemas.at(cursor), place)
        except Unsatisfiable:
            return value

    return mended
