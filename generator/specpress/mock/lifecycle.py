"""An in-memory store for the resources of one lifecycle."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from specpress import ir
from specpress.mock.availability import AvailabilityRules
from specpress.mock.exact_numbers import dump_json
from specpress.samples.samples import Unsatisfiable
from specpress.schema.dialect import Schema

# Values of `advance`: transitions of the server happen after each read, or never. A number
# means after that many seconds.
READ, NEVER = "read", "never"
# Limits of a store: the number of resources, and the characters of their JSON.
MAX_RESOURCES = 1_000
MAX_STORED = 64 * 2**20
# Transitions of the server that one request applies at most: their states may be a cycle.
MAX_TRANSITIONS = 1_000
_INTEGER = re.compile(r"-?[0-9]{1,300}\Z")


@dataclass(slots=True)
class Resource:
    """A stored resource, the time of its last transition, and its size in JSON."""

    value: dict[str, Any]
    since: float
    size: int = 0


@dataclass(slots=True)
class LifecycleStore:
    """The resources of one lifecycle, by their ids as text.

    Attributes:
        sample: The resource that new resources are copied from.
        id_property: The property that identifies a resource.
    """

    lifecycle: ir.Lifecycle
    rules: AvailabilityRules
    sample: dict[str, Any]
    id_property: str
    advance: str | float = READ
    clock: Callable[[], float] = time.monotonic
    resources: dict[str, Resource] = field(default_factory=dict)
    created: int = 0

    def populate(self) -> None:
        """Create one resource in each state."""
        for state in self.lifecycle.states:
            self.create(state, {}, str(state).lower())

    def create(
        self, state: ir.State, properties: dict[str, Any], label: str | None = None
    ) -> dict[str, Any]:
        """Create a resource in a state; properties that it does not declare are ignored.

        Args:
            label: The readable part of the id, by default a number.
        """
        self.created += 1
        number = self.created
        declared = {f.wire for f in self.fields}
        value = {
            **self.sample,
            **{name: entry for name, entry in properties.items() if name in declared},
            self.id_property: self._new_id(label or str(number), number),
        }
        key = str(value[self.id_property])
        return self._save(key, self.with_state(value, state))

    def put(self, key: str, state: ir.State) -> dict[str, Any]:
        """Set the state of a resource, which is created if it does not exist."""
        resource = self.resources.get(key)
        value = (
            resource.value
            if resource
            else {**self.sample, self.id_property: self._parse_id(key)}
        )
        return self._save(key, self.with_state(value, state))

    def get(self, key: str) -> dict[str, Any] | None:
        """Return a resource after all transitions that are due."""
        resource = self.resources.get(key)
        if resource is None:
            return None
        if isinstance(self.advance, int | float):
            self._apply_due(resource, self.advance)
        return resource.value

    def read(self, key: str) -> dict[str, Any] | None:
        """Return a resource to a client; with `READ`, the server advances it afterwards."""
        value = self.get(key)
        if value is not None and self.advance == READ:
            self._advance(self.resources[key])
        return value

    def update(self, key: str, properties: dict[str, Any]) -> dict[str, Any]:
        """Merge properties into a resource; its id and its state are read-only."""
        writable = {f.wire for f in self.fields} - {
            self.id_property,
            self.lifecycle.field,
        }
        changes = {
            name: entry for name, entry in properties.items() if name in writable
        }
        value = {**self.resources[key].value, **changes}
        return self._save(key, self.with_state(value, value[self.lifecycle.field]))

    def delete(self, key: str) -> None:
        """Delete a resource."""
        del self.resources[key]

    def values(self) -> list[dict[str, Any]]:
        """Return all resources after the transitions that are due."""
        values = [self.get(key) for key in self.resources]
        return [value for value in values if value is not None]

    def transition(self, key: str, operation: str) -> bool:
        """Apply the transition of an operation; return False if the state does not allow it."""
        value = self.get(key)
        assert value is not None
        targets = self.lifecycle.targets(operation, value[self.lifecycle.field])
        if targets:
            self._save(key, self.with_state(value, targets[0]))
        return bool(targets)

    def with_state(self, value: dict[str, Any], state: ir.State) -> dict[str, Any]:
        """Return a resource in a state, with the properties that are available in it."""
        resource = self.lifecycle.resource
        name = f"{resource} {value.get(self.id_property)} {state}"
        moved = {**value, self.lifecycle.field: state}
        available: dict[str, Any] = self.rules.apply(resource, moved, name)
        return available

    def _apply_due(self, resource: Resource, seconds: float) -> None:
        """Apply the transitions of the server that are due."""
        for _ in range(MAX_TRANSITIONS):
            is_due = self.clock() - resource.since >= seconds
            if not is_due or not self._advance(resource):
                return
        resource.since = self.clock()

    def _advance(self, resource: Resource) -> bool:
        """Apply one transition that the server causes; return False if there is none."""
        transitions = (
            transition
            for transition in self.lifecycle.caused_by(None)
            if resource.value[self.lifecycle.field] in transition.sources
        )
        transition = next(transitions, None)
        if transition is None:
            return False
        resource.value = self.with_state(resource.value, transition.targets[0])
        # Not the current time, so that the remainder counts for the next transition.
        resource.since += self.advance if isinstance(self.advance, int | float) else 0
        return True

    def _save(self, key: str, value: dict[str, Any]) -> dict[str, Any]:
        size = len(dump_json(value))
        self.resources[key] = Resource(value, self.clock(), size)
        self._remove_oldest(key)
        return value

    def _remove_oldest(self, kept: str) -> None:
        """Remove the oldest resources, so that the store remains below its limits."""
        total = sum(resource.size for resource in self.resources.values())
        for key in [*self.resources]:
            if len(self.resources) <= MAX_RESOURCES and total <= MAX_STORED:
                break
            if key != kept:
                total -= self.resources.pop(key).size

    @property
    def fields(self) -> tuple[ir.Field, ...]:
        """The declared properties of the resource."""
        resource = self.rules.resolve_type(self.lifecycle.resource)
        return resource.fields if isinstance(resource, ir.Object) else ()

    def _new_id(self, label: str, number: int) -> Any:
        """Return a readable id if the schema allows it, else a sample."""
        sample_id = self.sample.get(self.id_property)
        if isinstance(sample_id, int):
            return number
        # Ids such as `run_8f2c` keep their prefix.
        prefix, separator, _ = str(sample_id or "").partition("_")
        readable = f"{prefix}_{label}" if separator else label
        if self._is_valid_id(readable):
            return readable
        name = f"{self.lifecycle.resource} id {label}"
        try:
            return self.rules.sampler.sample(self._id_schema(), name)
        except Unsatisfiable:
            return readable

    def _parse_id(self, key: str) -> Any:
        """Return the id in a path as the type that its schema declares."""
        if _INTEGER.match(key) and self._is_valid_id(int(key)):
            return int(key)
        return key

    def _is_valid_id(self, value: Any) -> bool:
        return self.rules.sampler.schemas.allows(self._id_schema(), value)

    def _id_schema(self) -> Schema:
        field_ = next((f for f in self.fields if f.wire == self.id_property), None)
        if field_ is None or not field_.origins:
            return True
        cursor = self.rules.workspace.find(ir.schema_id(field_.origins[0]))
        schemas = self.rules.sampler.schemas
        return schemas.reference(cursor) if cursor is not None else True
