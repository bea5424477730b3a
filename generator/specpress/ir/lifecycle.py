"""Lifecycles: the states of a resource, its transitions, and the availability of its properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from specpress.ir.types import TypeId

# A value of the status enum of a resource.
State = str | int


@dataclass(frozen=True, slots=True)
class Clause:
    """A comparison of a sibling property: it equals one of `values`, or none if negated."""

    property: str
    values: tuple[Any, ...]
    negated: bool = False

    def matches(self, value: Any) -> bool:
        """Return whether the clause is true if the property has this value."""
        # JSON tells true from 1 and 1 from 1.0; Python's == does not.
        is_listed = any(type(v) is type(value) and v == value for v in self.values)
        return is_listed is not self.negated


@dataclass(frozen=True, slots=True)
class Availability:
    """The condition under which a property is present and not null: all clauses match."""

    clauses: tuple[Clause, ...]
    text: str
    """The condition as the document writes it."""
    is_guaranteed: bool
    """True if the property is always present then; otherwise it may still be absent."""
    origin: str

    def evaluate(self, properties: Mapping[str, Any]) -> bool | None:
        """Return the value of the condition, or None if it depends on properties not given."""
        results = [
            c.matches(properties[c.property])
            for c in self.clauses
            if c.property in properties
        ]
        if not all(results):
            return False
        return True if len(results) == len(self.clauses) else None


@dataclass(frozen=True, slots=True)
class Refusal:
    """The response of an operation that the current state does not allow."""

    status: str
    error: str
    """Name of the error, from the document or from the operation."""
    body: tuple[tuple[str, Any], ...] = ()
    """Properties and values that distinguish it from other errors with the same status."""


@dataclass(frozen=True, slots=True)
class Transition:
    """A step from one of `sources` to one of `targets`; without sources it creates the resource."""

    sources: tuple[State, ...]
    targets: tuple[State, ...]
    operation: str | None
    """Origin of the operation that causes it; None if the server causes it."""
    refusal: Refusal | None
    origin: str


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The lifecycle of a resource."""

    resource: TypeId
    """The object with the status property."""
    field: str
    """Name of the status property."""
    status: TypeId
    """The enum of the states."""
    states: tuple[State, ...]
    initial: tuple[State, ...]
    terminal: tuple[State, ...]
    transitions: tuple[Transition, ...]
    read: str | None
    """Origin of the operation that reads one resource."""
    read_path: str | None = None
    """Path of that operation."""
    left_out: tuple[Transition, ...] = ()
    """The transitions whose operations a selection leaves out: others may cause them."""

    @property
    def operations(self) -> tuple[str, ...]:
        """The origins of the operations that change the state of an existing resource."""
        causes = (t.operation for t in self.transitions if t.sources)
        return tuple(dict.fromkeys(o for o in causes if o is not None))

    def sources(self, operation: str) -> tuple[State, ...]:
        """Return the states that allow an operation, in document order."""
        allowed = {s for t in self.caused_by(operation) for s in t.sources}
        return tuple(state for state in self.states if state in allowed)

    def targets(self, operation: str, state: State | None = None) -> tuple[State, ...]:
        """Return the states that an operation may result in, from `state` or from any state."""
        transitions = (
            t for t in self.caused_by(operation) if state is None or state in t.sources
        )
        return tuple(dict.fromkeys(target for t in transitions for target in t.targets))

    def refusal(self, operation: str) -> Refusal | None:
        """Return the response of an operation in a state that does not allow it."""
        return next((t.refusal for t in self.caused_by(operation) if t.refusal), None)

    def caused_by(self, operation: str | None) -> tuple[Transition, ...]:
        """Return the transitions that an operation causes, or the server if None."""
        return tuple(t for t in self.transitions if t.operation == operation)
