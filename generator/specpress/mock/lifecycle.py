"""Lifecycle: takes what the document says of the life of resources, keeps resources in memory and lets them live."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from specpress import ir
from specpress.mock.samples import Unsatisfiable
from specpress.mock.availability import AvailabilityRules

READ, NEVER = "read", "never"
"""When the server goes on by itself: each time that a resource is read, or not at all; else after so many seconds."""


@dataclass(slots=True)
class Resource:
    """One resource, as its body says, and since when it is in its state."""

    value: dict[str, Any]
    since: float


@dataclass(slots=True)
class LifecycleStore:
    """The resources of one lifecycle, by their ids as text."""

    life: ir.Lifecycle
    shaper: AvailabilityRules
    base: dict[str, Any]
    """A sample, from which resources are made."""
    id: str
    """The property that tells resources apart."""
    advance: str | float = READ
    clock: Callable[[], float] = time.monotonic
    kept: dict[str, Resource] = field(default_factory=dict)

    def seed(self) -> None:
        """Have a resource in each state."""
        for state in self.life.states:
            self.make(state, {}, str(state).lower())

    def make(
        self, state: ir.State, given: dict[str, Any], word: str | None = None
    ) -> dict[str, Any]:
        """A new resource in a state, with the properties that were given where it has them."""
        number = len(self.kept) + 1
        known = {f.wire for f in self.fields}
        own = {key: value for key, value in given.items() if key in known}
        made = {**self.base, **own, self.id: self._id(word or str(number), number)}
        return self._keep(str(made[self.id]), self.in_state(made, state))

    def put(self, key: str, state: ir.State) -> dict[str, Any]:
        """The resource with an id, in a state; it is made where there is none."""
        known = self.kept.get(key)
        value = known.value if known else {**self.base, self.id: self._typed(key)}
        return self._keep(key, self.in_state(value, state))

    def get(self, key: str) -> dict[str, Any] | None:
        """A resource as it is now."""
        found = self.kept.get(key)
        if found is None:
            return None
        if isinstance(self.advance, int | float):
            while self.clock() - found.since >= self.advance and self._go_on(
                key, found
            ):
                pass
        return found.value

    def read(self, key: str) -> dict[str, Any] | None:
        """A resource as a request that reads it finds it; it may go on afterwards."""
        value = self.get(key)
        if value is not None and self.advance == READ:
            self._go_on(key, self.kept[key])
        return value

    def change(self, key: str, given: dict[str, Any]) -> dict[str, Any]:
        """Merge what was given into a resource; its id and its state are not for clients to write."""
        known = {f.wire for f in self.fields} - {self.id, self.life.field}
        own = {name: value for name, value in given.items() if name in known}
        value = {**self.kept[key].value, **own}
        return self._keep(key, self.in_state(value, value[self.life.field]))

    def remove(self, key: str) -> None:
        """Forget a resource."""
        del self.kept[key]

    def all(self) -> list[dict[str, Any]]:
        """All resources as they are now."""
        found = [self.get(key) for key in self.kept]
        return [value for value in found if value is not None]

    def step(self, key: str, operation: str) -> bool:
        """Do what an operation does; False where the state forbids it."""
        value = self.get(key)
        assert value is not None
        targets = self.life.targets(operation, value[self.life.field])
        if targets:
            self._keep(key, self.in_state(value, targets[0]))
        return bool(targets)

    def in_state(self, value: dict[str, Any], state: ir.State) -> dict[str, Any]:
        """A resource in a state, with what is there then and without what is not."""
        name = f"{self.life.resource} {value.get(self.id)} {state}"
        moved = {**value, self.life.field: state}
        shaped: dict[str, Any] = self.shaper.shaped(self.life.resource, moved, name)
        return shaped

    def _go_on(self, key: str, resource: Resource) -> bool:
        """Let the server go on by itself, one step; False where it does not."""
        steps = (
            step
            for step in self.life.of(None)
            if resource.value[self.life.field] in step.sources
        )
        found = next(steps, None)
        if found is None:
            return False
        resource.value = self.in_state(resource.value, found.targets[0])
        # What time is left over counts for the next step.
        resource.since += self.advance if isinstance(self.advance, int | float) else 0
        return True

    def _keep(self, key: str, value: dict[str, Any]) -> dict[str, Any]:
        self.kept[key] = Resource(value, self.clock())
        return value

    @property
    def fields(self) -> tuple[ir.Field, ...]:
        """The properties of the resource."""
        found = self.shaper.plain(self.life.resource)
        return found.fields if isinstance(found, ir.Object) else ()

    def _id(self, word: str, number: int) -> Any:
        """An id that tells what it is, where the schema takes one; else one that is made for it."""
        sample = self.base.get(self.id)
        if isinstance(sample, int):
            return number
        prefix, mark, _ = str(sample or "").partition("_")
        wished = f"{prefix}_{word}" if mark else word
        if self._takes(wished):
            return wished
        try:
            return self.shaper.sampler.sample(
                self._schema(), f"{self.life.resource} id {word}"
            )
        except Unsatisfiable:
            return wished

    def _typed(self, key: str) -> Any:
        """An id as its schema has it, from a path."""
        return int(key) if key.lstrip("-").isdigit() and self._takes(int(key)) else key

    def _takes(self, value: Any) -> bool:
        return self.shaper.sampler.schemas.allows(self._schema(), value)

    def _schema(self) -> Any:
        own = next((f for f in self.fields if f.wire == self.id), None)
        cursor = self.shaper.workspace.find(ir.schema_id(own.origins[0])) if own else None
        return self.shaper.sampler.schemas.at(cursor) if cursor is not None else True
